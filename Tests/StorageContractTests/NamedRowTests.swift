// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Storage
import TestSupport
import Testing

/// Rows are written and read by the names of their columns, alike on both engines.
struct NamedRowTests {
    private enum Column: String, SQLColumn {
        case id, name
        case seenAt = "seen_at"
        case isHeavy = "is_heavy"
    }

    private enum Figure: String, SQLColumn {
        case name
        case length = "length(name)"
    }

    private struct Cloud: Equatable {
        var id: Int
        var name: String?
        var seenAt: Timestamp
        var isHeavy: Bool

        static func read(_ row: inout NamedRow<Column>) throws -> Cloud {
            Cloud(
                id: try row.get(.id), name: try row.get(.name), seenAt: try row.get(.seenAt),
                isHeavy: try row.get(.isHeavy))
        }
    }

    private let cumulus = Cloud(
        id: 1, name: "cumulus", seenAt: Timestamp(secondsSinceEpoch: 7), isHeavy: true)
    private let nameless = Cloud(
        id: 2, name: nil, seenAt: Timestamp(secondsSinceEpoch: 8), isHeavy: false)

    private func clouds(_ engine: DatabaseUnderTest) async throws -> any Database {
        let database = try await TemporaryDatabase(engine, isMigrated: false).database
        let table = Migration(
            version: 1, name: "cloud",
            source: """
                CREATE TABLE cloud (
                    is_heavy BOOLEAN NOT NULL, seen_at TIME, name TEXT, id INTEGER PRIMARY KEY
                ) STRICT;
                """)
        try await Migrator(migrations: [table]).migrate(database, at: cumulus.seenAt)
        let clouds = [cumulus, nameless]
        try await database.write { transaction in
            for cloud in clouds {
                try transaction.execute(
                    """
                    INSERT INTO cloud \(values: Column.self, [
                        .id: cloud.id, .seenAt: cloud.seenAt, .name: cloud.name,
                        .isHeavy: cloud.isHeavy,
                    ])
                    """)
            }
        }
        return database
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a row comes back as it was, whatever the order of the table`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await clouds(engine)
        let found = try await database.read { transaction in
            try transaction.all(
                "SELECT \(columns: Column.self) FROM cloud ORDER BY id LIMIT 9", Cloud.read)
        }
        #expect(found == [cumulus, nameless])
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `columns may be read in any order, twice, or not at all`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await clouds(engine)
        let found = try await database.read { transaction in
            try transaction.first(
                "SELECT \(columns: Column.self) FROM cloud ORDER BY id LIMIT 1"
            ) { (row: inout NamedRow<Column>) in
                [
                    "\(try row.get(.isHeavy, as: Bool.self))",
                    "\(try row.get(.name, as: String.self))", "\(try row.get(.id, as: Int.self))",
                    "\(try row.get(.id, as: Int.self))",
                ]
            }
        }
        #expect(found == ["true", "cumulus", "1", "1"])
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `what is null or of another type is refused by the name of its column`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await clouds(engine)
        await #expect(throws: StorageError.unexpectedValue(column: "name")) {
            try await database.read { transaction in
                try transaction.all("SELECT \(columns: Column.self) FROM cloud ORDER BY id LIMIT 9")
                {
                    (row: inout NamedRow<Column>) in try row.get(.name, as: String.self)
                }
            }
        }
        await #expect(throws: StorageError.unexpectedValue(column: "seen_at")) {
            try await database.read { transaction in
                try transaction.all("SELECT \(columns: Column.self) FROM cloud ORDER BY id LIMIT 9")
                {
                    (row: inout NamedRow<Column>) in try row.get(.seenAt, as: String?.self)
                }
            }
        }
        // A statement that selects fewer columns than are named.
        await #expect(throws: StorageError.unexpectedValue(column: "is_heavy")) {
            try await database.read { transaction in
                try transaction.all(
                    "SELECT id, name, seen_at FROM cloud ORDER BY id LIMIT 9", Cloud.read)
            }
        }
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `two lists of columns are read one after the other`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await clouds(engine)
        let found = try await database.read { transaction in
            try transaction.all(
                """
                SELECT \(columns: Column.self, of: "c"), \(columns: Figure.self)
                FROM cloud AS c ORDER BY c.id LIMIT 1
                """
            ) { (row: inout NamedRow<Column>) in
                var figure = row.rest(Figure.self)
                return (
                    length: try figure.get(.length, as: Int.self),
                    name: try figure.get(.name, as: String.self), cloud: try Cloud.read(&row)
                )
            }
        }
        #expect(found.map(\.length) == [7])
        #expect(found.map(\.name) == ["cumulus"])
        #expect(found.map(\.cloud) == [cumulus])
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a change sets the columns it names`(engine: DatabaseUnderTest) async throws {
        let database = try await clouds(engine)
        let changed = try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE cloud
                SET \(set: Column.self, [.isHeavy: true, .name: Optional("stratus")])
                WHERE id = \(2)
                """)
        }
        #expect(changed == 1)
        let names = try await database.read { transaction in
            try transaction.values(
                "SELECT name FROM cloud WHERE is_heavy = \(true) ORDER BY id", as: String?.self)
        }
        #expect(names == ["cumulus", "stratus"])
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a single value is nil when there is no row, or nothing in it`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await clouds(engine)
        let found = try await database.read { transaction in
            try [1, 2, 3].map { id in
                try transaction.value("SELECT name FROM cloud WHERE id = \(id)", as: String.self)
            }
        }
        #expect(found == ["cumulus", nil, nil])
        try await database.close()
    }
}
