// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Dispatch
import Foundation
import GRDB
import NightlightCore
package import Storage

/// SQLite in a file: the engine that needs no administration.
///
/// Write-ahead log, so that readers and the writer never wait for each other; every commit reaches
/// the disk before it is answered; writes that wait together share one commit.
package final class SQLiteDatabase: Storage.Database, Sendable {
    package let dialect = SQLDialect.sqlite

    private let pool: DatabasePool
    private let writer: GroupCommitWriter

    /// Opens the file, and makes it where there is none.
    /// - Throws: `StorageError`; also when the engine does not keep a setting durability hangs on.
    package init(path: String, limits: SQLiteLimits = SQLiteLimits()) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(limits.busySecondsMax)
        configuration.maximumReaderCount = limits.readersMax
        configuration.label = "nightlight"
        let pageCountMax = limits.pageCountMax
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            if let pageCountMax {
                try database.execute(sql: "PRAGMA max_page_count = \(pageCountMax)")
            }
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { database in
                try Self.makeDurable(database, limits: limits)
            }
        } catch {
            let failure = SQLiteFailure.storageError(for: error)
            throw failure == .unavailable && Self.isReadOnly(path) ? .readOnly : failure
        }
        writer = GroupCommitWriter(pool: pool, batchWritesMax: limits.batchWritesMax)
    }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        guard !writer.isClosed else { throw StorageError.closed }
        do {
            return try await pool.read { database in
                let transaction = SQLiteTransaction(database: database)
                let result = try body(transaction)
                if let failure = transaction.failure { throw failure }
                return result
            }
        } catch {
            throw SQLiteFailure.mapped(error)
        }
    }

    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            writer.submit(PendingWrite(body, answering: continuation))
        }
    }

    package func emptyLog() async throws {
        guard !writer.isClosed else { throw StorageError.closed }
        let pool = pool
        try await withCheckedThrowingContinuation {
            (answer: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                do {
                    try pool.barrierWriteWithoutTransaction { database in
                        _ = try database.checkpoint(.truncate)
                    }
                    answer.resume()
                } catch {
                    answer.resume(throwing: SQLiteFailure.storageError(for: error))
                }
            }
        }
    }

    package func close() async throws {
        await writer.close()
        let pool = pool
        // Waits for readers and for the disk.
        try await withCheckedThrowingContinuation {
            (answer: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                do {
                    // The pool lets go of its writer first, and the readers that are left cannot
                    // empty the log: what was deleted would stay in it. Where another process has
                    // the file open, the log is that one's to empty.
                    try? pool.barrierWriteWithoutTransaction { database in
                        _ = try database.checkpoint(.truncate)
                    }
                    try pool.close()
                    answer.resume()
                } catch {
                    answer.resume(throwing: SQLiteFailure.storageError(for: error))
                }
            }
        }
    }

    /// Whether the file is there and cannot be written, or no log can be made beside it.
    ///
    /// The engine only says that it cannot open something.
    private static func isReadOnly(_ path: String) -> Bool {
        let files = FileManager.default
        let folder = URL(filePath: path).deletingLastPathComponent().path
        return files.fileExists(atPath: path)
            && !(files.isWritableFile(atPath: path) && files.isWritableFile(atPath: folder))
    }

    /// GRDB sets `synchronous = NORMAL` when it switches to the write-ahead log, after
    /// `prepareDatabase`: a commit could then be lost with the power.
    ///
    /// So it is set here, once the pool is open, and read back.
    private static func makeDurable(_ database: GRDB.Database, limits: SQLiteLimits) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL")
        // What is deleted is overwritten with zeros: the key of an erased record must be gone.
        try database.execute(sql: "PRAGMA secure_delete = ON")
        try database.execute(sql: "PRAGMA journal_size_limit = \(limits.logBytesKeptMax)")
        let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode")
        let foreignKeys = try Int.fetchOne(database, sql: "PRAGMA foreign_keys")
        let secureDelete = try Int.fetchOne(database, sql: "PRAGMA secure_delete")
        guard synchronous == 2, journal == "wal", foreignKeys == 1, secureDelete == 1 else {
            throw StorageError.statement(state: "durability settings were not kept")
        }
    }
}
