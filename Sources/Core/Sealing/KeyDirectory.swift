// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import Foundation
package import PasswordHashing

/// Where an installation's keys lie, and who may load which.
///
/// A key is looked for among the service manager's credentials first (systemd puts their folder
/// into `CREDENTIALS_DIRECTORY`), then in the folder of keys. Loading for the public role opens the
/// files of that role only: on a machine that serves only the public site, the others need not
/// exist.
package struct KeyDirectory: Sendable {
    private static let symmetricBytes = 32
    private static let auditBytes = 32

    package let path: String
    package let credentialsPath: String?

    package init(path: String, credentialsPath: String? = nil) {
        self.path = path
        self.credentialsPath = credentialsPath
    }

    /// Makes a folder with new keys, and refuses a folder that holds anything.
    ///
    /// The passphrase protects every key that public-facing applications do not need.
    package static func create(
        at path: String, passphrase: String? = nil, hasher: PasswordHasher
    ) async throws -> KeyDirectory {
        let casework = try CaseworkPrivateKey.make()
        let audit = Curve25519.Signing.PrivateKey()
        let salt = randomBytes(PasswordHasher.saltBytes)
        let protection: KeyFile.Protection =
            passphrase == nil ? .none : .passphrase(limits: hasher.limits, salt: salt)
        var passphraseKey: [UInt8]?
        if let passphrase {
            passphraseKey = try await hasher.derive(
                passphrase, salt: salt, byteCount: symmetricBytes)
        }
        let files = try KeyName.allCases.map { name in
            let key =
                switch name {
                case .caseworkPublic: casework.publicKey.bytes
                case .caseworkPrivate: casework.seed
                case .auditPublic: Array(audit.publicKey.rawRepresentation)
                case .auditPrivate: Array(audit.rawRepresentation)
                case .index, .session, .receiptPepper, .form: randomBytes(symmetricBytes)
                }
            return try KeyFile(
                name, key: key, protection: name.isProtected ? protection : .none,
                passphraseKey: passphraseKey)
        }
        try KeyFolder.create(at: path, files: files)
        return KeyDirectory(path: path)
    }

    /// Copies the keys of the public role to a new folder, for the machine or user that serves it.
    package func copyPublicKeys(to folder: String) throws {
        _ = try loadPublicKeys()
        try KeyFolder.prepareParent(of: folder)
        try KeyFolder.create(at: folder, files: try KeyName.publicRole.map { try file($0) })
    }

    /// Whether there are keys, whole or not; a new start must then not make others.
    package func isPresent() -> Bool {
        let folders = [credentialsPath, path].compactMap(\.self)
        return KeyName.allCases.contains { name in
            folders.contains { KeyFolder.contains(name, in: $0) }
        }
    }

    /// The keys of public-facing applications; no other file is opened.
    package func loadPublicKeys() throws -> PublicKeys {
        let bytes = try key(.caseworkPublic, passphraseKey: nil)
        guard let casework = try? CaseworkPublicKey(bytes: bytes) else {
            throw KeyError.damaged(.caseworkPublic)
        }
        let auditPublicKey = try key(
            .auditPublic, passphraseKey: nil, byteCount: Self.auditBytes)
        return PublicKeys(
            casework: casework, auditPublicKey: auditPublicKey,
            receiptPepper: try key(
                .receiptPepper, passphraseKey: nil, byteCount: Self.symmetricBytes),
            formKey: try key(.form, passphraseKey: nil, byteCount: Self.symmetricBytes))
    }

    /// The keys of workers and the Workbench, checked to be of one set.
    package func loadCaseworkKeys(
        passphrase: String? = nil, hasher: PasswordHasher
    ) async throws -> CaseworkKeys {
        let publicKeys = try loadPublicKeys()
        var keys: [KeyName: [UInt8]] = [:]
        // Files made together share salt and limits: the slow derivation runs once.
        var derived: [KeyFile.Protection: [UInt8]] = [:]
        for name in KeyName.allCases where name.isProtected {
            let file = try file(name)
            if let passphrase, case .passphrase(let limits, let salt) = file.protection,
                derived[file.protection] == nil
            {
                derived[file.protection] = try await hasher.derive(
                    passphrase, salt: salt, byteCount: Self.symmetricBytes, limits: limits)
            }
            let key = try file.key(passphraseKey: derived[file.protection])
            // Each of the protected keys happens to be 32 bytes: a seed or a symmetric key.
            guard key.count == Self.symmetricBytes else { throw KeyError.damaged(name) }
            keys[name] = key
        }
        func take(_ name: KeyName) throws -> [UInt8] {
            guard let key = keys[name] else { throw KeyError.missing(name) }
            return key
        }
        let casework = try CaseworkPrivateKey(seed: take(.caseworkPrivate))
        guard casework.publicKey == publicKeys.casework else {
            throw KeyError.notAPair(.caseworkPrivate, .caseworkPublic)
        }
        let audit = try Curve25519.Signing.PrivateKey(rawRepresentation: take(.auditPrivate))
        guard Array(audit.publicKey.rawRepresentation) == publicKeys.auditPublicKey else {
            throw KeyError.notAPair(.auditPrivate, .auditPublic)
        }
        return CaseworkKeys(
            casework: casework, auditPrivateKey: try take(.auditPrivate),
            indexKey: try take(.index), sessionKey: try take(.session), publicKeys: publicKeys)
    }

    /// The key that vouches for accounts, for a command that needs no other.
    package func loadStaffSealer(
        passphrase: String? = nil, hasher: PasswordHasher
    ) async throws -> RowSealer {
        let file = try file(.session)
        var derived: [UInt8]?
        if let passphrase, case .passphrase(let limits, let salt) = file.protection {
            derived = try await hasher.derive(
                passphrase, salt: salt, byteCount: Self.symmetricBytes, limits: limits)
        }
        let key = try file.key(passphraseKey: derived)
        guard key.count == Self.symmetricBytes else { throw KeyError.damaged(.session) }
        return RowSealer(.staff, derivedFrom: key)
    }

    private func key(
        _ name: KeyName, passphraseKey: [UInt8]?, byteCount: Int? = nil
    ) throws -> [UInt8] {
        let key = try file(name).key(passphraseKey: passphraseKey)
        if let byteCount, key.count != byteCount { throw KeyError.damaged(name) }
        return key
    }

    private func file(_ name: KeyName) throws(KeyError) -> KeyFile {
        guard let text = try text(of: name) else { throw .missing(name) }
        return try KeyFile(name, text: text)
    }

    private func text(of name: KeyName) throws(KeyError) -> String? {
        // The service manager guards its credentials by other means than the file's mode.
        if let credentialsPath,
            let text = try KeyFolder.read(name, in: credentialsPath, checksMode: false)
        {
            return text
        }
        if !name.isPublic { try KeyFolder.checkMode(of: path) }
        return try KeyFolder.read(name, in: path, checksMode: true)
    }

    private static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}
