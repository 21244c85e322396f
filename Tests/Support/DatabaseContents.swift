// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Storage

/// Every row of every table, to compare a database with itself before and after.
package struct DatabaseContents: Sendable, Equatable {
    /// The rows of each table, in an order that depends on nothing but the rows.
    package let tables: [String: [[SQLValue]]]

    package init(of database: any Database) async throws {
        tables = try await database.read { transaction in
            var tables: [String: [[SQLValue]]] = [:]
            for name in try Self.names(in: transaction) {
                // The name comes from the engine's own catalogue.
                let query = SQLQuery(stringLiteral: "SELECT * FROM \(name)")
                tables[name] = try transaction.all(query) { $0.values }
                    .sorted { "\($0)" < "\($1)" }
            }
            return tables
        }
    }

    /// The tables whose rows differ.
    package func differences(from other: DatabaseContents) -> [String] {
        Set(tables.keys).union(other.tables.keys).filter { tables[$0] != other.tables[$0] }.sorted()
    }

    /// The names of the tables, without those an engine keeps for itself.
    package static func names(in transaction: any SQLTransaction) throws -> [String] {
        let query: SQLQuery =
            switch transaction.dialect {
            case .sqlite:
                """
                SELECT name FROM sqlite_master
                WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name
                """
            case .postgres:
                """
                SELECT tablename FROM pg_catalog.pg_tables
                WHERE schemaname = current_schema() ORDER BY tablename
                """
            }
        return try transaction.all(query) { try $0.get(0) }
    }
}
