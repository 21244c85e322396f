// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore

/// One fingerprint on one list, with where it comes from.
///
/// It is never deleted; a withdrawn or held one stays on record and does not match.
package struct HashEntry: Sendable, Hashable {
    package typealias ID = Identifier<HashEntry>

    package let id: ID
    package let listID: HashList.ID
    package let fingerprint: Fingerprint
    /// Where it comes from.
    package let origin: Origin
    package let addedAt: Timestamp
    package let withdrawnAt: Timestamp?
    package let withdrawnReason: String?
    /// Why it is in quarantine, and since when.
    package let hold: Hold?
    /// When a person last let it out of quarantine.
    package let releasedAt: Timestamp?

    /// Who added an entry, how, and what the source wrote beside it.
    package struct Origin: Sendable, Hashable {
        /// `nil` when it was added by hand.
        package let importID: HashImport.ID?
        /// Who ran the import, or proposed the entry.
        package let addedBy: AuditActor
        /// The second person, where the list asks for one.
        package let confirmedBy: AuditActor?
        /// The source's own word or number for the kind of material.
        package let category: String?
        /// The source's own reference, or why a person added it.
        package let note: String?
    }

    package struct Hold: Sendable, Hashable {
        package let at: Timestamp
        package let cause: HoldCause
    }

    /// Whether it takes part in matching while its list does.
    package var isInUse: Bool { withdrawnAt == nil && hold == nil }
}
