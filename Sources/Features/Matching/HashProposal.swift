// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
import Storage

/// What one person asked for, and a second one confirms or refuses.
///
/// It stays on record whatever came of it.
package struct HashProposal: Sendable, Hashable {
    package typealias ID = Identifier<HashProposal>

    package enum Action: String, CaseIterable, Sendable, SQLConvertible {
        /// To add an entry.
        case add
        /// To use a withdrawn entry again.
        case restore
        /// To use a disabled list again.
        case enable
        /// To let a match with the list alone be enough.
        case trust
        /// To let one person add from now on.
        case onePerson = "one-person"
    }

    package enum State: String, CaseIterable, Sendable, SQLConvertible {
        case waiting, confirmed, refused
    }

    package let id: ID
    package let listID: HashList.ID
    package let action: Action
    /// What is to be added or restored; `nil` where it is about the list.
    package let fingerprint: Fingerprint?
    /// Why, in the words of who proposed it.
    package let note: String?
    /// What the fingerprint collides with: once confirmed, the entry is held.
    package let warning: HoldCause?
    package let proposedBy: AuditActor
    package let proposedAt: Timestamp
    package let state: State
    package let decidedBy: AuditActor?
    package let decidedAt: Timestamp?
    /// Why it was refused.
    package let reason: String?

    /// One waiting proposal for each subject of an action.
    static func subject(_ fingerprint: Fingerprint?) -> String {
        fingerprint.map { "\($0.kind.rawValue):\($0.hex)" } ?? ""
    }
}
