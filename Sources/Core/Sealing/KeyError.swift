// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// What is wrong with a key file, precisely enough to act on, without a byte of any key.
package enum KeyError: CodedError, Equatable {
    case missing(KeyName)
    /// The system's error number, such as EACCES.
    case unreadable(KeyName, errorNumber: Int32)
    /// Others than the owner may read or change it; the file's mode.
    case exposed(KeyName, mode: UInt32)
    /// Others than the owner may enter or change the folder; the folder's mode.
    case folderExposed(mode: UInt32)
    /// Not written by this program.
    case notAKey(KeyName)
    /// Made by a newer version of this program.
    case newerVersion(KeyName)
    /// The end is missing.
    case truncated(KeyName)
    /// The content does not fit its own check sum.
    case damaged(KeyName)
    /// The file holds another key than its name says.
    case wrongKey(KeyName, found: String)
    /// The private and the public key are not of one pair: one of them was replaced.
    case notAPair(KeyName, KeyName)
    case passphraseNeeded(KeyName)
    /// The passphrase is wrong, or the protected content was changed.
    case passphraseWrong(KeyName)
    /// The folder holds something already; keys are never overwritten.
    case alreadyPresent
    case cannotCreate(errorNumber: Int32)

    package var code: String {
        switch self {
        case .missing: "keys.missing"
        case .unreadable: "keys.unreadable"
        case .exposed: "keys.exposed"
        case .folderExposed: "keys.folder-exposed"
        case .notAKey: "keys.not-a-key"
        case .newerVersion: "keys.newer-version"
        case .truncated: "keys.truncated"
        case .damaged: "keys.damaged"
        case .wrongKey: "keys.wrong-key"
        case .notAPair: "keys.not-a-pair"
        case .passphraseNeeded: "keys.passphrase-needed"
        case .passphraseWrong: "keys.passphrase-wrong"
        case .alreadyPresent: "keys.already-present"
        case .cannotCreate: "keys.cannot-create"
        }
    }

    /// The file it is about, if it is about one.
    package var key: KeyName? {
        switch self {
        case .missing(let key), .unreadable(let key, _), .exposed(let key, _), .notAKey(let key),
            .newerVersion(let key), .truncated(let key), .damaged(let key), .wrongKey(let key, _),
            .notAPair(let key, _), .passphraseNeeded(let key), .passphraseWrong(let key):
            key
        case .folderExposed, .alreadyPresent, .cannotCreate: nil
        }
    }
}
