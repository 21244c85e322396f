// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why a list was not changed, or nothing was looked up.
package enum MatchingError: CodedError, Equatable {
    /// There is no list of that name.
    case listUnknown
    /// There is a list of that name already.
    case nameTaken
    /// A name has 1 to 64 letters, digits, hyphens, underscores or full stops.
    case nameInvalid
    /// A source is one line of 1 to 200 characters.
    case sourceInvalid
    /// A distance is 0 to 64, a quality 0 to 100.
    case thresholdInvalid
    /// There are as many lists as one installation may have.
    case tooManyLists
    /// The list has no such fingerprint.
    case entryUnknown
    /// A reason is one line of 1 to 500 characters.
    case reasonInvalid
    /// The file to import has no bytes at all.
    case fileEmpty
    /// Another import of the same list began meanwhile; this one ended there and kept nothing.
    case importTakenOver
    /// More fingerprints than one look-up takes.
    case tooManyFingerprints
    /// Only lists of known material are trusted, and only negative lists correct one of those.
    case kindInvalid
    /// A note is one line of 1 to 200 characters.
    case noteInvalid
    /// The entry is in use: there is no removal to undo.
    case entryNotWithdrawn
    /// The entry is not in quarantine, or not any more.
    case entryNotHeld
    /// There is no such proposal.
    case proposalUnknown
    /// Somebody has confirmed or refused the proposal already.
    case proposalDecided
    /// It takes somebody with an account who is not the one that began it.
    case secondPersonNeeded
    /// An import that is under way has the same fingerprint.
    case importUnderWay

    package var code: String {
        switch self {
        case .listUnknown: "matching.list-unknown"
        case .nameTaken: "matching.name-taken"
        case .nameInvalid: "matching.name-invalid"
        case .sourceInvalid: "matching.source-invalid"
        case .thresholdInvalid: "matching.threshold-invalid"
        case .tooManyLists: "matching.too-many-lists"
        case .entryUnknown: "matching.entry-unknown"
        case .reasonInvalid: "matching.reason-invalid"
        case .fileEmpty: "matching.file-empty"
        case .importTakenOver: "matching.import-taken-over"
        case .tooManyFingerprints: "matching.too-many-fingerprints"
        case .kindInvalid: "matching.kind-invalid"
        case .noteInvalid: "matching.note-invalid"
        case .entryNotWithdrawn: "matching.entry-not-withdrawn"
        case .entryNotHeld: "matching.entry-not-held"
        case .proposalUnknown: "matching.proposal-unknown"
        case .proposalDecided: "matching.proposal-decided"
        case .secondPersonNeeded: "matching.second-person-needed"
        case .importUnderWay: "matching.import-under-way"
        }
    }
}
