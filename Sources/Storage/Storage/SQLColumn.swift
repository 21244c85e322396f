// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The columns of a result or a table, each named once: an enum, whose raw value is the name.
///
/// Where a statement computes something, or joins tables, the raw value is the expression:
/// `case isWithdrawn = "CASE WHEN e.withdrawn_at IS NULL THEN 0 ELSE 1 END"`. The cases stand in
/// the order in which a row is read.
package protocol SQLColumn: RawRepresentable<String>, CaseIterable, Equatable, Sendable {}

extension SQLQuery.Interpolation {
    /// Every column: `"SELECT \(columns: Column.self) FROM job"`.
    /// - Parameter table: the name that stands before each column where tables are joined.
    package mutating func appendInterpolation<Column: SQLColumn>(
        columns: Column.Type, of table: StaticString? = nil
    ) {
        let prefix = table.map { "\($0)." } ?? ""
        appendLiteral(Column.allCases.map { prefix + $0.rawValue }.joined(separator: ", "))
    }

    /// What a new row holds: `"INSERT INTO job \(values: Column.self, [.id: id, .kind: kind])"`.
    package mutating func appendInterpolation<Column: SQLColumn>(
        values: Column.Type, _ pairs: KeyValuePairs<Column, any SQLConvertible>
    ) {
        appendRow(pairs.map { ($0.key.rawValue, $0.value.sqlValue) })
    }

    /// The same, with columns of a second list, which most statements do not read.
    package mutating func appendInterpolation<Column: SQLColumn, Other: SQLColumn>(
        values: Column.Type, _ pairs: KeyValuePairs<Column, any SQLConvertible>,
        and: Other.Type, _ more: KeyValuePairs<Other, any SQLConvertible>
    ) {
        appendRow(
            pairs.map { ($0.key.rawValue, $0.value.sqlValue) }
                + more.map { ($0.key.rawValue, $0.value.sqlValue) })
    }

    private mutating func appendRow(_ row: [(column: String, value: SQLValue)]) {
        appendLiteral("(" + row.map(\.column).joined(separator: ", ") + ") VALUES (")
        for (index, each) in row.enumerated() {
            if index > 0 { appendLiteral(", ") }
            appendInterpolation(each.value)
        }
        appendLiteral(")")
    }

    /// What a row shall hold from now on: `"UPDATE job SET \(set: Column.self, [.kind: kind])"`.
    package mutating func appendInterpolation<Column: SQLColumn>(
        set: Column.Type, _ pairs: KeyValuePairs<Column, any SQLConvertible>
    ) {
        for (index, pair) in pairs.enumerated() {
            appendLiteral((index > 0 ? ", " : "") + pair.key.rawValue + " = ")
            appendInterpolation(pair.value.sqlValue)
        }
    }
}
