// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PostgresDriver
import Storage
import TestSupport

/// A schema with one table, and a way into it with settings of the test's own.
struct ThingSchema: Sendable {
    let connection: String

    /// In the server that all tests share.
    init() async throws {
        try await self.init(
            at: try await TemporaryDatabase(.postgres, isMigrated: false).address)
    }

    init(at connection: String) async throws {
        self.connection = connection
        let database = PostgresDatabase(connection: connection)
        try await database.write { transaction in
            try transaction.execute(
                "CREATE TABLE thing (id text PRIMARY KEY, number bigint NOT NULL DEFAULT 0)")
            try transaction.execute("CREATE TABLE total (number bigint NOT NULL)")
            try transaction.execute("INSERT INTO total (number) VALUES (0)")
        }
        try await database.close()
    }

    func open(_ change: (inout PostgresSettings) -> Void = { _ in }) -> PostgresDatabase {
        var settings = PostgresSettings(connection: connection)
        settings.connectionsMax = 2
        // Tests know when the server is back.
        settings.reconnectMillisecondsMax = 0
        change(&settings)
        return PostgresDatabase(settings)
    }
}

extension PostgresDatabase {
    func insert(_ id: String) async throws {
        try await write { transaction in
            _ = try transaction.execute("INSERT INTO thing (id) VALUES (\(id))")
        }
    }

    func identifiers() async throws -> [String] {
        try await read { try $0.all("SELECT id FROM thing ORDER BY id") { try $0.get(0) } }
    }
}
