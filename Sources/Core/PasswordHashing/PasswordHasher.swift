// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CSodium
import Glibc
import NightlightCore

/// Password hashing with argon2id: deliberately slow and hungry, so it runs on threads of its own.
///
/// A hash takes a tenth of a second and 64 MiB. On the tasks' own threads a few sign-ins would stop
/// every other request, so the work runs elsewhere, at most `concurrencyMax` at once; more wait.
package struct PasswordHasher: Sendable {
    // LIMIT: bytes of a password or passphrase; far above any typed one, and hashing it stays
    // cheap.
    package static let secretBytesMax = 1_024
    package static let saltBytes = 16

    package let limits: Limits
    private let threads: BlockingThreads

    // LIMIT: 256 callers waiting: at ten hashes a second, half a minute, longer than a browser's
    // patience.
    private static let waitingMax = 256

    // LIMIT: 2 hashes at once, so 128 MiB at the interactive setting, and both cores of a small
    // machine.
    /// Makes a hasher; one for the whole process, so that its bound is the process's bound.
    package init(limits: Limits, concurrencyMax: Int = 2) {
        self.limits = limits
        threads = BlockingThreads(threadsMax: concurrencyMax, waitingMax: Self.waitingMax)
    }

    /// The hash of a password with a new salt, as text that carries its own parameters.
    package func hash(_ password: String) async throws -> String {
        let secret = try Self.bytes(of: password)
        let limits = limits
        return try await run {
            var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
            // SAFETY: text has crypto_pwhash_STRBYTES bytes; secret has a byte more than its count.
            let outcome = unsafe crypto_pwhash_str(
                &text, secret, UInt64(secret.count - 1),
                UInt64(limits.operations), limits.memoryBytes)
            guard outcome == 0 else { throw PasswordHashingError.memory }
            return String(
                decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }

    /// Whether the password is the one that was hashed; takes as long when it is not.
    package func verify(_ password: String, against hash: String) async throws -> Bool {
        let secret = try Self.bytes(of: password)
        let stored = try Self.terminated(hash)
        return try await run {
            Glibc.errno = 0
            // SAFETY: stored ends with a zero byte; secret has a byte more than its count.
            let outcome = unsafe crypto_pwhash_str_verify(
                stored, secret, UInt64(secret.count - 1))
            if outcome == 0 { return true }
            // libsodium tells the three reasons apart by errno alone (pwhash_argon2id.c, 1.0.18).
            switch Glibc.errno {
            case EINVAL: return false
            case ENOMEM: throw PasswordHashingError.memory
            default: throw PasswordHashingError.malformedHash
            }
        }
    }

    /// Whether a stored hash was made with other parameters than this hasher's.
    package func needsRehash(_ hash: String) throws -> Bool {
        let stored = try Self.terminated(hash)
        // SAFETY: stored ends with a zero byte.
        let outcome = unsafe crypto_pwhash_str_needs_rehash(
            stored, UInt64(limits.operations), limits.memoryBytes)
        guard outcome >= 0 else { throw PasswordHashingError.malformedHash }
        return outcome == 1
    }

    /// A key from a secret and a salt, always the same for the same input and limits.
    package func derive(
        _ secret: String, salt: [UInt8], byteCount: Int, limits: Limits? = nil
    ) async throws -> [UInt8] {
        let secret = try Self.bytes(of: secret)
        let limits = limits ?? self.limits
        guard salt.count == Self.saltBytes, (16...64).contains(byteCount) else {
            throw PasswordHashingError.parameters
        }
        return try await run {
            var key = [UInt8](repeating: 0, count: byteCount)
            // SAFETY: key has byteCount bytes, salt has crypto_pwhash_SALTBYTES (16).
            let outcome = unsafe crypto_pwhash(
                &key, UInt64(byteCount), secret, UInt64(secret.count - 1), salt,
                UInt64(limits.operations), limits.memoryBytes, crypto_pwhash_ALG_ARGON2ID13)
            guard outcome == 0 else { throw PasswordHashingError.memory }
            return key
        }
    }

    /// A hash that no password has, with this hasher's parameters.
    ///
    /// Comparing against it costs what a real comparison costs: a sign-in with a name that does not
    /// exist takes as long as one with a wrong password.
    package var decoy: String {
        "$argon2id$v=19$m=\(limits.memoryBytes / 1_024),t=\(limits.operations),p=1$"
            + "bmlnaHRsaWdodC1kZWNveQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    }

    /// Runs work of libsodium on a thread of its own, a few at once.
    private func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        do {
            return try await threads.run {
                // Safe to call again and from any thread; -1 means there is no randomness.
                guard sodium_init() >= 0 else { throw PasswordHashingError.unavailable }
                return try work()
            }
        } catch is BlockingThreads.Full {
            throw PasswordHashingError.busy
        }
    }

    /// The UTF-8 of a secret as C characters, with a zero byte behind it that no count includes.
    private static func bytes(of secret: String) throws -> [CChar] {
        guard secret.utf8.count <= secretBytesMax else { throw PasswordHashingError.tooLong }
        return secret.utf8.map(CChar.init(bitPattern:)) + [0]
    }

    private static func terminated(_ hash: String) throws -> [CChar] {
        let bytes = hash.utf8.map(CChar.init(bitPattern:))
        // libsodium knows older hashes too, and answers an unknown prefix like a wrong password.
        guard hash.hasPrefix("$argon2id$"), bytes.count < Int(crypto_pwhash_STRBYTES),
            !bytes.contains(0)
        else {
            throw PasswordHashingError.malformedHash
        }
        return bytes + [0]
    }
}
