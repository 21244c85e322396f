// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage
import TestSupport

/// A real database that counts the rows it gives.
struct CountingDatabase: Database {
    let database: any Database
    let rows = Tally(0)

    var dialect: SQLDialect { database.dialect }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        try await database.read { try body(CountingTransaction(transaction: $0, rows: rows)) }
    }

    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        try await database.write { try body(CountingTransaction(transaction: $0, rows: rows)) }
    }

    func emptyLog() async throws { try await database.emptyLog() }

    func close() async throws { try await database.close() }

    /// How many rows were read meanwhile.
    func rows(during body: () async throws -> Void) async throws -> Int {
        let before = rows.value
        try await body()
        return rows.value - before
    }
}

private struct CountingTransaction: SQLTransaction {
    let transaction: any SQLTransaction
    let rows: Tally<Int>

    var dialect: SQLDialect { transaction.dialect }

    func execute(_ query: SQLQuery) throws -> Int { try transaction.execute(query) }

    func forEachRow(_ query: SQLQuery, _ body: (SQLRow) throws -> Void) throws {
        try transaction.forEachRow(query) { row in
            rows.change { $0 += 1 }
            try body(row)
        }
    }
}
