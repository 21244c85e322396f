// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// Something that was decided, disclosed, changed or looked at.
///
/// Facts carry identifiers, counts, states and codes; never an address, a name or a word of a
/// report.
package struct AuditEvent: Hashable, Sendable {
    package typealias ID = Identifier<AuditEvent>

    // LIMIT: characters of a kind, subject or actor, and bytes of a fact: identifiers and codes
    // fit.
    package static let nameBytesMax = 120
    package static let factBytesMax = 400
    // LIMIT: facts of one event.
    package static let factsMax = 24

    /// Feature and past tense, such as `notice.sent`.
    package let kind: String
    package let actor: AuditActor
    /// What it happened to, such as `incident:` and its identifier.
    package let subject: String
    package let facts: [String: String]
    package let at: Timestamp

    package init(
        kind: String, actor: AuditActor, subject: String, facts: [String: String] = [:],
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
            Self.isName(kind) && Self.isName(actor.text) && Self.isName(subject)
            && facts.count <= Self.factsMax
            && facts.allSatisfy { Self.isName($0.key) && Self.isFact($0.value) }
        guard isValid else { throw .malformedEvent }
    }

    /// Printable ASCII: one spelling only, so that no two texts look alike and differ.
    private static func isName(_ text: String) -> Bool {
        (1...nameBytesMax).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    }

    /// Any text without control characters: PostgreSQL stores no zero, and exports are lines.
    private static func isFact(_ text: String) -> Bool {
        text.utf8.count <= factBytesMax && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
    }
}
