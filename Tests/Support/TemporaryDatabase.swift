// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore
import PostgresDriver
import SQLiteDriver
import Schema
package import Storage

/// A fresh database of a test's own, with every table.
///
/// `let database = try await TemporaryDatabase(engine).database`
package struct TemporaryDatabase: Sendable {
    package let database: any Database
    private let location: Location

    private enum Location: Sendable {
        case sqlite(path: String)
        case postgres(connection: String)
    }

    /// PostgreSQL is not there: a test that cannot run on an engine fails, it is never skipped.
    package struct NoPostgres: Error, CustomStringConvertible {
        package let description = """
            NIGHTLIGHT_TEST_POSTGRES is not set. script/test sets it to a server of its own; by \
            hand: eval "$(script/postgres-for-tests start)"
            """
    }

    /// - Parameter isMigrated: `false` for a database without any table.
    package init(_ engine: DatabaseUnderTest, isMigrated: Bool = true) async throws {
        let name = Identifier<TemporaryDatabase>(at: SystemTime().now()).text
        switch engine {
        case .sqlite:
            location = .sqlite(path: try ScratchFolder.path() + "/\(name).sqlite")
        case .postgres:
            location = .postgres(connection: try await Self.ownSchema(name))
        }
        database = WatchedDatabase(try await Self.open(location))
        if isMigrated { try await Schema.migrator.migrate(database, at: SystemTime().now()) }
    }

    /// Another handle on the same database, as another process would have.
    package func openAnother() async throws -> any Database {
        WatchedDatabase(try await Self.open(location))
    }

    /// Where it is, for a process or a setting: a path, or a connection string.
    package var address: String {
        switch location {
        case .sqlite(let path): path
        case .postgres(let connection): connection
        }
    }

    private static func open(_ location: Location) async throws -> any Database {
        switch location {
        case .sqlite(let path): return try SQLiteDatabase(path: path)
        case .postgres(let connection):
            var settings = PostgresSettings(connection: connection)
            settings.connectionsMax = 4
            // All schemas of the server share one lock for migrating, and tests are many.
            settings.lockSecondsMax = 120
            settings.statementSecondsMax = 120
            return PostgresDatabase(settings)
        }
    }

    /// A schema of its own is as good as a database, and made in a moment.
    private static func ownSchema(_ name: String) async throws -> String {
        guard let server = ProcessInfo.processInfo.environment["NIGHTLIGHT_TEST_POSTGRES"] else {
            throw NoPostgres()
        }
        let schema = "test_" + name.filter { $0 != "-" }
        let administrator = PostgresDatabase(connection: server)
        try await administrator.write { transaction in
            // The name is ours: a prefix and hexadecimal digits.
            _ = try transaction.execute(SQLQuery(stringLiteral: "CREATE SCHEMA \(schema)"))
        }
        try await administrator.close()
        return server + " options='-csearch_path=\(schema)'"
    }
}
