// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing
import Testing

@testable import HashIndex

/// An index of several segments, of which several may hold the same fingerprint.
struct SegmentedIndexTests {
    private static func hashes(_ count: Int, seed: UInt64) -> ContiguousArray<PDQHash> {
        var random = SplitMix(seed: seed)
        return ContiguousArray((0..<count).map { _ in random.hash() })
    }

    /// All have the same beginning, so that each table of the first chunk is one long run.
    private static func alike(_ count: Int) -> ContiguousArray<PDQHash> {
        var random = SplitMix(seed: 21)
        return ContiguousArray(
            (0..<count).map { _ in PDQHash(words: [7, 7, random.next() & 0xff, random.next()]) })
    }

    @Test func `what a small bulk brings again is one member and can be removed`() {
        let members = Self.hashes(12_000, seed: 20)
        var index = HammingIndex(members)
        index.insert(contentsOf: ContiguousArray(members.prefix(1_100)))
        #expect(index.count == 12_000 && index.parts.count == 2)
        let isNew = index.insert(members[1])
        #expect(!isNew)
        #expect(index.neighbours(of: members[1], within: 0).count == 1)
        let isRemoved = index.remove(members[0])
        #expect(isRemoved && !index.contains(members[0]) && index.count == 11_999)
        let isRemovedAgain = index.remove(members[0])
        #expect(!isRemovedAgain)
        let isThereAgain = index.insert(members[0])
        #expect(isThereAgain && index.count == 12_000)
        #expect(index.neighbours(of: members[0], within: 0).count == 1)
    }

    @Test(arguments: [false, true])
    func `it holds what a set would hold, however its segments overlap`(isAlike: Bool) {
        let members = isAlike ? Self.alike(40_000) : Self.hashes(40_000, seed: 22)
        var random = SplitMix(seed: 23)
        var index = HammingIndex(ContiguousArray(members.prefix(20_000)))
        var model = Set(members.prefix(20_000))
        for round in 0..<12 {
            // Smaller than a quarter of the largest segment, which stays.
            let start = round * 2_900
            let bulk = ContiguousArray(members[start..<start + 1_100 + 300 * round])
            index.insert(contentsOf: bulk)
            model.formUnion(bulk)
            for _ in 0..<1_500 {
                let hash = members[Int.random(in: 0..<members.count, using: &random)]
                if random.next() % 2 == 0 {
                    let isRemoved = index.remove(hash)
                    #expect(isRemoved == (model.remove(hash) != nil))
                } else {
                    let isNew = index.insert(hash)
                    #expect(isNew == model.insert(hash).inserted)
                }
            }
            #expect(index.count == model.count)
            let sample = (0..<200).map { members[($0 * 193 + round) % members.count] }
            #expect(sample.allSatisfy { index.contains($0) == model.contains($0) })
            #expect(
                sample.allSatisfy {
                    index.neighbours(of: $0, within: 0).count == (model.contains($0) ? 1 : 0)
                })
        }
        #expect(index.parts.count > 1)
    }

    @Test func `gaps are closed in a segment that others follow`() {
        let members = Self.hashes(11_200, seed: 24)
        var index = HammingIndex(ContiguousArray(members.prefix(10_000)))
        index.insert(contentsOf: ContiguousArray(members.suffix(1_200)))
        #expect(index.parts.count == 2)
        for hash in members.prefix(8_000) {
            let isRemoved = index.remove(hash)
            #expect(isRemoved)
        }
        #expect(index.count == 3_200)
        #expect(index.parts.allSatisfy { !$0.hasManyGaps })
    }

    @Test func `every threshold finds what comparing with all finds`() {
        let members = Self.hashes(19_000, seed: 25)
        var random = SplitMix(seed: 26)
        let crowd = (0..<1_000).map { random.flip(members[0], bits: $0 % 65) }
        let all = Set(members).union(crowd)
        let index = HammingIndex(ContiguousArray(all))
        for query in [members[0], crowd[40], random.flip(members[9], bits: 30)] {
            let distances = all.map { $0.distance(to: query) }
            for distanceMax in 0...64 {
                let found = index.neighbours(of: query, within: distanceMax)
                #expect(found.count == distances.count { $0 <= distanceMax })
                #expect(Set(found).count == found.count)
                #expect(
                    found.allSatisfy {
                        $0.hash.distance(to: query) == $0.distance && all.contains($0.hash)
                    })
            }
        }
    }
}

/// The arithmetic that recall rests on, for numbers of fingerprints that no test could hold.
struct IndexShapeTests {
    @Test(
        arguments: [4_096, 10_000, 65_537, 300_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000]
            + [
                100_000_000, HashSegment.countMax,
            ])
    func `chunks cover every bit, and radii leave no gap`(count: Int) throws {
        let shape = IndexShape(count: count)
        var next = 0
        for chunk in shape.chunks {
            #expect(chunk.start == next)
            next += chunk.bits
            #expect((0...HashChunk.lowerBitsMax).contains(chunk.lowerBits))
            #expect(chunk.bits < 32 && chunk.upperBits == shape.chunks[0].upperBits)
        }
        #expect(next == 256 && shape.chunks.count <= HashChunk.countMax)
        for distance in 0...IndexShape.distanceMax {
            guard let radii = shape.radii(within: distance, count: count) else { continue }
            // Two fingerprints that differ by more than its radius in every chunk differ by at
            // least the sum of all radii + 1: by more than the distance.
            #expect(radii.reduce(0) { $0 + $1 + 1 } == distance + 1)
            #expect(radii.allSatisfy { (-1...IndexShape.radiusMax).contains($0) })
        }
        #expect(shape.radii(within: IndexShape.designDistance, count: count) != nil)
    }
}
