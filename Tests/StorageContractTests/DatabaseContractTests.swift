// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Storage
import TestSupport
import Testing

/// What both engines promise to every store.
struct DatabaseContractTests {
    private struct Stop: Error {}

    private func table(_ engine: DatabaseUnderTest) async throws -> any Database {
        let database = try await TemporaryDatabase(engine, isMigrated: false).database
        let blob = engine == .sqlite ? "BLOB" : "bytea"
        let integer = engine == .sqlite ? "INTEGER" : "bigint"
        let real = engine == .sqlite ? "REAL" : "double precision"
        try await database.write { transaction in
            _ = try transaction.execute(
                SQLQuery(
                    stringLiteral: """
                        CREATE TABLE thing (id \(integer) NOT NULL PRIMARY KEY, name text,
                            weight \(real), bytes \(blob))
                        """))
        }
        return database
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `values come back as they were`(engine: DatabaseUnderTest) async throws {
        let database = try await table(engine)
        let rows: [(Int64, String?, Double?, [UInt8]?)] = [
            (.min, "", -0.5, []),
            (.max, "chaton ❄️ \u{7f}", 1e300, [0, 255, 0]),
            (0, nil, nil, nil),
        ]
        try await database.write { transaction in
            for row in rows {
                try transaction.execute(
                    """
                    INSERT INTO thing (id, name, weight, bytes)
                    VALUES (\(row.0), \(row.1), \(row.2), \(row.3))
                    """)
            }
        }
        for row in rows {
            let found = try await database.read { transaction in
                try transaction.first(
                    "SELECT id, name, weight, bytes FROM thing WHERE id = \(row.0)"
                ) { $0 }
            }
            let values = try #require(found)
            #expect(try values.get(0) == row.0)
            #expect(try values.optional(1) == row.1)
            #expect(try values.optional(2) == row.2)
            #expect(try values.optional(3) == row.3)
        }
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an error thrown inside rolls everything back`(engine: DatabaseUnderTest) async throws {
        let database = try await table(engine)
        await #expect(throws: Stop.self) {
            try await database.write { transaction in
                try transaction.execute("INSERT INTO thing (id) VALUES (\(1))")
                throw Stop()
            }
        }
        #expect(try await database.read { try $0.count("SELECT count(*) FROM thing") } == 0)
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a broken rule of one writer does not touch the others`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await table(engine)
        let refused = await withTaskGroup(of: Bool.self) { group in
            for number in 1...60 {
                // Every third one takes a number that is taken.
                let id = number % 3 == 0 ? number - 1 : number
                group.addTask {
                    do {
                        try await database.write { transaction in
                            _ = try transaction.execute("INSERT INTO thing (id) VALUES (\(id))")
                        }
                        return false
                    } catch { return (error as? StorageError) == .constraint }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(refused == 20)
        #expect(try await database.read { try $0.count("SELECT count(*) FROM thing") } == 40)
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `many rows are handed over one by one`(engine: DatabaseUnderTest) async throws {
        let database = try await table(engine)
        try await database.write { transaction in
            for id in 1...2_000 {
                try transaction.execute("INSERT INTO thing (id) VALUES (\(id))")
            }
        }
        let total = try await database.read { transaction in
            var total = 0
            try transaction.forEachRow("SELECT id FROM thing") { total += try $0.get(0) }
            return total
        }
        #expect(total == 2_001_000)
        try await database.close()
    }
}
