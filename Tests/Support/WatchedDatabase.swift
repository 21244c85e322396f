// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage
import Synchronization
import Testing

/// A database whose new statements are looked at before they run: a test in which a store reads a
/// whole table without being allowed to fails.
///
/// So every statement that any test makes a store run is checked, on both engines, and nobody has
/// to keep a list of them. Statements that tests write themselves are left alone.
final class WatchedDatabase: Database {
    let dialect: SQLDialect
    private let database: any Database

    init(_ database: any Database) {
        self.database = database
        dialect = database.dialect
    }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        let found = Found()
        defer { found.report() }
        return try await database.read { try body(WatchedTransaction($0, reportingTo: found)) }
    }

    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        let found = Found()
        defer { found.report() }
        return try await database.write { try body(WatchedTransaction($0, reportingTo: found)) }
    }

    func emptyLog() async throws { try await database.emptyLog() }

    func close() async throws { try await database.close() }

    /// What one transaction brought to light; reported where the test is known.
    final class Found: Sendable {
        private let scans = Mutex<Set<QueryPlan.FullScan>>([])

        func add(_ scan: QueryPlan.FullScan) { scans.withLock { _ = $0.insert(scan) } }

        func report() {
            for scan in scans.withLock({ $0 }) { Issue.record("\(scan)") }
        }
    }
}

private final class WatchedTransaction: SQLTransaction {
    private struct Seen: Hashable {
        let dialect: SQLDialect
        let statement: String
    }

    private static let seen = Mutex<Set<Seen>>([])

    private let transaction: any SQLTransaction
    private let found: WatchedDatabase.Found

    init(_ transaction: any SQLTransaction, reportingTo found: WatchedDatabase.Found) {
        self.transaction = transaction
        self.found = found
    }

    var dialect: SQLDialect { transaction.dialect }

    func execute(_ query: SQLQuery) throws -> Int {
        try look(at: query)
        return try transaction.execute(query)
    }

    func forEachRow(_ query: SQLQuery, _ body: (SQLRow) throws -> Void) throws {
        try look(at: query)
        try transaction.forEachRow(query, body)
    }

    private func look(at query: SQLQuery) throws {
        let text = query.rendered(for: dialect).text
        let isNew = Self.seen.withLock {
            $0.insert(Seen(dialect: transaction.dialect, statement: text)).inserted
        }
        guard isNew, Self.hasPlan(text), !TestStatements.contains(text) else { return }
        for scan in try QueryPlan.fullScans(of: query, in: transaction)
        where !QueryPlan.isAllowed(scan) {
            found.add(scan)
        }
    }

    private static func hasPlan(_ text: String) -> Bool {
        let verb = text.drop(while: \.isWhitespace).prefix(while: \.isLetter)
        return ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains(verb)
    }
}
