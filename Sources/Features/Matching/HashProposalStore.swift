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

    /// The proposal waits: the condition of the index `hash_proposal_waiting`.
    private static let waits: SQLQuery = "state = \(word: HashProposal.State.waiting)"

    private enum Column: String, SQLColumn {
        case id
        case listID = "list_id"
        case action, subject, note, warning
        case proposedBy = "proposed_by"
        case proposedAt = "proposed_at"
        case state
        case decidedBy = "decided_by"
        case decidedAt = "decided_at"
        case reason
    }

    /// Whether it is new: of each subject one waits at a time.
    func insert(_ proposal: HashProposal, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO hash_proposal \(values: Column.self, [
                .id: proposal.id, .listID: proposal.listID, .action: proposal.action,
                .subject: HashProposal.subject(proposal.fingerprint), .note: proposal.note,
                .warning: proposal.warning, .proposedBy: proposal.proposedBy,
                .proposedAt: proposal.proposedAt, .state: HashProposal.State.waiting,
            ])
            ON CONFLICT DO NOTHING
            """) == 1
    }

    package func find(
        _ id: HashProposal.ID, in transaction: any SQLTransaction
    ) throws -> HashProposal? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM hash_proposal WHERE id = \(id)", Self.read)
    }

    /// The one that waits of an action's subject.
    func find(
        _ action: HashProposal.Action, on list: HashList.ID, _ fingerprint: Fingerprint?,
        in transaction: any SQLTransaction
    ) throws -> HashProposal? {
        try transaction.first(
            """
            SELECT \(columns: Column.self) FROM hash_proposal
            WHERE list_id = \(list) AND action = \(action)
                AND subject = \(HashProposal.subject(fingerprint)) AND \(query: Self.waits) LIMIT 1
            """, Self.read)
    }

    /// A proposal, for whoever decides about it next: others wait for this transaction.
    func lock(
        _ id: HashProposal.ID, in transaction: any SQLTransaction
    ) throws -> HashProposal? {
        try transaction.first(
            """
            SELECT \(columns: Column.self) FROM hash_proposal
            WHERE id = \(id) \(transaction.dialect.forUpdate)
            """, Self.read)
    }

    /// What waits, on every list, the oldest first.
    package func waiting(
        after: HashProposal.ID? = nil, limit: Int, in transaction: any SQLTransaction
    ) throws -> [HashProposal] {
        let limit = max(1, min(limit, Self.pageRowsMax))
        return try transaction.all(
            """
            SELECT \(columns: Column.self) FROM hash_proposal
            WHERE \(query: Self.waits) AND id > \(after?.text ?? "") ORDER BY id LIMIT \(limit)
            """, Self.read)
    }

    /// What waits of one list.
    package func waiting(
        on list: HashList.ID, in transaction: any SQLTransaction
    ) throws -> [HashProposal] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM hash_proposal
            WHERE list_id = \(list) AND \(query: Self.waits)
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

    private static func read(_ row: inout NamedRow<Column>) throws -> HashProposal {
        HashProposal(
            id: try row.get(.id), listID: try row.get(.listID), action: try row.get(.action),
            fingerprint: try fingerprint(row.get(.subject)), note: try row.get(.note),
            warning: try row.get(.warning), proposedBy: try row.get(.proposedBy),
            proposedAt: try row.get(.proposedAt), state: try row.get(.state),
            decidedBy: try row.get(.decidedBy), decidedAt: try row.get(.decidedAt),
            reason: try row.get(.reason))
    }

    /// The fingerprint of a subject; `nil` where the proposal is about the list.
    private static func fingerprint(_ subject: String) throws -> Fingerprint? {
        guard !subject.isEmpty else { return nil }
        let parts = subject.split(separator: ":").map(String.init)
        guard parts.count == 2, let kind = HashKind(rawValue: parts[0]),
            let fingerprint = Fingerprint(kind: kind, hex: parts[1])
        else { throw StorageError.unexpectedValue(column: Column.subject.rawValue) }
        return fingerprint
    }
}
