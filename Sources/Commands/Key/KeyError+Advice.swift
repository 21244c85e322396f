// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import PasswordHashing
import Sealing

extension KeyError: AdvisedError {
    var advice: String {
        switch self {
        case .missing(let name):
            """
            There is no key \(name.rawValue) here. Name the folder of the installation with \
            --data-directory, or its keys in keys.directory; `nightlight serve` makes new ones.
            """
        case .unreadable(let name, let number):
            "The key \(name.rawValue) cannot be read (error \(number)). Run this as its owner."
        case .exposed(let name, let mode):
            """
            Others can read the key \(name.rawValue) (mode \(String(mode, radix: 8))). \
            Run: chmod 600 on the file, and think about who may have read it.
            """
        case .folderExposed(let mode):
            """
            Others can enter the folder with the keys (mode \(String(mode, radix: 8))). \
            Run: chmod 700 on the folder.
            """
        case .notAKey(let name), .truncated(let name), .damaged(let name):
            "The file \(name.rawValue) is not a whole key. Restore it from its backup."
        case .newerVersion(let name):
            "The key \(name.rawValue) was made by a newer program. Use that one."
        case .wrongKey(let name, let found):
            "The file \(name.rawValue) holds the key \(found). Restore it from its backup."
        case .notAPair(let first, let second):
            """
            \(first.rawValue) and \(second.rawValue) do not belong together: one was replaced. \
            Restore both from one backup.
            """
        case .passphraseNeeded(let name):
            "The key \(name.rawValue) has a passphrase. Name its file in keys.passphraseFile."
        case .passphraseWrong(let name):
            "The passphrase does not open the key \(name.rawValue). Look at keys.passphraseFile."
        case .alreadyPresent: "There is something in that folder already. Name one that is new."
        case .cannotCreate(let number):
            "The folder cannot be made (error \(number)). Is there room, and may you write there?"
        }
    }

    var exitStatus: ExitStatus {
        switch self {
        case .missing: .notFound
        case .alreadyPresent: .usage
        case .unreadable, .exposed, .folderExposed, .notAKey, .newerVersion, .truncated, .damaged,
            .wrongKey, .notAPair, .passphraseNeeded, .passphraseWrong, .cannotCreate:
            .unavailable
        }
    }
}

extension SealingError: AdvisedError {
    var advice: String {
        switch self {
        case .otherKey:
            "It was sealed for another casework key. Restore the keys of this database."
        case .truncated, .unknownVersion, .notAuthentic, .malformedKey:
            "What is sealed there was changed, or was never sealed. Restore a backup."
        case .tooLong: "That is longer than what is sealed in one piece."
        }
    }

    var exitStatus: ExitStatus { .unavailable }
}

extension PasswordHashingError: AdvisedError {
    var advice: String {
        switch self {
        case .memory, .busy: "There is not enough free memory for that now. Try again later."
        case .malformedHash, .tooLong, .parameters: "What is stored there is no passphrase's hash."
        case .unavailable: "This machine gives no random numbers."
        }
    }

    var exitStatus: ExitStatus { .unavailable }
}
