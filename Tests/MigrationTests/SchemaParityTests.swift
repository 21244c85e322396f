// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Schema
import Storage
import TestSupport
import Testing

/// Both engines get the same tables, as their own catalogues see them.
struct SchemaParityTests {
    @Test func `columns, keys and indexes are the same on both engines`() async throws {
        let sqlite = try await TemporaryDatabase(.sqlite).database
        let postgres = try await TemporaryDatabase(.postgres).database
        let one = try await SchemaShape(of: sqlite)
        let other = try await SchemaShape(of: postgres)
        #expect(one.columns.count > 100)
        #expect(one.columns.symmetricDifference(other.columns) == [])
        #expect(one.uniques.symmetricDifference(other.uniques) == [])
        #expect(one.indexes.symmetricDifference(other.indexes) == [])
        #expect(one.references.symmetricDifference(other.references) == [])
        try await sqlite.close()
        try await postgres.close()
    }

    @Test(arguments: Schema.migrations.map(\.version))
    func `a migration has no word that an engine might not know`(version: Int) {
        #expect(Schema.migrations[version - 1].unknownWords == [])
    }

    /// Otherwise the two engines would sort, and so page, in different orders.
    @Test func `every text of PostgreSQL is compared by its bytes`() async throws {
        let database = try await TemporaryDatabase(.postgres).database
        let others = try await database.read { transaction in
            try transaction.all(
                """
                SELECT c.relname || '.' || a.attname FROM pg_attribute AS a
                    JOIN pg_class AS c ON c.oid = a.attrelid
                    JOIN pg_collation AS l ON l.oid = a.attcollation
                WHERE c.relnamespace = to_regnamespace(current_schema()) AND l.collname <> 'C'
                """
            ) { try $0.get(0, as: String.self) }
        }
        #expect(others == [])
        try await database.close()
    }

    @Test func `every table of SQLite holds its columns to their types`() async throws {
        let database = try await TemporaryDatabase(.sqlite).database
        let loose = try await database.read { transaction in
            try transaction.all(
                """
                SELECT name FROM pragma_table_list
                WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'
                """
            ) { try $0.get(0, as: String.self) }
        }
        #expect(loose == [])
        try await database.close()
    }
}
