// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// A fingerprint of a file that is on a list, exactly or nearly.
package struct Match: Sendable, Hashable {
    package let entryID: HashEntry.ID
    package let listID: HashList.ID
    package let kind: HashKind
    /// 0 for exact kinds; for PDQ the number of bits that differ.
    package let distance: Int
    package let isTrusted: Bool

    package init(
        entryID: HashEntry.ID, listID: HashList.ID, kind: HashKind, distance: Int, isTrusted: Bool
    ) {
        self.entryID = entryID
        self.listID = listID
        self.kind = kind
        self.distance = distance
        self.isTrusted = isTrusted
    }
}

/// A match as it is on record, with what has become of its list and entry since.
package struct RecordedMatch: Sendable, Hashable {
    package let entryID: HashEntry.ID
    package let listID: HashList.ID
    package let listName: String
    package let kind: HashKind
    package let distance: Int
    package let isTrusted: Bool
    package let isEnabled: Bool
    package let isWithdrawn: Bool
    /// The entry's own fingerprint.
    package let fingerprint: Fingerprint
    package let foundAt: Timestamp
}

extension HashKind: SQLConvertible {}
