// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Storage
import SQLiteDriver
import Schema

/// A fresh database of a test's own, with every table, gone when the test process is.
///
/// `let database = try await TemporaryDatabase(engine).database`
package struct TemporaryDatabase: Sendable {
    package let database: any Database
    private let location: Location

    private enum Location: Sendable {
        case sqlite(path: String)
    }

    /// - Parameter isMigrated: `false` for a database without any table.
    package init(_ engine: DatabaseUnderTest, isMigrated: Bool = true) async throws {
        switch engine {
        case .sqlite:
            let name = Identifier<TemporaryDatabase>(at: SystemTime().now()).text
            location = .sqlite(path: try ScratchFolder.path() + "/\(name).sqlite")
        }
        database = try await Self.open(location)
        if isMigrated { try await Schema.migrator.migrate(database, at: SystemTime().now()) }
    }

    /// Another handle on the same database, as another process would have.
    package func openAnother() async throws -> any Database { try await Self.open(location) }

    private static func open(_ location: Location) async throws -> any Database {
        switch location {
        case .sqlite(let path): try SQLiteDatabase(path: path)
        }
    }
}
