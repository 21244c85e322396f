// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
import Storage

/// What happened to an entry after it was added: its removal record, and what undid it.
package struct HashEntryEvent: Sendable, Hashable {
    package typealias ID = Identifier<HashEntryEvent>

    package enum Kind: String, CaseIterable, Sendable, SQLConvertible {
        case withdrawn
        /// A withdrawn one is in use again.
        case restored
        /// Put into quarantine.
        case held
        /// Let out of quarantine.
        case released

        var auditKind: AuditKind {
            switch self {
            case .withdrawn: .hashListEntryWithdrawn
            case .restored: .hashListEntryRestored
            case .held: .hashListEntryHeld
            case .released: .hashListEntryReleased
            }
        }
    }

    package let id: ID
    package let entryID: HashEntry.ID
    package let listID: HashList.ID
    package let kind: Kind
    package let actor: AuditActor
    /// In the words of who did it; `nil` where the platform did.
    package let reason: String?
    /// Why it was in quarantine.
    package let cause: HoldCause?
    package let at: Timestamp
}

/// One removal of an entry, with the fingerprint it took out of use.
package struct HashRemoval: Sendable, Hashable {
    package let event: HashEntryEvent
    package let fingerprint: Fingerprint
    /// Whether the entry is withdrawn still.
    package let isInForce: Bool
}
