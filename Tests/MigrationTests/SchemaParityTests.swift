// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
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

    /// What no catalogue shows alike: checks, conditions of indexes, defaults.
    @Test func `the files of a migration differ in the names of types only`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Storage/Schema/Migrations")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".sqlite.sql") }
        #expect(names.count == Schema.migrations.count)
        for name in names {
            let other = name.replacing(".sqlite.", with: ".postgres.")
            let texts = try [name, other].map { try statements(in: folder.appending(path: $0)) }
            #expect(texts[0] == texts[1], "\(name)")
        }
    }

    private func statements(in file: URL) throws -> String {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.contains("--") }.joined(separator: " ").lowercased()
            .replacing(" collate \"c\"", with: "").replacing(" strict;", with: ";")
            .replacing("bigint", with: "integer").replacing("bytea", with: "blob")
            .filter { !$0.isWhitespace }
    }

    /// Otherwise the two engines would sort, and so page, in different orders.
    @Test func `every text in an index of PostgreSQL is compared by its bytes`() async throws {
        let database = try await TemporaryDatabase(.postgres).database
        let others = try await database.read { transaction in
            try transaction.all(
                """
                SELECT c.relname || '.' || a.attname FROM pg_index AS i
                    JOIN pg_class AS c ON c.oid = i.indrelid
                    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
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
