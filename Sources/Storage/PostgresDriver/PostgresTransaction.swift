// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// One body's view of the connection: runs its statements, and remembers that one failed.
final class PostgresTransaction: SQLTransaction {
    let dialect = SQLDialect.postgres
    /// The first failure of a statement.
    ///
    /// From then on the server refuses all others.
    private(set) var failure: PostgresFailure?

    private let connection: PostgresConnection
    private var isStreaming = false

    init(connection: PostgresConnection) { self.connection = connection }

    @discardableResult
    func execute(_ query: SQLQuery) throws -> Int {
        try run(query) { _ in }
    }

    func forEachRow(_ query: SQLQuery, _ body: (SQLRow) throws -> Void) throws {
        var thrown: (any Error)?
        isStreaming = true
        defer { isStreaming = false }
        try run(query, isNested: false) { row in
            guard thrown == nil else { return }
            do { try body(row) } catch { thrown = error }
        }
        if let thrown { throw thrown }
    }

    @discardableResult
    private func run(
        _ query: SQLQuery, isNested: Bool? = nil, _ receive: (SQLRow) -> Void
    ) throws -> Int {
        if let failure { throw failure.error }
        do throws(PostgresFailure) {
            guard !(isNested ?? isStreaming) else {
                throw PostgresFailure(.statement(state: "nested in forEachRow"))
            }
            return try connection.run(query, receive)
        } catch {
            failure = error
            throw error.error
        }
    }
}
