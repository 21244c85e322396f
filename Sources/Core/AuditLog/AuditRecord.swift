// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// An event as the log keeps it.
package struct AuditRecord: Sendable, Hashable {
    package let id: AuditEvent.ID
    package let kind: AuditKind
    package let at: Timestamp
    /// `nil` when it was erased; kind and time are still known.
    package let event: AuditEvent?
    package let erasedAt: Timestamp?
    /// Its place in the tree; `nil` until the sequencer has given it one.
    package let index: Int64?
    let salt: [UInt8]?
    let commitment: [UInt8]

    enum Column: String, SQLColumn {
        case id, kind, at, salt, commitment
        case index = "leaf_index"
        case erasedAt = "erased_at"
        case facts, actor, subject
    }

    /// Whether the stored event is the one that was committed to; an erased one cannot be asked.
    var isAsCommitted: Bool {
        guard let event, let salt else { return erasedAt != nil }
        return AuditCommitment.make(event, id: id, salt: salt) == commitment
    }

    /// - Throws: `malformedRow` when the columns are not what the log writes.
    init(row: inout NamedRow<Column>) throws {
        id = try row.get(.id)
        kind = try row.get(.kind)
        at = try row.get(.at)
        salt = try row.get(.salt)
        commitment = try row.get(.commitment)
        index = try row.get(.index)
        erasedAt = try row.get(.erasedAt)
        if let facts = try row.get(.facts, as: String?.self) {
            guard let actor = try? row.get(.actor, as: AuditActor.self),
                let subject = try? row.get(.subject, as: AuditSubject.self)
            else { throw AuditError.malformedRow }
            event = AuditEvent(
                kind: kind, actor: actor, subject: subject, facts: try AuditFacts.decode(facts),
                at: at)
        } else {
            event = nil
        }
    }
}
