// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage
import Synchronization

/// Counts the rows that were refused, and puts each on record once.
///
/// Rows are read in transactions that cannot write, so what was refused waits here until the
/// service that read it has come back.
package final class RowWatch: Sendable {
    // LIMIT: rows remembered as on record; the log itself is asked about others.
    private static let notedMax = 10_000

    private struct State {
        var counts: [SealedTable: Int] = [:]
        var waiting: [RefusedRow] = []
        var noted: Set<RefusedRow> = []
    }

    private let state = Mutex(State())
    private let events = AuditEventStore()

    package init() {}

    /// How often a row was refused since the process began.
    package var counts: [SealedTable: Int] { state.withLock(\.counts) }

    func refuse(_ row: RefusedRow) {
        state.withLock { state in
            state.counts[row.table, default: 0] += 1
            if !state.noted.contains(row), !state.waiting.contains(row) {
                state.waiting.append(row)
            }
        }
    }

    /// Reads, and puts on record what was refused meanwhile.
    func reading<Result: Sendable>(
        _ database: any Database, _ audit: AuditTrail, _ time: any TimeSource,
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        let result = try await database.read(body)
        try await record(in: database, audit: audit, at: time.now())
        return result
    }

    /// Writes, and puts on record what was refused meanwhile, also when nothing was written.
    func writing<Result: Sendable>(
        _ database: any Database, _ audit: AuditTrail, _ time: any TimeSource,
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        do {
            let result = try await database.write(body)
            try await record(in: database, audit: audit, at: time.now())
            return result
        } catch {
            try await record(in: database, audit: audit, at: time.now())
            throw error
        }
    }

    /// Writes what was refused to the audit log, unless it stands there.
    private func record(
        in database: any Database, audit: AuditTrail, at now: Timestamp
    ) async throws {
        let rows = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        guard !rows.isEmpty else { return }
        try await database.write { [events] transaction in
            for row in rows {
                let event = AuditEvent(refusing: row, at: now)
                let isKnown = try events.contains(
                    event.kind, of: row.subject, with: .row, row.mark, in: transaction)
                if !isKnown { try audit.record(event, in: transaction) }
            }
        }
        state.withLock { state in
            if state.noted.count > Self.notedMax { state.noted = [] }
            state.noted.formUnion(rows)
        }
    }
}

extension AuditEvent {
    fileprivate init(refusing row: RefusedRow, at now: Timestamp) {
        let kind: AuditKind =
            switch row.table {
            case .account, .session, .signInLink: .accountRowRefused
            case .provider, .providerToken: .providerRowRefused
            }
        self.init(
            kind: kind, actor: .system, subject: row.subject,
            facts: [.table: row.table.rawValue, .cause: row.cause.text, .row: row.mark], at: now)
    }
}
