// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Storage
import Synchronization

/// A real database that fails once, at the statement or the commit a test names.
///
/// Everything before that happens for real, so what is left afterwards is what a full disk or a
/// broken line at that very moment would leave.
package final class FaultInjectingDatabase: Database {
    package enum Fault: Sendable, Equatable {
        /// The n-th statement, counted from 1 over all transactions, is not run.
        case statement(Int)
        /// Everything of the n-th write is run, and then rolled back instead of committed.
        case commit(Int)
        /// The n-th write is committed, and its caller never learns.
        case answer(Int)
    }

    private struct Progress {
        var statements = 0
        var writes = 0
        var hasFailed = false
    }

    package let dialect: SQLDialect

    private let database: any Database
    private let fault: Fault
    private let error: StorageError
    private let progress = Mutex(Progress())

    package init(
        _ database: any Database, failing fault: Fault, with error: StorageError = .unavailable
    ) {
        self.database = database
        self.fault = fault
        self.error = error
        dialect = database.dialect
    }

    /// Whether the moment named has come.
    package var hasFailed: Bool { progress.withLock(\.hasFailed) }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        try await database.read { try self.run(body, in: $0) }
    }

    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        let number = progress.withLock { progress in
            progress.writes += 1
            return progress.writes
        }
        let result = try await database.write { transaction in
            let result = try self.run(body, in: transaction)
            if self.fault == .commit(number) { throw self.failed(self.error) }
            return result
        }
        if fault == .answer(number) { throw failed(.outcomeUnknown) }
        return result
    }

    package func emptyLog() async throws { try await database.emptyLog() }

    package func close() async throws { try await database.close() }

    private func run<Result>(
        _ body: (any SQLTransaction) throws -> Result, in transaction: any SQLTransaction
    ) throws -> Result {
        let faulty = FaultyTransaction(transaction) { try self.countStatement() }
        let result = try body(faulty)
        // As on the engines: who catches the error of a statement does not get to keep its half.
        if let failure = faulty.failure { throw failure }
        return result
    }

    private func countStatement() throws {
        let number = progress.withLock { progress in
            progress.statements += 1
            return progress.statements
        }
        if fault == .statement(number) { throw failed(error) }
    }

    private func failed(_ error: StorageError) -> StorageError {
        progress.withLock { $0.hasFailed = true }
        return error
    }
}

/// A transaction that asks before each statement, and is lost once the answer was no.
private final class FaultyTransaction: SQLTransaction {
    private(set) var failure: (any Error)?

    private let transaction: any SQLTransaction
    private let permit: () throws -> Void

    init(_ transaction: any SQLTransaction, permit: @escaping () throws -> Void) {
        self.transaction = transaction
        self.permit = permit
    }

    var dialect: SQLDialect { transaction.dialect }

    func execute(_ query: SQLQuery) throws -> Int {
        try ask()
        return try transaction.execute(query)
    }

    func forEachRow(_ query: SQLQuery, _ body: (SQLRow) throws -> Void) throws {
        try ask()
        try transaction.forEachRow(query, body)
    }

    private func ask() throws {
        if let failure { throw failure }
        do {
            try permit()
        } catch {
            failure = error
            throw error
        }
    }
}
