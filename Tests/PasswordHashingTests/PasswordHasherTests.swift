// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PasswordHashing
import Testing

struct PasswordHasherTests {
    let hasher = PasswordHasher(limits: .testing)

    @Test(arguments: ["kittens like warm weather", "", "été 🌧", "a\u{0}b"])
    func `a password is recognised and another is not`(_ password: String) async throws {
        let hash = try await hasher.hash(password)
        #expect(hash.hasPrefix("$argon2id$v=19$m=8,t=1,p=1$"))
        #expect(try await hasher.verify(password, against: hash))
        #expect(try await !hasher.verify(password + "x", against: hash))
    }

    @Test func `what stands behind a zero byte counts`() async throws {
        let hash = try await hasher.hash("a\u{0}b")
        #expect(try await !hasher.verify("a\u{0}c", against: hash))
        #expect(try await !hasher.verify("a", against: hash))
    }

    @Test func `two hashes of one password differ`() async throws {
        #expect(try await hasher.hash("rain") != hasher.hash("rain"))
    }

    /// Made by the reference implementation: argon2-cffi, argon2id, t=1, m=8, p=1, of "warm rain".
    @Test func `a hash of the reference implementation is recognised`() async throws {
        let hash =
            "$argon2id$v=19$m=8,t=1,p=1"
            + "$HEtzodp3MVfcrRRc9VOYmQ$rRv1DBld8O93kAsByGKNlx9M+6okHTbaUjmLF+SaWoo"
        #expect(try await hasher.verify("warm rain", against: hash))
        #expect(try await !hasher.verify("cold rain", against: hash))
    }

    @Test(arguments: ["", "rain", "$argon2id$v=19$m=8,t=1,p=1$", "$2b$10$abcdefghijklmnopqrstuv"])
    func `a stored text that is no hash is an error`(_ text: String) async {
        await #expect(throws: PasswordHashingError.malformedHash) {
            try await hasher.verify("rain", against: text)
        }
    }

    @Test func `the decoy is a hash that nothing fits`() async throws {
        #expect(try await !hasher.verify("", against: hasher.decoy))
        #expect(try await !hasher.verify("rain", against: hasher.decoy))
        #expect(try !hasher.needsRehash(hasher.decoy))
    }

    @Test func `weaker hashes are to be renewed`() async throws {
        let stronger = PasswordHasher(limits: .interactive)
        #expect(try stronger.needsRehash(try await hasher.hash("rain")))
    }

    @Test func `a secret over the bound is refused`() async {
        await #expect(throws: PasswordHashingError.tooLong) {
            try await hasher.hash(String(repeating: "x", count: PasswordHasher.secretBytesMax + 1))
        }
    }

    @Test func `a key depends on secret, salt and limits alone`() async throws {
        let salt = [UInt8](0..<16)
        let key = try await hasher.derive("rain", salt: salt, byteCount: 32)
        #expect(key.count == 32)
        #expect(try await key == hasher.derive("rain", salt: salt, byteCount: 32))
        #expect(try await key != hasher.derive("snow", salt: salt, byteCount: 32))
        #expect(try await key != hasher.derive("rain", salt: salt.reversed(), byteCount: 32))
        let other = try #require(PasswordHasher.Limits(operations: 2, memoryBytes: 8_192))
        #expect(try await key != hasher.derive("rain", salt: salt, byteCount: 32, limits: other))
    }

    @Test(arguments: [(15, 32), (17, 32), (16, 15), (16, 65)])
    func `other lengths of salt and key are refused`(_ salt: Int, _ key: Int) async {
        await #expect(throws: PasswordHashingError.parameters) {
            try await hasher.derive(
                "rain", salt: [UInt8](repeating: 1, count: salt), byteCount: key)
        }
    }

    @Test(arguments: [(0, 8_192), (17, 8_192), (1, 8_191), (1, 4_294_967_296)])
    func `limits outside the accepted ones are refused`(_ operations: Int, _ memory: Int) {
        #expect(PasswordHasher.Limits(operations: operations, memoryBytes: memory) == nil)
    }

    @Test func `many at once all get their turn`() async throws {
        let hash = try await hasher.hash("rain")
        let right = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask {
                    try await hasher.verify(
                        number.isMultiple(of: 2) ? "rain" : "snow", against: hash)
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(right == 50)
    }

    @Test func `who gave up waiting is not served`() async throws {
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return try await hasher.hash("rain")
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
