// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex
import PerceptualHashing

/// Fingerprints as real lists have them: crowds of near copies, flat pictures, and strangers.
enum SkewedHashes {
    static let all: [PDQHash] = make()

    static let index: HammingIndex = {
        var index = HammingIndex()
        for hash in all { index.insert(hash) }
        return index
    }()

    /// Members, near misses and strangers.
    static let queries: [PDQHash] = {
        var random = SplitMix(seed: 99)
        let members = stride(from: 0, to: all.count, by: 211).map { all[$0] }
        return members + members.map { random.flip($0, bits: 20) }
            + (0..<4).map { _ in
                random.hash()
            } + [PDQHash(words: .zero), PDQHash(words: ~.zero)]
    }()

    /// For each query the distance of every member, by the definition: what is right.
    static let distances: [PDQHash: [PDQHash: Int]] = Dictionary(
        queries.map { query in
            let pairs = all.map { ($0, BitByBit.distance($0, query)) }
            return (query, Dictionary(pairs) { first, _ in first })
        }
    ) { first, _ in first }

    private static func make() -> [PDQHash] {
        var random = SplitMix(seed: 7)
        var hashes = [PDQHash(words: .zero), PDQHash(words: ~.zero)]
        for _ in 0..<6 {
            let centre = random.hash()
            hashes.append(centre)
            for _ in 0..<150 {
                hashes.append(random.flip(centre, bits: Int.random(in: 1...70, using: &random)))
            }
        }
        // Alike in three words of four, and different in the lowest bits of the last.
        for number in 0..<200 { hashes.append(PDQHash(words: [1, 1, 1, UInt64(number)])) }
        for _ in 0..<200 { hashes.append(random.hash()) }
        return hashes
    }
}

/// The distance as its definition has it: bit by bit.
enum BitByBit {
    static func distance(_ left: PDQHash, _ right: PDQHash) -> Int {
        var distance = 0
        for (left, right) in zip(left.bytes, right.bytes) where left != right {
            for bit in 0..<8 where (left >> bit) & 1 != (right >> bit) & 1 { distance += 1 }
        }
        return distance
    }
}

/// Numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func hash() -> PDQHash { PDQHash(words: [next(), next(), next(), next()]) }

    /// The fingerprint with exactly that many bits changed.
    mutating func flip(_ hash: PDQHash, bits: Int) -> PDQHash {
        var words = hash.words
        for bit in (0..<256).shuffled(using: &self).prefix(bits) {
            words[bit / 64] ^= 1 << UInt64(bit % 64)
        }
        return PDQHash(words: words)
    }
}
