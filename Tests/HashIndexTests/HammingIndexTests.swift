// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex
import PerceptualHashing
import Testing

struct HammingIndexTests {
    @Test(arguments: 0...64)
    func `every member within the distance is found, and no other`(distanceMax: Int) {
        for (query, distances) in SkewedHashes.distances {
            let found = SkewedHashes.index.neighbours(of: query, within: distanceMax)
            let expected = distances.filter { $0.value <= distanceMax }
            let pairs = found.map { ($0.hash, $0.distance) }
            #expect(found.count == expected.count)
            #expect(Dictionary(pairs) { first, _ in first } == expected)
            #expect(zip(found, found.dropFirst()).allSatisfy { $0.distance <= $1.distance })
        }
    }

    @Test(arguments: [1, 2, 7, 100, 1_000], [0, 3, 31, 256])
    func `of too many the nearest are given`(limit: Int, distanceMax: Int) {
        for query in SkewedHashes.queries.prefix(4) {
            let all = SkewedHashes.index.neighbours(of: query, within: distanceMax)
            let some = SkewedHashes.index.neighbours(
                of: query, within: distanceMax, limit: limit)
            #expect(some.map(\.distance) == all.prefix(limit).map(\.distance))
            #expect(Set(some).count == some.count)
            #expect(Set(all).isSuperset(of: some))
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `it holds what a set would hold after any changes`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var index = HammingIndex()
        var model: Set<PDQHash> = []
        // Few distinct ones, so that many are inserted twice and removed while there.
        let hashes = (0..<300).map { _ in random.hash() }
        for _ in 0..<4_000 {
            let hash = hashes[Int.random(in: hashes.indices, using: &random)]
            // The set grows for a while, and then shrinks to nothing.
            if Int.random(in: 0..<3, using: &random) < (model.count < 200 ? 2 : 1) {
                let isInserted = index.insert(hash)
                let isNew = model.insert(hash).inserted
                #expect(isInserted == isNew)
            } else {
                let isRemoved = index.remove(hash)
                let wasThere = model.remove(hash) != nil
                #expect(isRemoved == wasThere)
            }
            #expect(index.count == model.count)
        }
        #expect(hashes.allSatisfy { index.contains($0) == model.contains($0) })
        #expect(Set(index.neighbours(of: hashes[0], within: 256).map(\.hash)) == model)
        for hash in model {
            let isRemoved = index.remove(hash)
            #expect(isRemoved)
        }
        #expect(index.isEmpty)
        #expect(index.neighbours(of: hashes[0], within: 256).isEmpty)
    }

    @Test func `a copy does not see later changes`() {
        var random = SplitMix(seed: 1)
        let (first, second) = (random.hash(), random.hash())
        var index = HammingIndex()
        index.insert(first)
        let copy = index
        index.insert(second)
        index.remove(first)
        #expect(copy.contains(first) && !copy.contains(second))
        #expect(!index.contains(first) && index.contains(second))
    }

    @Test(arguments: [-1, 0, 256, 1_000])
    func `any distance may be asked for`(distanceMax: Int) {
        var random = SplitMix(seed: 2)
        let hash = random.hash()
        let opposite = PDQHash(words: ~hash.words)
        var index = HammingIndex()
        #expect(index.neighbours(of: hash, within: distanceMax).isEmpty)
        index.insert(hash)
        index.insert(opposite)
        let found = index.neighbours(of: hash, within: distanceMax)
        #expect(found.map(\.distance) == [0, 256].filter { $0 <= distanceMax })
        #expect(index.neighbours(of: hash, within: distanceMax, limit: 0).isEmpty)
    }
}
