// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
package import NightlightCore
package import Storage

/// The table `erasure`.
package struct ErasureStore: Sendable {
    package init() {}

    // LIMIT: rows given at once: a page of a queue that people work off each day.
    package static let pageRowsMax = 50

    /// It waits: the condition of the index `erasure_waiting`.
    private static let waits: SQLQuery = "state = \(word: Erasure.State.waiting)"

    private enum Column: String, SQLColumn {
        case id
        case reportID = "report_id"
        case cause
        case askedBy = "asked_by"
        case askedAt = "asked_at"
        case state
        case decidedBy = "decided_by"
        case decidedAt = "decided_at"
        case refusal
    }

    /// Whether it is new: of each report one waits at a time.
    func insert(_ erasure: Erasure, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO erasure \(values: Column.self, [
                .id: erasure.id, .reportID: erasure.reportID, .cause: erasure.cause,
                .askedBy: erasure.askedBy, .askedAt: erasure.askedAt, .state: erasure.state,
                .decidedBy: erasure.decidedBy, .decidedAt: erasure.decidedAt,
                .refusal: erasure.refusal,
            ])
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// The one that waits for a report; `nil` where none does.
    package func waiting(
        for report: ReportID, in transaction: any SQLTransaction
    ) throws -> Erasure? {
        try transaction.first(
            """
            SELECT \(columns: Column.self) FROM erasure
            WHERE report_id = \(report) AND \(query: Self.waits) LIMIT 1
            """, Self.read)
    }

    /// What waits for a second person, the oldest first: pass the last row's identifier as `after`.
    package func waiting(
        after: Erasure.ID? = nil, limit: Int, in transaction: any SQLTransaction
    ) throws -> [Erasure] {
        let limit = max(1, min(limit, Self.pageRowsMax))
        return try transaction.all(
            """
            SELECT \(columns: Column.self) FROM erasure
            WHERE \(query: Self.waits) AND id > \(after?.text ?? "") ORDER BY id LIMIT \(limit)
            """, Self.read)
    }

    /// For whoever decides next: others wait for this transaction.
    func lock(_ id: Erasure.ID, in transaction: any SQLTransaction) throws -> Erasure? {
        try transaction.first(
            """
            SELECT \(columns: Column.self) FROM erasure
            WHERE id = \(id) \(transaction.dialect.forUpdate)
            """, Self.read)
    }

    /// Moves one to where the event leads.
    /// - Throws: `ErasureError.decided` when it is no longer where it was read.
    func apply(
        _ event: Erasure.State.Event, to erasure: Erasure, by actor: AuditActor,
        refusal: Erasure.Refusal? = nil, at time: Timestamp, in transaction: any SQLTransaction
    ) throws {
        guard let state = Erasure.State.table.next(after: event, in: erasure.state) else {
            throw ErasureError.decided
        }
        let changed = try transaction.execute(
            """
            UPDATE erasure SET state = \(state), decided_by = \(actor), decided_at = \(time),
                refusal = \(refusal)
            WHERE id = \(erasure.id) AND state = \(erasure.state)
            """)
        guard changed == 1 else { throw ErasureError.decided }
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> Erasure {
        Erasure(
            id: try row.get(.id), reportID: try row.get(.reportID), cause: try row.get(.cause),
            askedBy: try row.get(.askedBy), askedAt: try row.get(.askedAt),
            state: try row.get(.state), decidedBy: try row.get(.decidedBy),
            decidedAt: try row.get(.decidedAt), refusal: try row.get(.refusal))
    }
}
