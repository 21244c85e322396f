// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What a door, a process that only takes reports, may do with a table of the feature; whatever
/// stands in none is refused to it.
package struct TableGrant: Sendable {
    /// What `serve --only` can run where no private key is.
    package enum Door: String, CaseIterable, Sendable {
        case publicSite = "public"
        case providerAPI = "provider"
    }

    package enum Right: Sendable {
        case select
        case selectOf([String])
        case insert
        case updateOf([String])

        fileprivate var sql: String {
            switch self {
            case .select: "SELECT"
            case .selectOf(let columns): "SELECT (\(columns.joined(separator: ", ")))"
            case .insert: "INSERT"
            case .updateOf(let columns): "UPDATE (\(columns.joined(separator: ", ")))"
            }
        }
    }

    package let table: String
    package let rights: [Right]
    package let doors: [Door]

    init(_ table: String, _ rights: Right..., for doors: [Door] = Door.allCases) {
        self.table = table
        self.rights = rights
        self.doors = doors
    }

    var sql: String { rights.map(\.sql).joined(separator: ", ") }
}
