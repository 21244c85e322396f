// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import PasswordHashing
import Sealing
import Testing

/// Every way a key file goes wrong has its own name.
struct KeyFileTests {
    let folder: TemporaryFolder
    let directory: KeyDirectory
    let hasher = PasswordHasher(limits: .testing)

    init() async throws {
        folder = try TemporaryFolder()
        directory = try await KeyDirectory.create(
            at: folder.path + "/keys", hasher: PasswordHasher(limits: .testing))
    }

    private func expect(_ error: KeyError, sourceLocation: SourceLocation = #_sourceLocation) async
    {
        await #expect(throws: error, sourceLocation: sourceLocation) {
            try await directory.loadCaseworkKeys(hasher: hasher)
        }
    }

    @Test(arguments: KeyName.allCases)
    func `a missing key is named`(_ name: KeyName) async throws {
        try folder.remove("keys/\(name.rawValue)")
        await expect(.missing(name))
    }

    @Test(arguments: KeyName.allCases, [1, 30, 100, 150])
    func `a cut file is called cut`(_ name: KeyName, _ lost: Int) async throws {
        let text = try folder.read("keys/\(name.rawValue)")
        try folder.write(String(text.dropLast(lost)), to: "keys/\(name.rawValue)")
        await expect(.truncated(name))
    }

    @Test(arguments: KeyName.allCases)
    func `a changed digit is noticed`(_ name: KeyName) async throws {
        let text = try folder.read("keys/\(name.rawValue)")
        let digit = try #require(text.range(of: "content ")).upperBound
        let other = text[digit] == "0" ? "1" : "0"
        try folder.write(
            text.replacingCharacters(in: digit...digit, with: other), to: "keys/\(name.rawValue)")
        await expect(.damaged(name))
    }

    @Test(arguments: KeyName.allCases)
    func `another key under the name is named`(_ name: KeyName) async throws {
        let other: KeyName = name == .session ? .index : .session
        try folder.write(
            try folder.read("keys/\(other.rawValue)"), to: "keys/\(name.rawValue)")
        await expect(.wrongKey(name, found: other.rawValue))
    }

    @Test(arguments: [
        (KeyName.caseworkPrivate, KeyName.caseworkPublic), (.auditPrivate, .auditPublic),
    ])
    func `halves of two pairs are noticed`(_ secret: KeyName, _ open: KeyName) async throws {
        _ = try await KeyDirectory.create(at: folder.path + "/other", hasher: hasher)
        try folder.write(
            try folder.read("other/\(secret.rawValue)"), to: "keys/\(secret.rawValue)")
        await expect(.notAPair(secret, open))
    }

    @Test(arguments: [
        "", "\n", "kittens", "-----BEGIN PRIVATE KEY-----\n", String(repeating: "a", count: 20_000),
    ])
    func `something else is called no key`(_ text: String) async throws {
        try folder.write(text, to: "keys/index.key")
        await expect(.notAKey(.index))
    }

    @Test func `a newer format is called newer`() async throws {
        let text = try folder.read("keys/index.key")
        try folder.write(
            text.replacing("nightlight-key 1", with: "nightlight-key 2"), to: "keys/index.key")
        await expect(.newerVersion(.index))
    }

    @Test(arguments: [0o640, 0o604, 0o666])
    func `a secret that others can read is refused`(_ mode: Int) async throws {
        try folder.write(
            try folder.read("keys/casework.private"), to: "keys/casework.private", mode: mode)
        await expect(.exposed(.caseworkPrivate, mode: UInt32(mode)))
    }

    @Test func `a folder that others can enter is refused`() async throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: directory.path)
        await expect(.folderExposed(mode: 0o755))
    }

    @Test func `a link in the place of a key is not followed`() async throws {
        try folder.write(try folder.read("keys/index.key"), to: "elsewhere")
        try folder.remove("keys/index.key")
        try FileManager.default.createSymbolicLink(
            atPath: directory.path + "/index.key", withDestinationPath: folder.path + "/elsewhere")
        await expect(.unreadable(.index, errorNumber: 40))
    }

    @Test func `a protected key changed by hand does not open`() async throws {
        let path = folder.path + "/protected"
        let protected = try await KeyDirectory.create(
            at: path, passphrase: "clouds over the bay", hasher: hasher)
        _ = try await KeyDirectory.create(
            at: folder.path + "/other", passphrase: "clouds over the bay", hasher: hasher)
        // The very file of another installation with the same passphrase is whole, but not of the
        // pair.
        try folder.write(
            try folder.read("other/casework.private"), to: "protected/casework.private")
        await #expect(throws: KeyError.notAPair(.caseworkPrivate, .caseworkPublic)) {
            try await protected.loadCaseworkKeys(passphrase: "clouds over the bay", hasher: hasher)
        }
    }
}
