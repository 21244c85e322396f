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
