// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// A named, sourced set of fingerprints.
///
/// Tables `hash_list`, `hash_entry`, `hash_import`, `hash_import_row`, `matching_state`. What
/// always holds: a withdrawn entry and a disabled list match nothing from the commit on; entries
/// are never deleted; every change has its place in the audit log.
package struct HashList: Sendable, Equatable {
    package typealias ID = Identifier<HashList>

    /// What the list's source says its entries are.
    package enum Classification: String, CaseIterable, Sendable, SQLConvertible {
        case csam
        case harmfulAbusive = "harmful-abusive"
        case other
    }

    package let id: ID
    package let name: String
    /// Where the list comes from, in the words of whoever imported it.
    package let source: String
    package let classification: Classification
    /// Counts changes of settings and entries.
    package let version: Int
    /// Whether a match may make an incident actionable by itself, where policy says so.
    package let isTrusted: Bool
    package let isEnabled: Bool
    /// Bits that may differ for a picture still to match: 0 to 64.
    package let pdqDistanceMax: Int
    /// Readings under this quality never match perceptually: 0 to 100.
    package let pdqQualityMin: Int
    package let entryCount: Int
    /// Of the entries, those that were withdrawn.
    package let withdrawnCount: Int
    package let createdAt: Timestamp
    package let changedAt: Timestamp
}

/// One fingerprint on one list.
package struct HashEntry: Sendable, Equatable {
    package typealias ID = Identifier<HashEntry>

    package let id: ID
    package let listID: HashList.ID
    package let fingerprint: Fingerprint
    package let addedAt: Timestamp
    package let withdrawnAt: Timestamp?
    package let withdrawnReason: String?
}
