// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Schema
import Storage
import TestSupport
import Testing

/// The migrator of Storage, on our schema and on invented ones: forward only, each migration once,
/// whole or not at all, and never over what somebody changed.
struct MigratorTests {
    private let now = Timestamp(secondsSinceEpoch: 1_800_000_000)

    private func step(_ version: Int, _ sql: String) -> Migration {
        Migration(version: version, name: "step", source: sql)
    }

    private var first: Migration { step(1, "CREATE TABLE cloud (id INTEGER PRIMARY KEY);") }
    private var second: Migration { step(2, "CREATE TABLE rain (id INTEGER PRIMARY KEY);") }

    private func tables(_ database: any Database) async throws -> [String] {
        try await database.read { try DatabaseContents.names(in: $0) }
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an empty database comes to the present, and stays there`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine, isMigrated: false).database
        #expect(try await Schema.migrator.pending(database).count == Schema.migrations.count)
        await #expect(
            throws: StorageError.migrationNeeded(found: 0, known: Schema.migrations.count)
        ) { try await Schema.migrator.check(database) }
        let ran = try await Schema.migrator.migrate(database, at: now)
        #expect(ran.map(\.version) == Array(1...Schema.migrations.count))
        try await Schema.migrator.check(database)
        let contents = try await DatabaseContents(of: database)
        #expect(try await Schema.migrator.migrate(database, at: now).isEmpty)
        #expect(try await DatabaseContents(of: database) == contents)
        try await database.close()
    }

    /// What a demonstration asks before it fills a database.
    @Test(arguments: DatabaseUnderTest.allCases)
    func `a database with anybody's table is not empty`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine, isMigrated: false).database
        #expect(try await Schema.migrator.isEmpty(database))
        try await database.write { _ = try $0.execute("CREATE TABLE cloud (id INTEGER)") }
        #expect(try await Schema.migrator.isEmpty(database) == false)
        try await database.close()
    }

    /// As an installation comes along that takes every release.
    @Test(arguments: DatabaseUnderTest.allCases)
    func `one migration at a time leads to the same tables`(
        engine: DatabaseUnderTest
    ) async throws {
        let slow = try await TemporaryDatabase(engine, isMigrated: false).database
        for count in 1...Schema.migrations.count {
            let migrator = Migrator(migrations: Array(Schema.migrations.prefix(count)))
            #expect(try await migrator.migrate(slow, at: now).count == 1)
        }
        let quick = try await TemporaryDatabase(engine).database
        #expect(try await SchemaShape(of: slow) == SchemaShape(of: quick))
        try await slow.close()
        try await quick.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an edited migration is refused, and nothing is touched`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine, isMigrated: false).database
        try await Migrator(migrations: [first]).migrate(database, at: now)
        let edited = step(1, "CREATE TABLE cloud (id INTEGER PRIMARY KEY );")
        let migrator = Migrator(migrations: [edited, second])
        let before = try await DatabaseContents(of: database)
        await #expect(throws: StorageError.migrationChanged(version: 1)) {
            try await migrator.migrate(database, at: now)
        }
        await #expect(throws: StorageError.migrationChanged(version: 1)) {
            try await migrator.check(database)
        }
        #expect(try await DatabaseContents(of: database) == before)
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a database that is newer than the program is refused`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine, isMigrated: false).database
        try await Migrator(migrations: [first, second]).migrate(database, at: now)
        let older = Migrator(migrations: [first])
        await #expect(throws: StorageError.tooNew(found: 2, known: 1)) {
            try await older.migrate(database, at: now)
        }
        await #expect(throws: StorageError.tooNew(found: 2, known: 1)) {
            try await older.check(database)
        }
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a migration that fails half-way leaves nothing, and can be put right`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine, isMigrated: false).database
        try await Migrator(migrations: [first]).migrate(database, at: now)
        let before = try await DatabaseContents(of: database)
        let broken = step(
            2,
            """
            CREATE TABLE rain (id INTEGER PRIMARY KEY);
            INSERT INTO rain (id) VALUES (1);
            INSERT INTO nowhere (id) VALUES (1);
            """)
        await #expect(throws: StorageError.self) {
            try await Migrator(migrations: [first, broken]).migrate(database, at: now)
        }
        #expect(try await DatabaseContents(of: database) == before)
        #expect(
            try await Migrator(migrations: [first, second]).migrate(database, at: now).count == 1)
        #expect(try await tables(database) == ["cloud", "rain", "schema_migration"])
        try await database.close()
    }

    /// Every fifth statement of our migrations, failing once, from the third on.
    @Test(arguments: DatabaseUnderTest.allCases)
    func `migrating goes on from wherever it was interrupted`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine, isMigrated: false).database
        var interruptions = 0
        var failing = 3
        while true {
            // Five statements further each time; what is committed stays, what is not goes.
            let faulty = FaultInjectingDatabase(database, failing: .statement(failing))
            do {
                try await Schema.migrator.migrate(faulty, at: now)
                break
            } catch StorageError.unavailable {
                interruptions += 1
                let count = try await tables(database).count
                let pending = try await Schema.migrator.pending(database).count
                #expect(pending > 0)
                #expect((count == 0) == (pending == Schema.migrations.count))
                failing += 5
            }
        }
        #expect(interruptions > 3)
        try await Schema.migrator.check(database)
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `processes that start at once migrate once`(engine: DatabaseUnderTest) async throws {
        let temporary = try await TemporaryDatabase(engine, isMigrated: false)
        let workers = try (0..<4).map { _ in try WorkerProcess(["migrate", temporary.address]) }
        var counts: [String] = []
        for worker in workers {
            counts += await worker.read("ok")
            #expect(await worker.ended() == 0)
        }
        #expect(counts.compactMap { Int($0) }.reduce(0, +) == Schema.migrations.count)
        try await Schema.migrator.check(temporary.database)
        try await temporary.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a gap in what ran is refused`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine, isMigrated: false).database
        let migrator = Migrator(migrations: [first, second])
        try await migrator.migrate(database, at: now)
        try await database.write { transaction in
            _ = try transaction.execute("DELETE FROM schema_migration WHERE version = 1")
        }
        await #expect(throws: StorageError.migrationChanged(version: 1)) {
            try await migrator.check(database)
        }
        try await database.close()
    }
}
