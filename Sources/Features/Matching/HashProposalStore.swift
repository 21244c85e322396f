// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
package import Storage

/// The table `hash_proposal`.
package struct HashProposalStore: Sendable {
    package init() {}

    // LIMIT: proposals given at once: a page of a queue that people work off each day.
    package static let pageRowsMax = 200

    private static let columns: SQLQuery = """
        id, list_id, action, subject, note, warning, proposed_by, proposed_at, state, decided_by,
        decided_at, reason
        """

    /// Whether it is new: of each subject one waits at a time.
    func insert(_ proposal: HashProposal, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO hash_proposal (id, list_id, action, subject, note, warning, proposed_by,
                proposed_at, state)
            VALUES (\(proposal.id), \(proposal.listID), \(proposal.action),
                \(HashProposal.subject(proposal.fingerprint)), \(proposal.note),
                \(proposal.warning), \(proposal.proposedBy), \(proposal.proposedAt), 'waiting')
            ON CONFLICT DO NOTHING
            """) == 1
    }

    package func find(
        _ id: HashProposal.ID, in transaction: any SQLTransaction
    ) throws -> HashProposal? {
        try transaction.first(
            "SELECT " + Self.columns + " FROM hash_proposal WHERE id = \(id) LIMIT 1", Self.read)
    }

    /// The one that waits of an action's subject.
    func find(
        _ action: HashProposal.Action, on list: HashList.ID, _ fingerprint: Fingerprint?,
        in transaction: any SQLTransaction
    ) throws -> HashProposal? {
        try transaction.first(
            """
            SELECT \(query: Self.columns) FROM hash_proposal
            WHERE list_id = \(list) AND action = \(action)
                AND subject = \(HashProposal.subject(fingerprint)) AND state = 'waiting' LIMIT 1
            """, Self.read)
    }

    /// A proposal, for whoever decides about it next: others wait for this transaction.
    func lock(
        _ id: HashProposal.ID, in transaction: any SQLTransaction
    ) throws -> HashProposal? {
        try transaction.first(
            "SELECT " + Self.columns
                + " FROM hash_proposal WHERE id = \(id) LIMIT 1 \(transaction.dialect.forUpdate)",
            Self.read)
    }

    /// What waits, on every list, the oldest first.
    package func waiting(
        after: HashProposal.ID? = nil, limit: Int, in transaction: any SQLTransaction
    ) throws -> [HashProposal] {
        let limit = max(1, min(limit, Self.pageRowsMax))
        return try transaction.all(
            """
            SELECT \(query: Self.columns) FROM hash_proposal
            WHERE state = 'waiting' AND id > \(after?.text ?? "") ORDER BY id LIMIT \(limit)
            """, Self.read)
    }

    /// What waits of one list.
    package func waiting(
        on list: HashList.ID, in transaction: any SQLTransaction
    ) throws -> [HashProposal] {
        try transaction.all(
            """
            SELECT \(query: Self.columns) FROM hash_proposal
            WHERE list_id = \(list) AND state = 'waiting'
            ORDER BY action, subject LIMIT \(Self.pageRowsMax)
            """, Self.read)
    }

    func end(
        _ id: HashProposal.ID, as state: HashProposal.State, by actor: AuditActor,
        reason: String?, at time: Timestamp, in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            """
            UPDATE hash_proposal SET state = \(state), decided_by = \(actor),
                decided_at = \(time), reason = \(reason)
            WHERE id = \(id)
            """)
    }

    private static func read(_ row: SQLRow) throws -> HashProposal {
        let subject: String = try row.get(3)
        let parts = subject.split(separator: ":").map(String.init)
        let fingerprint =
            parts.count == 2
            ? HashKind(rawValue: parts[0]).flatMap { Fingerprint(kind: $0, hex: parts[1]) } : nil
        guard subject.isEmpty == (fingerprint == nil) else {
            throw StorageError.unexpectedValue(column: 3)
        }
        return HashProposal(
            id: try row.get(0), listID: try row.get(1), action: try row.get(2),
            fingerprint: fingerprint, note: try row.optional(4), warning: try row.optional(5),
            proposedBy: try row.get(6), proposedAt: try row.get(7), state: try row.get(8),
            decidedBy: try row.optional(9), decidedAt: try row.optional(10),
            reason: try row.optional(11))
    }
}
