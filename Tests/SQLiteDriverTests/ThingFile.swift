// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import SQLiteDriver
import Storage
import TestSupport

/// An SQLite file with the two tables that `storage-worker` writes to.
struct ThingFile: Sendable {
    let path: String

    init() async throws {
        try await self.init(at: try ScratchFolder.path() + "/\(UUID().uuidString)/things.sqlite")
    }

    init(at path: String) async throws {
        self.path = path
        try FileManager.default.createDirectory(
            at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try await using { database in
            try await database.write { transaction in
                try transaction.execute("CREATE TABLE thing (id TEXT PRIMARY KEY, body BLOB)")
                try transaction.execute("CREATE TABLE other (id TEXT PRIMARY KEY)")
            }
        }
    }

    func using<Result>(_ body: (SQLiteDatabase) async throws -> Result) async throws -> Result {
        let database = try SQLiteDatabase(path: path)
        let result = try await body(database)
        try await database.close()
        return result
    }

    /// The identifiers in both tables.
    func identifiers() async throws -> (things: Set<String>, others: Set<String>) {
        try await using { database in
            try await database.read { transaction in
                let things = try transaction.all("SELECT id FROM thing") {
                    try $0.get(0, as: String.self)
                }
                let others = try transaction.all("SELECT id FROM other") {
                    try $0.get(0, as: String.self)
                }
                return (Set(things), Set(others))
            }
        }
    }
}
