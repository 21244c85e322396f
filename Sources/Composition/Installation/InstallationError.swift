// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why an installation cannot be opened.
package enum InstallationError: CodedError, Equatable {
    /// The database holds sealed reports, and the folder with the keys is empty. New keys would
    /// never open them.
    case keysMissing
    /// This process takes reports only, and has no copy of the public keys.
    case publicKeysMissing
    /// There is no database in this folder.
    case noneYet
    /// The folder or the database's file is open to others, and belongs to somebody else.
    case notPrivate
    /// The data directory is open to others, and holds what is not the installation's.
    case sharedFolder
    /// A process that only takes reports would open the SQLite file of another one.
    case fileHasNoRoles
    /// The data directory cannot be made.
    case cannotMakeFolder
    /// Another program already listens on this address, or the address is not this machine's.
    case cannotListen(Setting)

    package var code: String {
        switch self {
        case .keysMissing: "installation.keys-missing"
        case .publicKeysMissing: "installation.public-keys-missing"
        case .noneYet: "installation.none-yet"
        case .notPrivate: "installation.not-private"
        case .sharedFolder: "installation.shared-folder"
        case .fileHasNoRoles: "installation.file-has-no-roles"
        case .cannotMakeFolder: "installation.cannot-make-folder"
        case .cannotListen: "installation.cannot-listen"
        }
    }
}

extension InstallationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .keysMissing:
            """
            The database holds sealed reports, but there are no keys. Restore the keys folder from \
            its backup; new keys could not open what is there.
            """
        case .publicKeysMissing:
            """
            There are no keys here. Where the private keys are, run `nightlight key copy-public \
            FOLDER`, bring that folder here, and name it in keys.directory.
            """
        case .noneYet:
            """
            There is no installation here yet. Name its folder with --data-directory; or make one: \
            `nightlight serve` sets up everything, `nightlight database migrate` the tables.
            """
        case .notPrivate:
            """
            Others on this machine can read the data directory or the database in it, and this \
            user may not change that. Run, as its owner: chmod -R go-rwx on the folder.
            """
        case .sharedFolder:
            """
            Others on this machine can read the data directory, and there is more in it than \
            Nightlight's, so it was left as it is. Name a folder of its own with \
            --data-directory; or, if nobody else needs this one, run: chmod 700 on the folder.
            """
        case .fileHasNoRoles:
            """
            A process that only takes reports gains nothing over a SQLite file: a file has no \
            roles, so whoever opens it can read and change everything in it. Serve all parts from \
            one process, or set database.url to PostgreSQL and give this one a role of its own \
            (nightlight database grants).
            """
        case .cannotMakeFolder:
            "The data directory cannot be made. Is there room, and may this user write there?"
        case .cannotListen(let setting):
            "Cannot listen on \(setting.key). Is another program using that port?"
        }
    }
}
