// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Sealing
import TestSupport
import Testing

struct WrappingTests {
    let pair: CaseworkPrivateKey
    let sealer: Sealer
    let opener: Opener

    init() throws {
        pair = try CaseworkPrivateKey.make()
        sealer = Sealer(publicKey: pair.publicKey)
        opener = Opener(privateKey: pair)
    }

    @Test func `casework reads what a public application sealed`() throws {
        let key = RecordKey.make()
        let sealed = try key.seal("warm rain", field: "narrative", record: .numbered(1))
        let wrapped = try sealer.wrap(key, record: .numbered(1))
        #expect(wrapped.count == 1_177)
        let opened = try opener.unwrap(wrapped, record: .numbered(1))
        #expect(try opened.open(sealed, field: "narrative", record: .numbered(1)) == "warm rain")
    }

    @Test func `a wrapped key does not open for another record`() throws {
        let wrapped = try sealer.wrap(.make(), record: .numbered(1))
        #expect(throws: SealingError.notAuthentic) {
            try opener.unwrap(wrapped, record: .numbered(2))
        }
    }

    @Test func `another casework key is named as the reason`() throws {
        let wrapped = try sealer.wrap(.make(), record: .numbered(1))
        let other = Opener(privateKey: try .make())
        #expect(throws: SealingError.otherKey) { try other.unwrap(wrapped, record: .numbered(1)) }
    }

    /// One byte of each region: version, identifier, ML-KEM and X25519 parts, ciphertext, tag.
    @Test(arguments: [
        (0, SealingError.unknownVersion(0x41)), (1, .otherKey), (8, .otherKey), (9, .notAuthentic),
        (600, .notAuthentic), (1_096, .notAuthentic), (1_097, .notAuthentic),
        (1_127, .notAuthentic), (1_129, .notAuthentic), (1_160, .notAuthentic),
        (1_161, .notAuthentic), (1_176, .notAuthentic),
    ])
    func `a change in any region is noticed`(_ index: Int, _ expected: SealingError) throws {
        var wrapped = try sealer.wrap(.make(), record: .numbered(1))
        wrapped[index] ^= 0x40
        #expect(throws: expected) { try opener.unwrap(wrapped, record: .numbered(1)) }
    }

    @Test(arguments: [0, 1, 9, 1_176])
    func `a cut wrapped key is called cut`(_ count: Int) throws {
        let wrapped = try sealer.wrap(.make(), record: .numbered(1))
        #expect(throws: SealingError.truncated) {
            try opener.unwrap(Array(wrapped.prefix(count)), record: .numbered(1))
        }
    }

    @Test(arguments: [0, 31, 33])
    func `a seed of another length is no key`(_ count: Int) {
        #expect(throws: SealingError.malformedKey) {
            try CaseworkPrivateKey(seed: [UInt8](repeating: 7, count: count))
        }
    }

    @Test(arguments: [0, 32, 1_215, 1_217])
    func `a public key of another length is no key`(_ count: Int) {
        #expect(throws: SealingError.malformedKey) {
            try CaseworkPublicKey(bytes: [UInt8](repeating: 7, count: count))
        }
    }
}
