// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex
import Testing

struct DigestIndexTests {
    private func digest(_ number: Int, _ byteCount: Int) -> [UInt8] {
        var random = SplitMix(seed: UInt64(number))
        return (0..<byteCount).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }

    @Test(arguments: [16, 20, 32])
    func `it holds what a set would hold after any changes`(byteCount: Int) {
        struct Member: Hashable {
            let number: Int
            let label: UInt16
        }
        var random = SplitMix(seed: 4)
        var index = DigestIndex(byteCount: byteCount)
        var model: Set<Member> = []
        for round in 0..<6 {
            // Numbers repeat, in one go and from round to round.
            let bulk = (0..<2_000).map { _ in
                Member(
                    number: Int.random(in: 0..<4_000, using: &random),
                    label: UInt16.random(in: 0..<3, using: &random))
            }
            index.insert(
                contentsOf: bulk.flatMap { digest($0.number, byteCount) },
                labels: bulk.map(\.label))
            model.formUnion(bulk)
            for member in model.shuffled(using: &random).prefix(round % 2 == 0 ? 200 : 3_000) {
                let isRemoved = index.remove(digest(member.number, byteCount), label: member.label)
                #expect(isRemoved)
                model.remove(member)
                let again = index.remove(digest(member.number, byteCount), label: member.label)
                #expect(!again)
            }
            for _ in 0..<1_500 {
                let member = Member(number: Int.random(in: 0..<4_000, using: &random), label: 1)
                let isNew = index.insert(digest(member.number, byteCount), label: member.label)
                #expect(isNew == model.insert(member).inserted)
            }
            #expect(index.count == model.count)
            if round == 3 { index.compact() }
            for number in 0..<4_000 {
                let labels = Set(index.labels(of: digest(number, byteCount)))
                #expect(labels == Set(model.filter { $0.number == number }.map(\.label)))
            }
        }
    }

    @Test(arguments: [16, 20, 32], [false, true])
    func `many at once are found as one by one`(byteCount: Int, compacted: Bool) {
        var index = DigestIndex(byteCount: byteCount)
        index.insert(
            contentsOf: (0..<5_000).flatMap { digest($0 * 2, byteCount) },
            labels: (0..<5_000).map { UInt16($0 % 2) })
        index.insert([UInt8](repeating: 0, count: byteCount), label: 1)
        if compacted { index.compact() }
        let zero = [UInt8](repeating: 0, count: byteCount)
        let wanted = (0..<10_000).flatMap { digest($0, byteCount) } + zero
        #expect(
            index.members(among: wanted) == Array(stride(from: 0, to: 10_000, by: 2)) + [10_000])
        #expect(
            index.members(among: wanted, labels: [1])
                == Array(stride(from: 2, to: 10_000, by: 4)) + [10_000])
        #expect(index.members(among: wanted, labels: []).isEmpty)
        #expect(index.members(amongAll: wanted) == index.members(among: wanted))
        #expect(
            index.members(amongAll: wanted, labels: [1])
                == index.members(among: wanted, labels: [1]))
        #expect(index.members(among: []).isEmpty && index.members(amongAll: []).isEmpty)
    }

    @Test func `digests that differ in their last byte alone are told apart`() {
        for byteCount in [16, 20, 32] {
            var index = DigestIndex(byteCount: byteCount)
            var digest = [UInt8](repeating: 9, count: byteCount)
            index.insert(digest)
            index.compact()
            #expect(index.labels(of: digest) == [0])
            digest[byteCount - 1] = 8
            #expect(index.labels(of: digest).isEmpty)
            #expect(index.members(among: digest).isEmpty)
        }
    }

    @Test(arguments: [16, 20, 32])
    func `digests that begin alike are told apart, however many`(byteCount: Int) {
        // Whoever makes them so can make them all want the same place; zeros also begin like what
        // is free.
        for first in [UInt8(0), 7] {
            var digests: [[UInt8]] = []
            for number in 0..<1_500 {
                var digest = [UInt8](repeating: first, count: byteCount)
                digest[8] = UInt8(number & 0xff)
                digest[9] = UInt8(number >> 8)
                digest[byteCount - 1] = 1
                digests.append(digest)
            }
            var index = DigestIndex(byteCount: byteCount)
            let (known, unknown) = (digests[..<1_000], digests[1_000...])
            index.insert(
                contentsOf: Array(known.joined()), labels: (0..<1_000).map { UInt16($0 % 3) })
            index.insert(
                contentsOf: Array(known.joined()), labels: [UInt16](repeating: 9, count: 1_000))
            index.compact()
            #expect(index.count == 2_000)
            #expect(index.members(among: Array(known.joined())) == Array(0..<1_000))
            #expect(index.members(among: Array(unknown.joined())) == [])
            let ones = index.members(among: Array(known.joined()), labels: LabelSet([1]))
            #expect(ones == (0..<1_000).filter { $0 % 3 == 1 })
            for (number, digest) in known.enumerated() {
                #expect(Set(index.labels(of: digest)) == [UInt16(number % 3), 9])
            }
            let zero = [UInt8](repeating: 0, count: byteCount)
            #expect(index.members(among: zero) == [] && index.labels(of: zero) == [])
        }
    }

    @Test func `a copy does not see later changes`() {
        var index = DigestIndex(byteCount: 16)
        index.insert(digest(1, 16))
        let copy = index
        index.remove(digest(1, 16))
        index.insert(digest(2, 16))
        #expect(copy.labels(of: digest(1, 16)) == [0] && copy.labels(of: digest(2, 16)).isEmpty)
        #expect(index.count == 1)
    }
}
