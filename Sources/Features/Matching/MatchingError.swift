// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why a list or an entry was not made, found or changed.
package enum MatchingError: CodedError, Equatable {
    /// There is no such list.
    case unknownList
    /// Another list has this name.
    case nameTaken
    /// Empty, too long, or with characters that cannot be typed or shown.
    case nameInvalid
    /// Empty, too long, or with control characters.
    case sourceInvalid
    /// The distance must be from 0 to 64.
    case distanceOutOfRange
    /// The quality must be from 0 to 100.
    case qualityOutOfRange
    /// There are as many lists as one installation may have.
    case tooManyLists
    /// There is no such entry.
    case unknownEntry
    /// The entry was withdrawn before; the first reason stays on record.
    case alreadyWithdrawn
    /// Empty, too long, or with control characters.
    case reasonInvalid
    /// More fingerprints than one look-up takes.
    case tooManyFingerprints

    package var code: String {
        switch self {
        case .unknownList: "matching.unknown-list"
        case .nameTaken: "matching.name-taken"
        case .nameInvalid: "matching.name-invalid"
        case .sourceInvalid: "matching.source-invalid"
        case .distanceOutOfRange: "matching.distance-out-of-range"
        case .qualityOutOfRange: "matching.quality-out-of-range"
        case .tooManyLists: "matching.too-many-lists"
        case .unknownEntry: "matching.unknown-entry"
        case .alreadyWithdrawn: "matching.already-withdrawn"
        case .reasonInvalid: "matching.reason-invalid"
        case .tooManyFingerprints: "matching.too-many-fingerprints"
        }
    }
}
