// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import GRDB
import Storage
import Synchronization

/// Runs the writes that wait together inside one transaction, a savepoint each, with one fsync.
///
/// While a commit is on its way to the disk, the next writes gather; so the busier the database,
/// the larger the batches. Nobody is answered before the commit that holds their write is done, not
/// even with an error: what a body saw may be a neighbour's write that is not committed yet.
final class GroupCommitWriter: Sendable {
    private struct State {
        var waiting: [PendingWrite] = []
        var isDraining = false
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let pool: DatabasePool
    private let batchWritesMax: Int

    init(pool: DatabasePool, batchWritesMax: Int) {
        self.pool = pool
        self.batchWritesMax = batchWritesMax
    }

    var isClosed: Bool { state.withLock(\.isClosed) }

    func submit(_ write: PendingWrite) {
        enum Step { case refuse, start, wait }
        let step = state.withLock { state -> Step in
            if state.isClosed { return .refuse }
            state.waiting.append(write)
            if state.isDraining { return .wait }
            state.isDraining = true
            return .start
        }
        switch step {
        case .refuse: write.reject(StorageError.closed)
        case .start: pool.asyncWriteWithoutTransaction { self.drain($0) }
        case .wait: break
        }
    }

    /// Refuses further writes and returns when those that waited have been answered.
    func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                if state.isDraining { state.closers.append(continuation) }
                return !state.isDraining
            }
            if isIdle { continuation.resume() }
        }
    }

    private func drain(_ database: GRDB.Database) {
        while let batch = nextBatch() {
            var remaining = batch
            while !remaining.isEmpty { remaining = commit(remaining, on: database) }
        }
    }

    private func nextBatch() -> [PendingWrite]? {
        let (batch, closers) = state.withLock { state in
            let batch = Array(state.waiting.prefix(batchWritesMax))
            state.waiting.removeFirst(batch.count)
            state.isDraining = !batch.isEmpty
            guard batch.isEmpty else { return (batch, [CheckedContinuation<Void, Never>]()) }
            defer { state.closers = [] }
            return (batch, state.closers)
        }
        for closer in closers { closer.resume() }
        return batch.isEmpty ? nil : batch
    }

    /// Commits the batch, and returns the writes that have to run again.
    ///
    /// A full disk makes SQLite roll the whole transaction back at once. Then the write that met it
    /// gets the error and the others run again without it.
    private func commit(_ batch: [PendingWrite], on database: GRDB.Database) -> [PendingWrite] {
        var answers: [@Sendable () -> Void] = []
        var answered: [PendingWrite] = []
        do {
            try Self.control("BEGIN IMMEDIATE", database)
            for (index, write) in batch.enumerated() {
                try Self.control("SAVEPOINT one_write", database)
                let transaction = SQLiteTransaction(database: database)
                switch write.perform(transaction) {
                case .succeeded(let answer):
                    try Self.control("RELEASE one_write", database)
                    answers.append(answer)
                case .failed(let error) where database.isInsideTransaction:
                    try Self.control("ROLLBACK TO one_write", database)
                    try Self.control("RELEASE one_write", database)
                    answers.append { write.reject(error) }
                case .failed(let error):
                    write.reject(error)
                    return answered + batch[(index + 1)...]
                }
                answered.append(write)
            }
        } catch {
            Self.rollBack(database)
            let failure = SQLiteFailure.storageError(for: error)
            for write in batch { write.reject(failure) }
            return []
        }
        do {
            try Self.control("COMMIT", database)
        } catch {
            Self.rollBack(database)
            let failure = SQLiteFailure.commitError(for: error)
            if batch.count > 1, failure != .outcomeUnknown {
                // What is too much together may go alone: the one write that no longer fits on the
                // disk does not take the others with it.
                for write in batch { _ = commit([write], on: database) }
            } else {
                for write in batch { write.reject(failure) }
            }
            return []
        }
        for answer in answers { answer() }
        return []
    }

    private static func control(_ sql: String, _ database: GRDB.Database) throws {
        try database.cachedStatement(sql: sql).execute()
    }

    /// After an error that may, or may not, have rolled back already.
    private static func rollBack(_ database: GRDB.Database) {
        guard database.isInsideTransaction else { return }
        // An error here leaves the transaction open; the next `BEGIN` then fails and says so.
        try? control("ROLLBACK", database)
    }
}
