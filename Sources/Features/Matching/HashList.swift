// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// A named, sourced set of fingerprints with one classification.
///
/// Its entries are never deleted, and every change of them or of a setting is in the audit log. A
/// withdrawn entry and a disabled list match nothing from the commit on.
package struct HashList: Sendable, Hashable {
    package typealias ID = Identifier<HashList>

    /// What the list's source says its entries are.
    package enum Classification: String, CaseIterable, Sendable, SQLConvertible {
        /// Child sexual abuse material.
        case csam
        /// Harmful or abusive, such as other pictures of the same series.
        case harmfulAbusive = "harmful-abusive"
        case other
    }

    package let id: ID
    /// What people call it; no two lists have the same name.
    package let name: String
    /// Who gave it, or where it comes from.
    package let source: String
    package let classification: Classification
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
    /// Entries on record, withdrawn ones too.
    package let entryCount: Int
    package let withdrawnCount: Int
    package let createdAt: Timestamp
    package let changedAt: Timestamp
}
