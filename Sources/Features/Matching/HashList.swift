// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// A named, sourced set of fingerprints with one classification.
///
/// Its entries are never deleted, and every change of them or of a setting is in the audit log. A
/// withdrawn or held entry and a disabled list match nothing from the commit on.
package struct HashList: Sendable, Hashable {
    package typealias ID = HashListID

    /// What the list's source says its entries are.
    package enum Classification: String, CaseIterable, Sendable, SQLConvertible {
        /// Child sexual abuse material.
        case csam
        /// Harmful or abusive, such as other pictures of the same series.
        case harmfulAbusive = "harmful-abusive"
        case other
    }

    /// What a match with the list means.
    package enum Kind: String, CaseIterable, Sendable, SQLConvertible {
        /// The media is known material: a find.
        case known
        /// There is nothing to see: logos, blank pages, placeholders.
        case benign
        /// What another list says of this fingerprint is wrong.
        case negative
    }

    /// How many people it takes to add an entry by hand, and to undo a removal.
    package enum Adding: String, CaseIterable, Sendable, SQLConvertible {
        case onePerson = "one-person"
        case twoPerson = "two-person"

        /// Two where a wrong entry acts without anybody's look: on a trusted list it may send a
        /// notice, on a benign or negative one it hides a find.
        static func standard(for kind: Kind, isTrusted: Bool) -> Adding {
            kind == .known && !isTrusted ? .onePerson : .twoPerson
        }
    }

    package let id: ID
    /// What people call it; no two lists have the same name.
    package let name: String
    /// Who gave it, or where it comes from.
    package let source: String
    package let classification: Classification
    package let kind: Kind
    /// The list that a negative list corrects; `nil` for all of them, and on other lists.
    package let againstID: ID?
    package let adding: Adding
    /// Counts up with every change: another number, other contents or settings.
    package let version: Int
    /// Whether a match alone is enough to act on, without a person's look.
    package let isTrusted: Bool
    /// Whether the list takes part in matching at all.
    package let isEnabled: Bool
    /// Bits in which a picture's fingerprint may differ from an entry and still match.
    package let pdqDistanceMax: Int
    /// The least quality of a picture's reading that is compared with this list.
    package let pdqQualityMin: Int
    /// Entries on record, withdrawn and held ones too.
    package let entryCount: Int
    package let withdrawnCount: Int
    /// Entries in quarantine.
    package let heldCount: Int
    package let createdAt: Timestamp
    package let changedAt: Timestamp

    /// Entries that match.
    package var usedCount: Int { entryCount - withdrawnCount - heldCount }
}
