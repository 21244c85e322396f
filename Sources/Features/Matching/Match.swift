// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// A fingerprint met an entry of a list.
package struct Match: Sendable, Hashable {
    package let entryID: HashEntry.ID
    package let listID: HashList.ID
    package let kind: HashKind
    /// Bits that differ: 0 for the exact kinds.
    package let distance: Int
    /// Whether the list was trusted at that moment.
    package let isTrusted: Bool
    /// What the match means.
    package let listKind: HashList.Kind
    /// The list that a negative list corrects; `nil` for all of them, and on other lists.
    package let againstID: HashList.ID?

    package init(
        entryID: HashEntry.ID, listID: HashList.ID, kind: HashKind, distance: Int,
        isTrusted: Bool, listKind: HashList.Kind = .known, againstID: HashList.ID? = nil
    ) {
        self.entryID = entryID
        self.listID = listID
        self.kind = kind
        self.distance = distance
        self.isTrusted = isTrusted
        self.listKind = listKind
        self.againstID = againstID
    }

    var withoutTrust: Match {
        Match(
            entryID: entryID, listID: listID, kind: kind, distance: distance, isTrusted: false,
            listKind: listKind, againstID: againstID)
    }
}

/// A match on record, with what its entry and list are now.
package struct RecordedMatch: Sendable, Hashable {
    package let entryID: HashEntry.ID
    package let listID: HashList.ID
    package let listName: String
    package let kind: HashKind
    package let distance: Int
    package let isTrusted: Bool
    /// Whether the list takes part in matching now.
    package let isEnabled: Bool
    package let isWithdrawn: Bool
    /// Whether the entry is in quarantine now.
    package let isHeld: Bool
    /// Whether a benign or negative entry took the match back.
    package let isSetAside: Bool
    package let foundAt: Timestamp
    /// The entry's fingerprint, which for pictures may differ from the media's.
    package let fingerprint: Fingerprint
}
