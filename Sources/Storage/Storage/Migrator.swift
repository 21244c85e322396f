// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// Brings a database's tables to what this program needs, forward only.
///
/// Each migration runs in a transaction of its own, together with the row that records it, under
/// `AdvisoryLock.migration`: two processes that start at once migrate once.
package struct Migrator: Sendable {
    package let migrations: [Migration]

    /// - Parameter migrations: in the order of their versions, which begin at 1 without a gap.
    package init(migrations: [Migration]) {
        precondition(migrations.map(\.version) == Array(1..<(migrations.count + 1)))
        self.migrations = migrations
    }

    /// Runs what has not run yet, and returns it.
    /// - Throws: `StorageError.tooNew` or `.migrationChanged` before anything is touched.
    @discardableResult
    package func migrate(_ database: any Database, at time: Timestamp) async throws -> [Migration] {
        let found = try await database.read { try applied($0) }
        try verify(found)
        var performed: [Migration] = []
        for migration in migrations.dropFirst(found.count) {
            let ran = try await database.write { transaction in
                try transaction.forEachRow(transaction.dialect.advisoryLock(.migration)) { _ in }
                return try apply(migration, at: time, in: transaction)
            }
            if ran { performed.append(migration) }
        }
        return performed
    }

    /// What `migrate` would run.
    package func pending(_ database: any Database) async throws -> [Migration] {
        let found = try await database.read { try applied($0) }
        try verify(found)
        return Array(migrations.dropFirst(found.count))
    }

    /// Whether nobody ever made anything where this program would make its tables.
    package func isEmpty(_ database: any Database) async throws -> Bool {
        try await database.read { transaction in
            switch transaction.dialect {
            case .sqlite: try transaction.count("SELECT count(*) FROM sqlite_master") == 0
            case .postgres:
                try transaction.count(
                    """
                    SELECT count(*) FROM pg_catalog.pg_class
                    WHERE relnamespace = current_schema()::regnamespace
                    """) == 0
            }
        }
    }

    /// Returns when the tables are exactly what this program needs.
    /// - Throws: `StorageError.migrationNeeded`, `.tooNew` or `.migrationChanged`.
    package func check(_ database: any Database) async throws {
        let found = try await database.read { try applied($0) }
        try verify(found)
        guard found.count == migrations.count else {
            throw StorageError.migrationNeeded(found: found.count, known: migrations.count)
        }
    }

    private struct Applied: Sendable {
        var version: Int
        var checksum: String
        var dialect: SQLDialect
    }

    private func apply(
        _ migration: Migration, at time: Timestamp, in transaction: any SQLTransaction
    ) throws -> Bool {
        let found = try applied(transaction)
        try verify(found)
        guard found.count == migration.version - 1 else { return false }
        if found.isEmpty {
            try run(Self.table, in: transaction)
        }
        try run(migration, in: transaction)
        let checksum = migration.checksum(for: transaction.dialect)
        try transaction.execute(
            """
            INSERT INTO schema_migration (version, name, checksum, applied_at)
            VALUES (\(migration.version), \(migration.name), \(checksum), \(time))
            """)
        return true
    }

    private func run(_ migration: Migration, in transaction: any SQLTransaction) throws {
        for statement in migration.statements(for: transaction.dialect) {
            try transaction.execute(statement)
        }
    }

    private func applied(_ transaction: any SQLTransaction) throws -> [Applied] {
        let exists =
            switch transaction.dialect {
            case .sqlite:
                try transaction.count(
                    """
                    SELECT count(*) FROM sqlite_master
                    WHERE type = 'table' AND name = 'schema_migration'
                    """)
            case .postgres:
                try transaction.count(
                    """
                    SELECT count(*) FROM pg_catalog.pg_class
                    WHERE oid = to_regclass('schema_migration')
                    """)
            }
        guard exists == 1 else { return [] }
        return try transaction.all(
            "SELECT version, checksum FROM schema_migration ORDER BY version"
        ) { row in
            Applied(
                version: try row.get(0), checksum: try row.get(1), dialect: transaction.dialect)
        }
    }

    /// Every row that is there must be a migration this program knows, unchanged and without a gap.
    private func verify(_ found: [Applied]) throws {
        if let last = found.last, last.version > migrations.count {
            throw StorageError.tooNew(found: last.version, known: migrations.count)
        }
        for (index, row) in found.enumerated() {
            guard row.version == index + 1,
                row.checksum == migrations[index].checksum(for: row.dialect)
            else { throw StorageError.migrationChanged(version: index + 1) }
        }
    }

    /// The row that records a migration, in the words of migrations.
    private static let table = Migration(
        version: 0, name: "schema_migration",
        source: """
            CREATE TABLE schema_migration (
                version INTEGER NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                checksum TEXT NOT NULL,
                applied_at TIME NOT NULL
            ) STRICT;
            """)
}
