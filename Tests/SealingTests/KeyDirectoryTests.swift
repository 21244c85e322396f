// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import PasswordHashing
import Sealing
import TestSupport
import Testing

struct KeyDirectoryTests {
    let folder: TemporaryFolder
    let hasher = PasswordHasher(limits: .testing)
    var path: String { folder.path + "/keys" }

    init() throws { folder = try TemporaryFolder() }

    @Test func `new keys work together and only their owner can read them`() async throws {
        let directory = try await KeyDirectory.create(at: path, hasher: hasher)
        let keys = try await directory.loadCaseworkKeys(hasher: hasher)
        let wrapped = try directory.loadPublicKeys().sealer.wrap(.make(), record: .numbered(1))
        _ = try keys.opener.unwrap(wrapped, record: .numbered(1))
        #expect(try folder.mode(of: "keys") == 0o700)
        for name in KeyName.allCases {
            #expect(try folder.mode(of: "keys/\(name.rawValue)") == 0o600)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["keys"])
        let secrets = [
            keys.auditPrivateKey, keys.indexKey, keys.sessionKey, keys.publicKeys.receiptPepper,
            keys.publicKeys.formKey,
        ]
        #expect(Set(secrets).count == secrets.count)
    }

    @Test func `keys are never overwritten`() async throws {
        let directory = try await KeyDirectory.create(at: path, hasher: hasher)
        let before = try folder.read("keys/casework.private")
        await #expect(throws: KeyError.alreadyPresent) {
            try await KeyDirectory.create(at: path, hasher: hasher)
        }
        #expect(try folder.read("keys/casework.private") == before)
        #expect(directory.isPresent())
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["keys"])
    }

    @Test func `an empty folder is used and a file in its place is not`() async throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)
        #expect(!KeyDirectory(path: path).isPresent())
        _ = try await KeyDirectory.create(at: path, hasher: hasher)
        try folder.write("x", to: "taken")
        await #expect(throws: KeyError.alreadyPresent) {
            try await KeyDirectory.create(at: folder.path + "/taken", hasher: hasher)
        }
    }

    @Test func `public applications load without the private files`() async throws {
        let directory = try await KeyDirectory.create(at: path, hasher: hasher)
        for name in KeyName.allCases where !KeyName.publicRole.contains(name) {
            try folder.block("keys/\(name.rawValue)")
        }
        let publicKeys = try directory.loadPublicKeys()
        _ = try publicKeys.sealer.wrap(.make(), record: .numbered(1))
        await #expect(throws: KeyError.notAKey(.caseworkPrivate)) {
            try await directory.loadCaseworkKeys(hasher: hasher)
        }
    }

    /// Nothing reachable from the value is, or could become, a private key.
    @Test func `the public role holds no private key`() async throws {
        let directory = try await KeyDirectory.create(at: path, hasher: hasher)
        let publicKeys = try directory.loadPublicKeys()
        let keys = try await directory.loadCaseworkKeys(hasher: hasher)
        var types: Set<String> = []
        var bytes: [[UInt8]] = []
        func walk(_ value: Any) {
            types.insert(String(describing: type(of: value)))
            if let found = value as? [UInt8] { return bytes.append(found) }
            for child in Mirror(reflecting: value).children { walk(child.value) }
        }
        // It shows nothing of itself, so each member is named, and there is room for no other.
        let members: [Any] = [
            publicKeys.casework, publicKeys.auditPublicKey, publicKeys.receiptPepper,
            publicKeys.formKey,
        ]
        for member in members { walk(member) }
        walk(publicKeys.sealer)
        #expect(
            MemoryLayout<PublicKeys>.size
                == MemoryLayout<CaseworkPublicKey>.stride + 3 * MemoryLayout<[UInt8]>.size)
        #expect(types.isDisjoint(with: ["CaseworkPrivateKey", "Opener", "PrivateKey"]))
        for secret in [keys.auditPrivateKey, keys.indexKey, keys.sessionKey] {
            #expect(!bytes.contains(secret))
        }
        #expect(bytes.count == 5)
    }

    @Test func `the public role can be handed on alone`() async throws {
        let directory = try await KeyDirectory.create(at: path, hasher: hasher)
        try directory.copyPublicKeys(to: folder.path + "/public")
        let copied = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/public")
        #expect(Set(copied) == Set(KeyName.publicRole.map(\.rawValue)))
        let copy = try KeyDirectory(path: folder.path + "/public").loadPublicKeys()
        #expect(try copy.receiptPepper == directory.loadPublicKeys().receiptPepper)
    }

    @Test func `a passphrase protects what public applications do not need`() async throws {
        let directory = try await KeyDirectory.create(
            at: path, passphrase: "clouds over the bay", hasher: hasher)
        _ = try directory.loadPublicKeys()
        await #expect(throws: KeyError.passphraseNeeded(.caseworkPrivate)) {
            try await directory.loadCaseworkKeys(hasher: hasher)
        }
        await #expect(throws: KeyError.passphraseWrong(.caseworkPrivate)) {
            try await directory.loadCaseworkKeys(passphrase: "clouds over the bey", hasher: hasher)
        }
        // A hasher with other limits reads it all the same: the file says how it was made.
        let other = PasswordHasher(limits: try #require(.init(operations: 2, memoryBytes: 16_384)))
        let keys = try await directory.loadCaseworkKeys(
            passphrase: "clouds over the bay", hasher: other)
        let plain = try folder.read("keys/index.key")
        #expect(plain.contains("protection argon2id 1 8192 "))
        #expect(keys.indexKey.count == 32)
    }

    @Test func `credentials of the service manager come first`() async throws {
        let directory = try await KeyDirectory.create(at: path, hasher: hasher)
        let text = try folder.read("keys/casework.private")
        try folder.remove("keys/casework.private")
        try FileManager.default.createDirectory(
            atPath: folder.path + "/credentials", withIntermediateDirectories: false)
        try folder.write(text, to: "credentials/casework.private", mode: 0o440)
        await #expect(throws: KeyError.missing(.caseworkPrivate)) {
            try await directory.loadCaseworkKeys(hasher: hasher)
        }
        _ = try await KeyDirectory(path: path, credentialsPath: folder.path + "/credentials")
            .loadCaseworkKeys(hasher: hasher)
    }
}
