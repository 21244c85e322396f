// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
import Foundation
import Incidents
package import NightlightCore
package import PasswordHashing
import Schema
package import Sealing
package import Storage

/// An installation with its database open and its public keys read: what every long-running part
/// is made from.
package struct Installation: Sendable {
    package let settings: Settings
    package let services: DatabaseServices
    package let keys: PublicKeys

    package var database: any Database { services.database }
    package var audit: AuditTrail { services.audit }
    package var time: any TimeSource { services.time }
    var hasher: PasswordHasher { services.hasher }

    /// Opens an installation, and makes tables and keys the first time.
    ///
    /// - Parameter makesKeys: `false` where only the public half may be: a process that takes
    ///   reports makes neither a private key nor a table.
    package static func open(
        _ settings: Settings, time: any TimeSource = SteadyTime(), makesKeys: Bool = true,
        hasher: PasswordHasher = PasswordHasher(limits: .interactive)
    ) async throws -> Installation {
        let opening = DatabaseOpening(settings: settings)
        if !makesKeys, try opening.sqliteFile != nil { throw InstallationError.fileHasNoRoles }
        try PrivateFiles.prepareDataDirectory(of: settings)
        let database = WitnessedDatabase(try await opening.create())
        do {
            if makesKeys {
                try await Schema.migrator.migrate(database, at: time.now())
            } else {
                // Its role may not: the tables are the other half's.
                try await Schema.migrator.check(database)
            }
            let directory = keyDirectory(of: settings)
            if !directory.isPresent() {
                guard makesKeys else { throw InstallationError.publicKeysMissing }
                guard try await holdsNothingSealed(database) else {
                    throw InstallationError.keysMissing
                }
                _ = try await KeyDirectory.create(
                    at: directory.path, passphrase: try settings.secretLine(.keysPassphraseFile),
                    hasher: hasher)
            }
            return Installation(
                settings: settings,
                services: DatabaseServices(database: database, hasher: hasher, time: time),
                keys: try directory.loadPublicKeys())
        } catch {
            try? await database.close()
            throw error
        }
    }

    /// Opens an installation that is there, for a command that shows what it holds: nothing is
    /// made, and no table is changed.
    package static func existing(_ settings: Settings) async throws -> Installation {
        let database = WitnessedDatabase(
            try await DatabaseOpening(settings: settings).openChecked())
        do {
            return Installation(
                settings: settings,
                services: DatabaseServices(
                    database: database, hasher: PasswordHasher(limits: .interactive),
                    time: SystemTime()),
                keys: try keyDirectory(of: settings).loadPublicKeys())
        } catch {
            try? await database.close()
            throw error
        }
    }

    package static func keyDirectory(of settings: Settings) -> KeyDirectory {
        let folder =
            settings.path(.keysDirectory) ?? settings.dataDirectory.appending(path: "keys")
        return KeyDirectory(
            path: folder.path,
            credentialsPath: ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"])
    }

    /// Whether nothing in the database needs a key to be read.
    package static func holdsNothingSealed(_ database: any Database) async throws -> Bool {
        try await database.read { try RecordKeyStore().isEmpty(in: $0) }
    }
}
