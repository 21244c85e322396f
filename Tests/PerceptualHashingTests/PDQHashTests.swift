// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing
import TestSupport
import Testing

struct PDQHashTests {
    private func random(_ seed: Int) -> PDQHash {
        var generator = SplitMix(seed: UInt64(seed))
        return PDQHash(
            words: SIMD4(
                generator.next(), generator.next(), generator.next(), generator.next()))
    }

    private func flipping(_ bits: some Sequence<Int>, of hash: PDQHash) -> PDQHash {
        var words = hash.words
        for bit in bits { words[bit / 64] ^= 1 << UInt64(bit % 64) }
        return PDQHash(words: words)
    }

    @Test(arguments: 0..<50) func `text and bytes come back as the same fingerprint`(seed: Int) {
        let hash = random(seed)
        #expect(PDQHash(hex: hash.hex) == hash)
        #expect(PDQHash(hex: hash.hex.uppercased()) == hash)
        #expect(PDQHash(bytes: hash.bytes) == hash)
        #expect(hash.hex.count == 64 && hash.bytes.count == 32)
        #expect("\(hash)" == hash.hex)
    }

    @Test func `the last digit holds the lowest bits`() {
        #expect(PDQHash(words: SIMD4(1, 0, 0, 0)).hex == String(repeating: "0", count: 63) + "1")
        #expect(
            PDQHash(words: SIMD4(0, 0, 0, 1 << 63)).hex == "8" + String(repeating: "0", count: 63))
        let hex = "0123456789abcdef" + String(repeating: "0", count: 32) + "fedcba9876543210"
        #expect(
            PDQHash(hex: hex)?.words == SIMD4(0xfedc_ba98_7654_3210, 0, 0, 0x0123_4567_89ab_cdef))
        #expect(PDQHash(hex: hex)?.hex == hex)
    }

    @Test(arguments: [
        "", "0", String(repeating: "0", count: 63), String(repeating: "0", count: 65),
        String(repeating: "0", count: 63) + "g", "0x" + String(repeating: "0", count: 62),
        String(repeating: "0", count: 63) + " ", String(repeating: "\u{ff10}", count: 64),
        String(repeating: "0", count: 62) + "é", String(repeating: "0", count: 63) + "\0",
    ])
    func `what is not 64 hexadecimal digits is no fingerprint`(text: String) {
        #expect(PDQHash(hex: text) == nil)
    }

    @Test(arguments: [0, 31, 33]) func `what is not 32 bytes is no fingerprint`(count: Int) {
        #expect(PDQHash(bytes: [UInt8](repeating: 0, count: count)) == nil)
    }

    @Test(arguments: 0..<20) func `distance counts the bits that differ`(seed: Int) {
        var generator = SplitMix(seed: UInt64(seed))
        let hash = random(seed + 100)
        let bits = (0..<256).shuffled(using: &generator).prefix(seed * 13)
        let other = flipping(bits, of: hash)
        #expect(hash.distance(to: other) == bits.count)
        #expect(other.distance(to: hash) == bits.count)
        #expect(hash.distance(to: hash) == 0)
        #expect(hash.distance(to: flipping(0..<256, of: hash)) == 256)
    }
}
