// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// One row of a result, read by the names of its columns.
///
/// Whoever reads in the order of the columns pays one comparison for each; another order is
/// right as well, and costs a search among the names.
package struct NamedRow<Column: SQLColumn> {
    private let values: ArraySlice<SQLValue>
    private let columns: [Column]
    private var next = 0

    fileprivate init(_ values: ArraySlice<SQLValue>, columns: [Column]) {
        self.values = values
        self.columns = columns
    }

    /// The value of a column; `Value` is an optional where the column may be null.
    /// - Throws: `StorageError.unexpectedValue` with the column's name when it is not of the type.
    package mutating func get<Value: SQLConvertible>(
        _ column: Column, as type: Value.Type = Value.self
    ) throws -> Value {
        let index = index(of: column)
        next = index + 1
        guard index < values.count, let value = Value(sqlValue: values[values.startIndex + index])
        else { throw StorageError.unexpectedValue(column: column.rawValue) }
        return value
    }

    /// The columns behind this row's own, where a statement selects two lists.
    package func rest<Other: SQLColumn>(_ type: Other.Type = Other.self) -> NamedRow<Other> {
        NamedRow<Other>(values.dropFirst(columns.count), columns: Array(Other.allCases))
    }

    private func index(of column: Column) -> Int {
        if next < columns.count, columns[next] == column { return next }
        return columns.firstIndex(of: column) ?? columns.count
    }
}

/// Results by name: a store's statement selects `\(columns: Column.self)`, and its `read` takes a
/// `NamedRow<Column>`.
extension SQLTransaction {
    /// Hands over the rows of a result one by one, without holding them all.
    package func forEach<Column: SQLColumn>(
        _ query: SQLQuery, _ body: (inout NamedRow<Column>) throws -> Void
    ) throws {
        let columns = Array(Column.allCases)
        try forEachRow(query) { row in
            var named = NamedRow(row.values[...], columns: columns)
            try body(&named)
        }
    }

    package func all<Column: SQLColumn, Value>(
        _ query: SQLQuery, _ read: (inout NamedRow<Column>) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try forEach(query) { values.append(try read(&$0)) }
        return values
    }

    /// The first row of the result, or `nil`.
    ///
    /// Write `LIMIT 1` where there may be more: the rest is read and thrown away.
    package func first<Column: SQLColumn, Value>(
        _ query: SQLQuery, _ read: (inout NamedRow<Column>) throws -> Value
    ) throws -> Value? {
        var value: Value?
        try forEach(query) { row in
            if value == nil { value = try read(&row) }
        }
        return value
    }

    /// The one column of a statement that selects one.
    package func values<Value: SQLConvertible>(
        _ query: SQLQuery, as type: Value.Type = Value.self
    ) throws -> [Value] {
        try all(query) { (row: SQLRow) in try row.get(0) }
    }

    /// The one value of a statement that selects one; `nil` when there is no row, or it is null.
    package func value<Value: SQLConvertible>(
        _ query: SQLQuery, as type: Value.Type = Value.self
    ) throws -> Value? {
        let found: Value?? = try first(query) { (row: SQLRow) in try row.optional(0) }
        return found ?? nil
    }
}
