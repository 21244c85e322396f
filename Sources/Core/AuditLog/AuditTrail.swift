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
        let commitment = AuditCommitment.make(event, id: id, salt: salt)
        let facts = AuditFacts.encode(event.facts)
        try transaction.execute(
            """
            INSERT INTO audit_event \(values: AuditRecord.Column.self, [
                .id: id, .kind: event.kind, .at: event.at, .salt: salt,
                .commitment: commitment, .facts: facts, .actor: event.actor,
                .subject: event.subject,
            ])
            """)
        AuditWitness.current?.saw([event.kind])
        return id
    }

    /// Takes away what an event says and its salt, for a legal duty to erase.
    ///
    /// The commitment stays, so the tree, its checkpoints and its proofs stay valid; kind and time
    /// stay, and verification reports the event as erased.
    package func erase(
        _ id: AuditEventID, by actor: AuditActor, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        let changed = try transaction.execute(
            """
            UPDATE audit_event
            SET actor = NULL, subject = NULL, facts = NULL, salt = NULL, erased_at = \(time)
            WHERE id = \(id) AND erased_at IS NULL
            """)
        guard changed == 1 else { throw AuditError.unknownEvent }
        try record(
            AuditEvent(kind: .auditErased, actor: actor, subject: .auditEvent(id), at: time),
            in: transaction)
    }
}
