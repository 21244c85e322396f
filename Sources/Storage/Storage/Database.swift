// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// An open transaction.
///
/// Its methods block; there is no `await` inside a transaction, so nothing interleaves with it.
///
/// When a statement fails, the transaction is lost on both engines: later statements throw the same
/// error, and it rolls back even when the body caught it. To find out whether a row exists, say
/// `ON CONFLICT DO NOTHING`.
package protocol SQLTransaction {
    var dialect: SQLDialect { get }

    /// Runs one statement and returns the number of rows it changed.
    @discardableResult
    func execute(_ query: SQLQuery) throws -> Int

    /// Runs one statement and hands over its rows one by one, without holding them all.
    ///
    /// `body` runs no statement of its own; collect with `all` first where one is needed per row.
    func forEachRow(_ query: SQLQuery, _ body: (SQLRow) throws -> Void) throws
}

extension SQLTransaction {
    package func all<Value>(_ query: SQLQuery, _ read: (SQLRow) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        try forEachRow(query) { values.append(try read($0)) }
        return values
    }

    /// The first row of the result, or `nil`.
    ///
    /// Write `LIMIT 1`: the rest is read and thrown away.
    package func first<Value>(_ query: SQLQuery, _ read: (SQLRow) throws -> Value) throws -> Value?
    {
        var value: Value?
        try forEachRow(query) { row in
            if value == nil { value = try read(row) }
        }
        return value
    }

    /// The single integer of a `SELECT count(*)`.
    package func count(_ query: SQLQuery) throws -> Int {
        try value(query) ?? 0
    }
}

/// A database: SQLite in a file, or PostgreSQL.
///
/// `body` may run again from the start when the engine reports a conflict, so it must change
/// nothing but the database. An error thrown from it rolls the transaction back. When `write` has
/// returned, the change is durable: it survives the loss of the process and of power.
///
/// `read` sees one state of the database from its first statement to its last. `write` on SQLite
/// runs alone; on PostgreSQL it is READ COMMITTED beside others, so a row that is read to decide
/// about its change is read with `SQLDialect.forUpdate`, or the condition stands in the `WHERE` of
/// the change and its count is looked at, or an `AdvisoryLock` is taken first.
package protocol Database: Sendable {
    var dialect: SQLDialect { get }
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result
    /// Empties the log in which the engine keeps changes until it writes them into the file, so
    /// that what was deleted stands in neither.
    ///
    /// Waits for running transactions. PostgreSQL keeps its log itself: there this does nothing.
    func emptyLog() async throws
    /// Waits for running transactions and lets go of the engine. Later calls throw `closed`.
    func close() async throws
}
