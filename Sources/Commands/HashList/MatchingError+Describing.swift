// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Matching

extension MatchingError {
    /// What to tell whoever typed the command.
    var advice: String {
        switch self {
        case .listUnknown: "There is no list of that name. See: nightlight hash-list list"
        case .nameTaken: "There is a list of that name already."
        case .nameInvalid:
            "A list's name has 1 to 64 letters, digits, hyphens, underscores or full stops."
        case .sourceInvalid: "A source is one line of 1 to 200 characters."
        case .thresholdInvalid: "A distance is 0 to 64, a quality 0 to 100."
        case .tooManyLists: "There are as many lists as one installation may have."
        case .entryUnknown: "The list has no such fingerprint."
        case .reasonInvalid: "A reason is one line of 1 to 500 characters."
        case .fileEmpty: "The file is empty."
        case .importTakenOver:
            "Another import of the list began meanwhile; this one ended there and kept nothing."
        case .tooManyFingerprints: "Those are more fingerprints than one look-up takes."
        }
    }

    var exitStatus: ExitStatus {
        switch self {
        case .listUnknown, .entryUnknown: .notFound
        case .fileEmpty, .importTakenOver: .checkFailed
        case .nameTaken, .nameInvalid, .sourceInvalid, .thresholdInvalid, .tooManyLists,
            .reasonInvalid, .tooManyFingerprints:
            .usage
        }
    }
}
