// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing
import Testing

@testable import HashIndex

/// An index large enough for tables, held against the comparison with every member.
struct LargeIndexTests {
    /// Strangers, crowds around centres, flat pictures, and what makes chunks collide.
    enum Spread: String, CaseIterable, Sendable {
        case uniform, skewed, adversarial
    }

    private static func hashes(_ spread: Spread, count: Int) -> ContiguousArray<PDQHash> {
        var random = SplitMix(seed: 11)
        var hashes: ContiguousArray<PDQHash> = []
        switch spread {
        case .uniform:
            while hashes.count < count { hashes.append(random.hash()) }
        case .skewed:
            // A tenth within 20 bits of a few centres: memes, placeholders, black frames.
            let centres = (0..<5).map { _ in random.hash() } + [PDQHash(words: .zero)]
            while hashes.count < count {
                let isCrowd = Int.random(in: 0..<10, using: &random) == 0
                hashes.append(
                    isCrowd
                        ? random.flip(
                            centres[Int.random(in: centres.indices, using: &random)],
                            bits: Int.random(in: 0...20, using: &random))
                        : random.hash())
            }
        case .adversarial:
            // All alike but for one word: most chunks of all members have the same value.
            while hashes.count < count {
                hashes.append(PDQHash(words: [1, 2, 3, random.next() & 0xffff_ffff]))
            }
        }
        return hashes
    }

    private static func queries(
        _ members: ContiguousArray<PDQHash>
    ) -> [PDQHash] {
        var random = SplitMix(seed: 12)
        return (0..<6).map { number in
            random.flip(members[number * members.count / 6], bits: number * 9)
        } + [random.hash(), PDQHash(words: .zero)]
    }

    @Test(arguments: Spread.allCases, [5_000, 20_000])
    func `every member within any distance is found once`(spread: Spread, count: Int) {
        let members = Self.hashes(spread, count: count)
        let distinct = Set(members)
        let index = HammingIndex(members)
        #expect(index.count == distinct.count)
        for query in Self.queries(members) {
            let distances = distinct.map { ($0, $0.distance(to: query)) }
            for distanceMax in [0, 1, 7, 16, 30, 31, 32, 45, 64] {
                let found = index.neighbours(of: query, within: distanceMax)
                let expected = distances.filter { $0.1 <= distanceMax }
                #expect(found.count == expected.count, "\(spread) \(distanceMax)")
                #expect(Set(found.map(\.hash)) == Set(expected.map(\.0)))
                #expect(found.allSatisfy { $0.hash.distance(to: query) == $0.distance })
            }
        }
    }

    @Test(arguments: [0, 1, 2])
    func `a processor that can do less finds the same`(level: Int32) {
        let members = Self.hashes(.skewed, count: 12_000)
        let index = HammingIndex(members)
        // No processor is asked for what it cannot do.
        var lesser = index
        lesser.level = min(level, index.level)
        for query in Self.queries(members) {
            for distanceMax in [10, 31, 60] {
                #expect(
                    Set(lesser.neighbours(of: query, within: distanceMax))
                        == Set(index.neighbours(of: query, within: distanceMax)))
            }
        }
    }

    @Test func `all threads together find what one finds`() {
        let members = Self.hashes(.skewed, count: 20_000)
        let index = HammingIndex(members)
        let queries = (0..<300).map { members[$0 * 61 % members.count] }
        let together = index.neighbours(ofAll: queries, within: 31)
        let single = queries.map { index.neighbours(of: $0, within: 31) }
        #expect(together.map { Set($0) } == single.map { Set($0) })
        #expect(index.neighbours(ofAll: [], within: 31).isEmpty)
    }

    @Test func `members come and go in an index with tables`() {
        let members = Self.hashes(.skewed, count: 30_000)
        var random = SplitMix(seed: 13)
        var model = Set(members.prefix(12_000))
        var index = HammingIndex(ContiguousArray(members.prefix(12_000)))
        for round in 0..<8 {
            // Some new, some again, in bulk and one by one.
            let bulk = ContiguousArray(members[round * 3_000..<round * 3_000 + 6_000])
            index.insert(contentsOf: bulk)
            model.formUnion(bulk)
            for hash in model.shuffled(using: &random).prefix(2_500) {
                let isRemoved = index.remove(hash)
                #expect(isRemoved)
                model.remove(hash)
            }
            for hash in members.shuffled(using: &random).prefix(1_500) {
                let isNew = index.insert(hash)
                #expect(isNew == model.insert(hash).inserted)
            }
            #expect(index.count == model.count)
            if round == 5 { index.compact() }
            let query = members[round * 1_000]
            let expected = model.filter { $0.distance(to: query) <= 31 }
            #expect(Set(index.neighbours(of: query, within: 31).map(\.hash)) == expected)
        }
    }

    @Test func `only members with a label that counts are found`() {
        let hashes = Self.hashes(.uniform, count: 6_000)
        let labels = ContiguousArray((0..<6_000).map { UInt16($0 % 3) })
        var index = HammingIndex(hashes, labels: labels)
        // The same fingerprint on a second list is a member of its own.
        index.insert(hashes[0], label: 700)
        let all = index.neighbours(of: hashes[0], within: 0)
        #expect(Set(all.map(\.label)) == [0, 700])
        #expect(index.neighbours(of: hashes[0], within: 0, labels: [700]).map(\.label) == [700])
        #expect(index.neighbours(of: hashes[0], within: 0, labels: []).isEmpty)
        #expect(index.neighbours(of: hashes[1], within: 31, labels: [0, 2]).isEmpty)
        #expect(index.contains(hashes[1], label: 1) && !index.contains(hashes[1], label: 2))
        let isRemoved = index.remove(hashes[0], label: 0)
        #expect(isRemoved)
        #expect(index.neighbours(of: hashes[0], within: 0).map(\.label) == [700])
    }

    /// In these crowds a line of a group is full just when the room for what was found is.
    @Test(arguments: [216, 232] as [UInt64])
    func `a crowd is reported once, wherever the search pauses`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var members = ContiguousArray((0..<4_200).map { _ in random.hash() })
        let centre = random.hash().words
        for _ in 0..<600 + seed * 7 {
            var words = centre
            for _ in 0..<random.next() % 5 {
                let bit = random.next() % 256
                words[Int(bit >> 6)] ^= 1 << (bit & 63)
            }
            members.append(PDQHash(words: words))
        }
        let query = PDQHash(words: centre)
        let found = HammingIndex(members).neighbours(of: query, within: 31)
        let expected = Set(members).filter { $0.distance(to: query) <= 31 }
        #expect(found.count == expected.count)
        #expect(Set(found.map(\.hash)) == expected)
    }

    @Test func `the nearest are given when there are too many`() {
        let members = Self.hashes(.skewed, count: 20_000)
        let index = HammingIndex(members)
        let distances = Set(members).map { $0.distance(to: PDQHash(words: .zero)) }.sorted()
        for limit in [1, 5, 50] {
            let found = index.neighbours(of: PDQHash(words: .zero), within: 64, limit: limit)
            #expect(found.map(\.distance) == Array(distances.filter { $0 <= 64 }.prefix(limit)))
        }
    }
}
