// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage
import Synchronization

/// A database that counts the transactions opened on it.
struct CountingDatabase: Database {
    final class Counts: Sendable {
        struct Opened: Sendable, Equatable {
            var reads = 0
            var writes = 0
        }

        private let opened = Mutex(Opened())

        /// What was opened since this was asked the last time.
        func take() -> Opened {
            opened.withLock { opened in
                defer { opened = Opened() }
                return opened
            }
        }

        fileprivate func add(_ change: (inout Opened) -> Void) { opened.withLock { change(&$0) } }
    }

    private let database: any Database
    private let counts: Counts

    init(_ database: any Database, counting counts: Counts) {
        self.database = database
        self.counts = counts
    }

    var dialect: SQLDialect { database.dialect }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        counts.add { $0.reads += 1 }
        return try await database.read(body)
    }

    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        counts.add { $0.writes += 1 }
        return try await database.write(body)
    }

    func emptyLog() async throws { try await database.emptyLog() }

    func close() async throws { try await database.close() }
}
