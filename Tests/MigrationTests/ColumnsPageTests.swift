// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Storage
import TestSupport
import Testing

/// The page that says what each column holds, against the tables themselves.
struct ColumnsPageTests {
    /// What the page says of one table.
    private struct Row {
        let table: String
        let sealed: [String]
        let hashed: [String]
        let clear: [String]
        let reason: String
    }

    private static func rows() throws -> [Row] {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Documentation/Reference/columns.md")
        return try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("| `") }
            .map { line in
                let cells = line.split(separator: "|").map(String.init)
                func names(_ cell: Int) -> [String] {
                    cells[cell].split(separator: "`", omittingEmptySubsequences: false)
                        .enumerated().filter { !$0.offset.isMultiple(of: 2) }
                        .map { String($0.element) }
                }
                try #require(cells.count == 5, "\(line)")
                return Row(
                    table: names(0)[0], sealed: names(1), hashed: names(2), clear: names(3),
                    reason: cells[4].trimmingCharacters(in: .whitespaces))
            }
    }

    /// Each column with its type, in small letters.
    private static func columns(
        of table: String, in transaction: any SQLTransaction
    ) throws -> [String: String] {
        let query: SQLQuery =
            switch transaction.dialect {
            case .sqlite: "SELECT name, lower(type) FROM pragma_table_info(\(table))"
            case .postgres:
                """
                SELECT CAST(column_name AS text), CAST(data_type AS text)
                FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name = \(table)
                """
            }
        return Dictionary(
            uniqueKeysWithValues: try transaction.all(query) {
                (try $0.get(0, as: String.self), try $0.get(1, as: String.self))
            })
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `every column stands on the page once, and no other`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let rows = try Self.rows()
        let found = try await database.read { transaction in
            Dictionary(
                uniqueKeysWithValues: try DatabaseContents.names(in: transaction).map {
                    ($0, try Self.columns(of: $0, in: transaction))
                })
        }
        #expect(rows.map(\.table) == found.keys.sorted())
        for row in rows {
            let columns = found[row.table] ?? [:]
            let named = row.sealed + row.hashed + row.clear
            #expect(named.sorted() == columns.keys.sorted(), "\(row.table)")
            #expect(row.clear.isEmpty || row.reason.count > 10, "\(row.table) says why")
            for column in row.sealed {
                #expect(["blob", "bytea"].contains(columns[column]), "\(row.table).\(column)")
            }
            for column in columns.keys where column.hasPrefix("sealed_") {
                #expect(row.sealed.contains(column), "\(row.table).\(column)")
            }
        }
        try await database.close()
    }
}
