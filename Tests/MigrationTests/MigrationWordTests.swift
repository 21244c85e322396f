// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Storage
import TestSupport
import Testing

/// One text for both engines: what is translated, what passes, and what is refused.
struct MigrationWordTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let source: String
        let unknown: [String]
        var testDescription: String { source }
    }

    @Test(arguments: [
        Sample(source: "CREATE TABLE rain (id TEXT NOT NULL PRIMARY KEY) STRICT;", unknown: []),
        Sample(source: "CREATE TABLE rain (id JSONB);", unknown: ["JSONB"]),
        Sample(source: "CREATE TABLE rain (id Text);", unknown: ["Text"]),
        Sample(source: "-- JSONB is not ours\nSELECT 'JSONB' \"JSONB\";", unknown: []),
        Sample(source: "SELECT 1 LIMIT 2; SELECT 1 FOR UPDATE;", unknown: ["LIMIT", "FOR"]),
    ])
    func `a word that is in no list is found, outside of comments and texts`(sample: Sample) {
        let migration = Migration(version: 1, name: "step", source: sample.source)
        #expect(migration.unknownWords == sample.unknown)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `each type keeps what is written to it, and texts in quotes are not translated`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine, isMigrated: false).database
        let migration = Migration(
            version: 1, name: "step",
            source: """
                -- It is TEXT that counts; this line ends with a semicolon;
                CREATE TABLE rain (
                    id INTEGER PRIMARY KEY,
                    place TEXT NOT NULL DEFAULT 'TEXT; BOOLEAN', -- "where"
                    is_heavy BOOLEAN NOT NULL,
                    began_at TIME NOT NULL,
                    sample BLOB
                ) STRICT;
                INSERT INTO rain (id, is_heavy, began_at) VALUES (1, 1, 7);
                """)
        let migrator = Migrator(migrations: [migration])
        try await migrator.migrate(database, at: Timestamp(secondsSinceEpoch: 1_800_000_000))
        try await database.write { transaction in
            _ = try transaction.execute(
                """
                INSERT INTO rain (id, place, is_heavy, began_at, sample)
                VALUES (2, 'here', \(false), \(Timestamp(microsecondsSinceEpoch: .max)),
                    \([0, 255] as [UInt8]))
                """)
        }
        let rows = try await database.read {
            try $0.all("SELECT place, is_heavy, began_at, sample FROM rain ORDER BY id") {
                $0.values
            }
        }
        #expect(
            rows == [
                [.text("TEXT; BOOLEAN"), .integer(1), .integer(7), .null],
                [.text("here"), .integer(0), .integer(.max), .blob([0, 255])],
            ])
        try await database.close()
    }
}
