// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Matching
import NightlightCore

extension MatchingError: AdvisedError {
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
        case .kindInvalid:
            "Only known lists are trusted, and only a negative list is --against a known one."
        case .noteInvalid: "A note is one line of 1 to 200 characters."
        case .entryNotWithdrawn: "The fingerprint is not withdrawn."
        case .entryNotHeld: "The entry is not in quarantine."
        case .proposalUnknown: "There is no such proposal."
        case .proposalDecided: "Somebody has decided about the proposal already."
        case .secondPersonNeeded: "Somebody else with an account has to do that."
        case .importUnderWay:
            "An import of the list is under way that has it. Try again when it has ended."
        }
    }

    var exitStatus: ExitStatus {
        switch self {
        case .listUnknown, .entryUnknown, .proposalUnknown: .notFound
        case .fileEmpty, .importTakenOver, .entryNotWithdrawn, .entryNotHeld, .proposalDecided,
            .secondPersonNeeded, .importUnderWay:
            .checkFailed
        case .nameTaken, .nameInvalid, .sourceInvalid, .thresholdInvalid, .tooManyLists,
            .reasonInvalid, .tooManyFingerprints, .kindInvalid, .noteInvalid:
            .usage
        }
    }
}
