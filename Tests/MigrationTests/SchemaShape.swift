// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage
import TestSupport

/// What an engine's own catalogue says about the tables, in words that do not depend on the engine.
struct SchemaShape: Sendable, Equatable {
    /// `job.kind text required`, one line for each column.
    var columns: Set<String> = []
    /// `job (kind, key)`, one line for each primary key and unique index.
    var uniques: Set<String> = []
    /// `job (state, id)`, one line for each other index.
    var indexes: Set<String> = []
    /// `session (account_id) to account (id)`, one line for each foreign key.
    var references: Set<String> = []

    init(of database: any Database) async throws {
        self = try await database.read { transaction in
            switch transaction.dialect {
            case .sqlite: try Self.ofSQLite(transaction)
            case .postgres: try Self.ofPostgres(transaction)
            }
        }
    }

    private init() {}

    private static func ofSQLite(_ transaction: any SQLTransaction) throws -> SchemaShape {
        var shape = SchemaShape()
        for table in try DatabaseContents.names(in: transaction) {
            let columns = try transaction.all(
                "SELECT name, lower(type), \"notnull\", pk FROM pragma_table_info(\(table))"
            ) { row in
                let isRequired = try row.get(2, as: Int.self) + row.get(3, as: Int.self) > 0
                return "\(try row.get(0, as: String.self)) \(try row.get(1, as: String.self))"
                    + (isRequired ? " required" : "")
            }
            for column in columns { shape.columns.insert("\(table).\(column)") }
            try addSQLiteIndexes(of: table, to: &shape, transaction)
            let keys = try transaction.all(
                """
                SELECT "from", "table", "to", on_delete FROM pragma_foreign_key_list(\(table))
                """
            ) { row in
                let action: String = try row.get(3)
                return "(\(try row.get(0, as: String.self))) to "
                    + "\(try row.get(1, as: String.self)) (\(try row.get(2, as: String.self)))"
                    + (action == "NO ACTION" ? "" : " \(action.lowercased())")
            }
            for key in keys { shape.references.insert("\(table) \(key)") }
        }
        return shape
    }

    private static func addSQLiteIndexes(
        of table: String, to shape: inout SchemaShape, _ transaction: any SQLTransaction
    ) throws {
        let primary = try transaction.all(
            "SELECT name FROM pragma_table_info(\(table)) WHERE pk > 0 ORDER BY pk"
        ) { try $0.get(0, as: String.self) }
        shape.uniques.insert("\(table) (\(primary.joined(separator: ", ")))")
        let indexes = try transaction.all(
            "SELECT name, \"unique\", partial, origin FROM pragma_index_list(\(table))"
        ) {
            (
                name: try $0.get(0, as: String.self), isUnique: try $0.get(1, as: Bool.self),
                isPartial: try $0.get(2, as: Bool.self), origin: try $0.get(3, as: String.self)
            )
        }
        for index in indexes where index.origin != "pk" {
            let columns = try transaction.all(
                """
                SELECT name, "desc" FROM pragma_index_xinfo(\(index.name))
                WHERE key = 1 ORDER BY seqno
                """
            ) { row in
                try row.get(0, as: String.self) + (try row.get(1, as: Bool.self) ? " desc" : "")
            }
            let line =
                "\(table) (\(columns.joined(separator: ", ")))"
                + (index.isPartial ? " partly" : "")
            if index.isUnique { shape.uniques.insert(line) } else { shape.indexes.insert(line) }
        }
    }

    private static func ofPostgres(_ transaction: any SQLTransaction) throws -> SchemaShape {
        var shape = SchemaShape()
        let types = ["bigint": "integer", "text": "text", "bytea": "blob"]
        let columns = try transaction.all(
            """
            SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
            WHERE table_schema = current_schema()
            """
        ) { row in
            let type: String = try row.get(2)
            return "\(try row.get(0, as: String.self)).\(try row.get(1, as: String.self)) "
                + "\(types[type] ?? type)"
                + (try row.get(3, as: String.self) == "NO" ? " required" : "")
        }
        shape.columns = Set(columns)
        let indexes = try transaction.all(
            """
            SELECT c.relname, i.indisunique, i.indpred IS NOT NULL,
                (SELECT string_agg(pg_get_indexdef(i.indexrelid, k.n, true)
                    || CASE WHEN i.indoption[k.n - 1] & 1 = 1 THEN ' desc' ELSE '' END,
                    ', ' ORDER BY k.n)
                FROM generate_series(1, i.indnkeyatts) AS k (n))
            FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid
            WHERE c.relnamespace = to_regnamespace(current_schema())
            """
        ) { row in
            let line =
                "\(try row.get(0, as: String.self)) (\(try row.get(3, as: String.self)))"
                .replacing("\"", with: "")
                + (try row.get(2, as: Bool.self) ? " partly" : "")
            return (line, isUnique: try row.get(1, as: Bool.self))
        }
        shape.uniques = Set(indexes.filter(\.isUnique).map(\.0))
        shape.indexes = Set(indexes.filter { !$0.isUnique }.map(\.0))
        let keys = try transaction.all(
            """
            SELECT c.relname, a.attname, f.relname, b.attname, k.confdeltype
            FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
                JOIN pg_class AS f ON f.oid = k.confrelid
                JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
                JOIN pg_attribute AS b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
            WHERE k.contype = 'f' AND c.relnamespace = to_regnamespace(current_schema())
            """
        ) { row in
            let action: String = try row.get(4)
            return "\(try row.get(0, as: String.self)) (\(try row.get(1, as: String.self))) to "
                + "\(try row.get(2, as: String.self)) (\(try row.get(3, as: String.self)))"
                + (action == "c" ? " cascade" : "")
        }
        shape.references = Set(keys)
        return shape
    }
}
