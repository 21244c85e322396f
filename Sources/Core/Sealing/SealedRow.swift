// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What of a row its seal vouches for: the table, and the columns that mean something.
package struct SealedRow: Sendable {
    /// The value of one column, in one form for one value.
    package enum Field: Sendable {
        case null
        case integer(Int64)
        case text(String)
        case bytes([UInt8])

        fileprivate var encoded: [UInt8] {
            switch self {
            case .null: [0]
            case .integer(let value): [1] + Array(String(value).utf8)
            case .text(let text): [2] + Array(text.utf8)
            case .bytes(let bytes): [3] + bytes
            }
        }
    }

    /// The table, each column's name and each value, all with their lengths: a seal fits no other
    /// table, and none with other columns.
    let bytes: [UInt8]

    package init(table: String, _ fields: KeyValuePairs<String, Field>) {
        var context = BindingContext("nightlight/sealed-row/v1", table)
        for (column, value) in fields {
            context.append(Array(column.utf8))
            context.append(value.encoded)
        }
        bytes = context.bytes
    }
}
