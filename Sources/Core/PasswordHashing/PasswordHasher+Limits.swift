// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

extension PasswordHasher {
    /// How much work and memory one hash costs: argon2id's t and m, with one lane.
    package struct Limits: Sendable, Hashable {
        /// Passes over the memory.
        package let operations: Int
        package let memoryBytes: Int

        /// `nil` outside what this program accepts, so that a damaged key file cannot ask for a
        /// terabyte.
        package init?(operations: Int, memoryBytes: Int) {
            // LIMIT: 1 to 16 passes and 8 KiB to 2 GiB: libsodium's least, and above its
            // "sensitive".
            guard (1...16).contains(operations), (8_192...2_147_483_648).contains(memoryBytes)
            else { return nil }
            self.init(trustedOperations: operations, memoryBytes: memoryBytes)
        }

        private init(trustedOperations: Int, memoryBytes: Int) {
            operations = trustedOperations
            self.memoryBytes = memoryBytes
        }

        /// Sign-in and receipts: 64 MiB, 2 passes, above the OWASP minimum of 19 MiB and 2 passes.
        package static let interactive = Limits(trustedOperations: 2, memoryBytes: 67_108_864)
        /// Keys that unlock everything, once at start: 256 MiB, 3 passes.
        package static let moderate = Limits(trustedOperations: 3, memoryBytes: 268_435_456)
        /// The least libsodium accepts: for tests only, where a hash must cost nothing.
        package static let testing = Limits(trustedOperations: 1, memoryBytes: 8_192)
    }
}
