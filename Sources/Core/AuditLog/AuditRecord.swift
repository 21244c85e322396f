// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// An event as the log keeps it.
package struct AuditRecord: Sendable, Hashable {
    package let id: AuditEvent.ID
    package let kind: String
    package let at: Timestamp
    /// `nil` when it was erased; kind and time are still known.
    package let event: AuditEvent?
    package let erasedAt: Timestamp?
    /// Its place in the tree; `nil` until the sequencer has given it one.
    package let index: Int64?
    let salt: [UInt8]?
    let commitment: [UInt8]

    static let columns: SQLQuery =
        "id, kind, actor, subject, facts, at, salt, commitment, leaf_index, erased_at"

    /// Whether the stored event is the one that was committed to; an erased one cannot be asked.
    var isAsCommitted: Bool {
        guard let event, let salt else { return erasedAt != nil }
        return AuditCommitment.make(event, id: id, salt: salt) == commitment
    }

    /// - Throws: `malformedRow` when the columns are not what the log writes.
    init(_ row: SQLRow) throws {
        id = try row.get(0)
        kind = try row.get(1)
        at = try row.get(5)
        salt = try row.optional(6)
        commitment = try row.get(7)
        index = try row.optional(8)
        erasedAt = try row.optional(9)
        if let facts = try row.optional(4, as: String.self) {
            guard let actor = try? row.get(2, as: AuditActor.self),
                let subject = try? row.get(3, as: String.self)
            else { throw AuditError.malformedRow }
            event = AuditEvent(
                kind: kind, actor: actor, subject: subject, facts: try AuditFacts.decode(facts),
                at: at)
        } else {
            event = nil
        }
    }
}
