// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// Records events, in the same transaction as the change they tell of.
///
/// Either both are durable or neither is. The event waits, committed to but without a place in the
/// tree, until `AuditSequencer` gives it one.
package struct AuditTrail: Sendable {
    package init() {}

    @discardableResult
    package func record(_ event: AuditEvent, in transaction: any SQLTransaction) throws
        -> AuditEventID
    {
        try event.validate()
        let id = AuditEvent.ID(at: event.at)
        let salt = AuditCommitment.newSalt()
        let content = AuditCommitment.content(event, salt: salt)
        let commitment = AuditCommitment.make(event, id: id, salt: salt)
        let facts = AuditFacts.encode(event.facts)
        try transaction.execute(
            """
            INSERT INTO audit_event \(values: AuditRecord.Column.self, [
                .id: id, .kind: event.kind, .subject: event.subject, .at: event.at,
                .salt: salt, .content: content, .commitment: commitment, .facts: facts,
                .actor: event.actor,
            ])
            """)
        AuditWitness.current?.saw([event.kind])
        return id
    }

    /// Takes away what an event says and its salt, for a legal duty to erase.
    ///
    /// The commitment stays, so the tree, its checkpoints and its proofs stay valid; kind, subject
    /// and time stay, and are still checked. That it happened is an event, which names the place
    /// that was erased and cannot itself be erased: contents that are gone without one are found.
    /// - Throws: `notErasable` while the event waits for its place.
    package func erase(
        _ id: AuditEventID, by actor: AuditActor, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        let found = try transaction.first(
            """
            SELECT \(columns: AuditRecord.Column.self) FROM audit_event
            WHERE id = \(id) AND erased_at IS NULL \(transaction.dialect.forUpdate)
            """, AuditRecord.init(row:))
        guard let found else { throw AuditError.unknownEvent }
        guard let index = found.index, found.kind != .auditErased else {
            throw AuditError.notErasable
        }
        try transaction.execute(
            """
            UPDATE audit_event
            SET actor = NULL, facts = NULL, salt = NULL, erased_at = \(time) WHERE id = \(id)
            """)
        try record(
            AuditEvent(
                kind: .auditErased, actor: actor, subject: .auditEvent(id),
                facts: [.index: String(index)], at: time),
            in: transaction)
    }
}
