// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Foundation
import Glibc
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

    /// Opens a database that is there; nothing is made, in no folder.
    ///
    /// `sqlite:` is a file in the data directory, `sqlite:/path` another file, `postgres://…` a
    /// server.
    /// - Throws: `InstallationError.noneYet` where SQLite's file is missing.
    package func open() async throws -> any Database {
        if let file = try sqliteFile {
            guard FileManager.default.fileExists(atPath: file.path) else {
                throw InstallationError.noneYet
            }
            return try SQLiteDatabase(path: file.path)
        }
        return try server()
    }

    /// Opens the database, and makes SQLite's file and its folder where there are none, for their
    /// owner alone.
    package func create() async throws -> any Database {
        guard let file = try sqliteFile else { return try server() }
        let folder = file.deletingLastPathComponent()
        if folder.standardizedFileURL == settings.dataDirectory.standardizedFileURL {
            try PrivateFiles.prepareDataDirectory(of: settings)
        } else if !FileManager.default.fileExists(atPath: folder.path) {
            try PrivateFiles.make(folder)
        }
        // Made before SQLite does, which would ask the process's mask.
        // SAFETY: the path is passed as a C string for the duration of the call.
        let descriptor = unsafe Glibc.open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor >= 0 { Glibc.close(descriptor) }
        try PrivateFiles.prepare(database: file)
        return try SQLiteDatabase(path: file.path)
    }

    /// SQLite's file; `nil` where the database is a server.
    package var sqliteFile: URL? {
        get throws {
            let url = try settings.required(.databaseURL)
            guard url.hasPrefix("sqlite:") else { return nil }
            let path = String(url.dropFirst("sqlite:".count))
            return URL(
                filePath: path.isEmpty ? "nightlight.sqlite" : path,
                relativeTo: settings.dataDirectory
            ).absoluteURL
        }
    }

    private func server() throws -> any Database {
        let url = try settings.required(.databaseURL)
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
        do {
            try await Schema.migrator.check(database)
        } catch {
            try? await database.close()
            throw error
        }
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
