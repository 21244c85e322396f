// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore
import PasswordHashing
import PostgresDriver
import SQLiteDriver
import Schema
package import Storage

/// Opens the database that `database.url` names.
package struct DatabaseOpening {
    private let settings: Settings

    package init(settings: Settings) { self.settings = settings }

    /// `sqlite:` is a file in the data directory, `sqlite:/path` another file, `postgres://…` a
    /// server.
    package func open() async throws -> any Database {
        let url = try settings.required(.databaseURL)
        if url.hasPrefix("sqlite:") {
            let path = String(url.dropFirst("sqlite:".count))
            let file = URL(
                filePath: path.isEmpty ? "nightlight.sqlite" : path,
                relativeTo: settings.dataDirectory
            ).absoluteURL
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            return try SQLiteDatabase(path: file.path)
        }
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") else {
            throw SettingsError.badValue(.databaseURL)
        }
        let connections = try settings.number(.databaseConnectionsMax, in: 1...200)
        var server = PostgresSettings(connection: url)
        server.connectionsMax = connections
        return PostgresDatabase(server)
    }

    /// Opens the database and refuses one whose tables do not fit this program.
    package func openChecked() async throws -> any Database {
        let database = try await open()
        try await Schema.migrator.check(database)
        return database
    }

    /// Runs `body` over an open, checked database, and lets go of it afterwards.
    package func using<Result>(
        _ body: (DatabaseServices) async throws -> Result
    ) async throws -> Result {
        let database = try await openChecked()
        do {
            let result = try await body(
                DatabaseServices(
                    database: database, hasher: PasswordHasher(limits: .interactive),
                    time: SystemTime()))
            try await database.close()
            return result
        } catch {
            try? await database.close()
            throw error
        }
    }
}
