// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// An event as the log keeps it.
package struct AuditRecord: Sendable, Hashable {
    package let id: AuditEvent.ID
    package let kind: AuditKind
    package let at: Timestamp
    package let subject: AuditSubject
    /// `nil` when it was erased; kind, subject and time are still known.
    package let event: AuditEvent?
    package let erasedAt: Timestamp?
    /// Its place in the tree; `nil` until the sequencer has given it one.
    package let index: Int64?
    let salt: [UInt8]?
    /// The hash over what the event says.
    let content: [UInt8]
    let commitment: [UInt8]

    enum Column: String, SQLColumn {
        case id, kind, subject, at, salt
        case content = "content_hash"
        case commitment
        case index = "leaf_index"
        case erasedAt = "erased_at"
        case facts, actor
    }

    /// Whether the stored event is the one that was committed to; of an erased one, whether kind,
    /// subject and time are.
    var isAsCommitted: Bool {
        let made = AuditCommitment.make(
            id: id, kind: kind, subject: subject, at: at, content: content)
        guard made == commitment else { return false }
        guard let event, let salt else { return erasedAt != nil }
        return erasedAt == nil && AuditCommitment.content(event, salt: salt) == content
    }

    /// - Throws: `malformedRow` when the columns are not what the log writes.
    init(row: inout NamedRow<Column>) throws {
        id = try row.get(.id)
        kind = try row.get(.kind)
        subject = try row.get(.subject)
        at = try row.get(.at)
        salt = try row.get(.salt)
        content = try row.get(.content)
        commitment = try row.get(.commitment)
        index = try row.get(.index)
        erasedAt = try row.get(.erasedAt)
        if let facts = try row.get(.facts, as: String?.self) {
            guard let actor = try? row.get(.actor, as: AuditActor.self) else {
                throw AuditError.malformedRow
            }
            event = AuditEvent(
                kind: kind, actor: actor, subject: subject, facts: try AuditFacts.decode(facts),
                at: at)
        } else {
            event = nil
        }
    }
}
