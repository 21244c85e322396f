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
        }
    }
}
