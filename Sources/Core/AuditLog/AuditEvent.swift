// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// Something that was decided, disclosed, changed or looked at.
///
/// Facts carry identifiers, counts, states and codes; never an address, a name or a word of a
/// report.
package struct AuditEvent: Hashable, Sendable {
    package typealias ID = AuditEventID

    // LIMIT: bytes of a fact; identifiers, digests and codes fit.
    package static let factBytesMax = 400
    // LIMIT: facts of one event.
    package static let factsMax = 24

    package let kind: AuditKind
    package let actor: AuditActor
    /// What it happened to.
    package let subject: AuditSubject
    package let facts: Facts
    package let at: Timestamp

    package init(
        kind: AuditKind, actor: AuditActor, subject: AuditSubject, facts: Facts = [:],
        at: Timestamp
    ) {
        self.kind = kind
        self.actor = actor
        self.subject = subject
        self.facts = facts
        self.at = at
    }

    /// Refuses what could not be encoded or stored the same way everywhere.
    func validate() throws(AuditError) {
        let isValid =
            facts.count <= Self.factsMax && facts.values.allSatisfy(Self.isFact)
        guard isValid else { throw .malformedEvent }
    }

    /// Any text without control characters: PostgreSQL stores no zero, and exports are lines.
    private static func isFact(_ text: String) -> Bool {
        text.utf8.count <= factBytesMax && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
    }
}
