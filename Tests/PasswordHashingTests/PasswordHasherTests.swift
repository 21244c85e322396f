// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PasswordHashing
import Testing

struct PasswordHasherTests {
    let hasher = PasswordHasher(limits: .testing)

    @Test func `a password is recognised and another is not`() async throws {
        let hash = try await hasher.hash("kittens like warm weather")
        #expect(try await hasher.verify("kittens like warm weather", against: hash))
        #expect(try await !hasher.verify("kittens like warm weathe", against: hash))
        #expect(try await !hasher.verify("", against: hash))
    }
}
