// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// Reads the table `audit_event`; `AuditTrail` and `AuditSequencer` are its only writers.
package struct AuditEventStore: Sendable {
    // LIMIT: rows of one page.
    package static let pageRowsMax = 200

    package init() {}

    package func find(_ id: AuditEventID, in transaction: any SQLTransaction) throws
        -> AuditRecord?
    {
        try transaction.first(
            "SELECT \(columns: AuditRecord.Column.self) FROM audit_event WHERE id = \(id)",
            AuditRecord.init(row:))
    }

    /// What happened to one subject, oldest first.
    package func list(
        subject: AuditSubject, after: AuditEventID? = nil, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [AuditRecord] {
        let rows = max(1, min(limit, Self.pageRowsMax))
        return try transaction.all(
            """
            SELECT \(columns: AuditRecord.Column.self) FROM audit_event
            WHERE subject = \(subject) AND id > \(after?.text ?? "") ORDER BY id LIMIT \(rows)
            """, AuditRecord.init(row:))
    }

    /// How many events of these kinds tell of a subject.
    package func count(
        of subject: AuditSubject, kinds: [AuditKind], in transaction: any SQLTransaction
    ) throws -> Int {
        try transaction.count(
            """
            SELECT count(*) FROM audit_event
            WHERE subject = \(subject) AND kind IN \(list: kinds)
            """)
    }

    /// Whether an event of this kind tells of a subject, and says this.
    package func contains(
        _ kind: AuditKind, of subject: AuditSubject, with name: FactName, _ value: String,
        in transaction: any SQLTransaction
    ) throws -> Bool {
        // The facts are compared here and not in SQL: they are opaque text to an engine.
        try transaction.values(
            "SELECT facts FROM audit_event WHERE subject = \(subject) AND kind = \(kind)",
            as: String?.self
        ).contains { facts in
            try facts.map { try AuditFacts.decode($0)[name] == value } ?? false
        }
    }

    /// What happened, newest first.
    package func recent(
        before: AuditEventID? = nil, limit: Int, in transaction: any SQLTransaction
    ) throws -> [AuditRecord] {
        let rows = max(1, min(limit, Self.pageRowsMax))
        // "g" stands behind every hexadecimal digit.
        return try transaction.all(
            """
            SELECT \(columns: AuditRecord.Column.self) FROM audit_event
            WHERE id < \(before?.text ?? "g") ORDER BY id DESC LIMIT \(rows)
            """, AuditRecord.init(row:))
    }
}
