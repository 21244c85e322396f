// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Composition
import NightlightCore
import Storage

extension StorageError: AdvisedError {
    var advice: String {
        switch self {
        case .unavailable:
            "The database does not answer. Is it running, and is database.url right?"
        case .full: "The disk under the database is full. Nothing was changed; make room."
        case .migrationNeeded:
            "The tables are older than this program. Run: nightlight database migrate"
        case .tooNew(let found, let known):
            "The database is at version \(found), this program knows \(known). Use a newer program."
        case .migrationChanged(let version):
            """
            Migration \(version) ran here in another form: this is not a database of this program. \
            Look at database.url.
            """
        case .corrupt: "The database file is damaged, or not a database. Restore a backup."
        case .readOnly:
            "The database can only be read. Run this as the user that owns it, or give it rights."
        case .outcomeUnknown:
            "The connection broke meanwhile; it may have happened, or not. Look, then try again."
        case .constraint, .conflict, .timeout, .unexpectedValue, .statement, .unstorable, .closed:
            "The database refused. Try again; if it goes on, look the code up."
        }
    }

    var exitStatus: ExitStatus { .unavailable }
}

extension SettingsError: AdvisedError {
    var exitStatus: ExitStatus { .usage }
}

extension InstallationError: AdvisedError {
    var exitStatus: ExitStatus {
        switch self {
        case .noneYet: .notFound
        case .keysMissing, .publicKeysMissing, .cannotListen, .notPrivate, .sharedFolder,
            .cannotMakeFolder:
            .unavailable
        case .fileHasNoRoles: .usage
        }
    }
}
