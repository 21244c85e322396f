// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// One row of a result as an engine gives it: values by position.
///
/// Stores read a `NamedRow` instead: columns have names.
package struct SQLRow: Sendable {
    package let values: [SQLValue]

    package init(values: [SQLValue]) { self.values = values }

    /// The value of a column that is never null.
    /// - Throws: `StorageError.unexpectedValue` when it is null, absent or of another type.
    package func get<Value: SQLConvertible>(_ column: Int, as type: Value.Type = Value.self) throws
        -> Value
    {
        guard values.indices.contains(column), let value = Value(sqlValue: values[column]) else {
            throw StorageError.unexpectedValue(column: String(column))
        }
        return value
    }

    /// The value of a column that may be null.
    package func optional<Value: SQLConvertible>(
        _ column: Int, as type: Value.Type = Value.self
    ) throws -> Value? {
        guard values.indices.contains(column) else {
            throw StorageError.unexpectedValue(column: String(column))
        }
        return values[column] == .null ? nil : try get(column)
    }
}
