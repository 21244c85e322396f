// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Dispatch
import PerceptualHashing

/// Makes a segment of fingerprints and their labels.
///
/// Counting sorts throughout, each chunk's on a processor of its own: time grows linearly.
//
// SAFETY: every index below is a place under the member count or a value under the chunk's value
// count, for which the memories are made.
struct SegmentBuilder {
    private let shape: IndexShape?
    private let hashes: TableMemory
    private let labels: TableMemory?
    private var count = 0

    /// - Parameter sources: their members in any order; one that comes twice counts once.
    static func segment(of sources: [MemberSource]) -> HashSegment {
        var builder = SegmentBuilder(sources)
        builder.sort(sources)
        builder.removeDuplicates()
        return builder.finished()
    }

    private init(_ sources: [MemberSource]) {
        count = sources.reduce(0) { $0 + $1.count }
        precondition(count <= HashSegment.countMax)
        shape = count >= HashSegment.indexedCountMin ? IndexShape(count: count) : nil
        hashes = TableMemory(byteCount: count * 32)
        labels = sources.contains(where: \.hasLabels) ? TableMemory(byteCount: count * 2) : nil
    }

    /// What members are sorted by; without tables it is no more than a way to find duplicates.
    private var first: HashChunk { shape?.chunks[0] ?? HashChunk(start: 0, bits: 12, lowerBits: 0) }

    /// Writes the members in the order of the first chunk's values.
    private func sort(_ sources: [MemberSource]) {
        let first = first
        let valueCount = 1 << first.bits
        let next = TableMemory(byteCount: (valueCount + 1) * 4)
        let starts = unsafe next.elements(of: UInt32.self)
        for source in sources {
            source.forEach { words, _ in unsafe starts[Int(first.value(in: words)) + 1] += 1 }
        }
        for value in 0..<valueCount { unsafe starts[value + 1] += starts[value] }
        let hashElements = unsafe hashes.elements(of: SIMD4<UInt64>.self)
        let labelElements = unsafe labels?.elements(of: UInt16.self)
        for source in sources {
            source.forEach { words, label in
                let value = Int(first.value(in: words))
                let place = unsafe Int(starts[value])
                unsafe starts[value] += 1
                unsafe hashElements[place] = words
                if let labelElements = unsafe labelElements {
                    unsafe labelElements[place] = label
                }
            }
        }
    }

    private struct Member {
        var words: SIMD4<UInt64>
        var label: UInt16

        static func isOrdered(_ left: Member, _ right: Member) -> Bool {
            for word in 0..<4 where left.words[word] != right.words[word] {
                return left.words[word] < right.words[word]
            }
            return left.label < right.label
        }
    }

    private func member(at place: Int) -> Member {
        let label = unsafe labels?.elements(of: UInt16.self)[place] ?? 0
        return unsafe Member(words: hashes.elements(of: SIMD4<UInt64>.self)[place], label: label)
    }

    private func put(_ member: Member, at place: Int) {
        unsafe hashes.elements(of: SIMD4<UInt64>.self)[place] = member.words
        if let labels { unsafe labels.elements(of: UInt16.self)[place] = member.label }
    }

    /// Keeps one of each, comparing only those that have the same value of the first chunk.
    private mutating func removeDuplicates() {
        let first = first
        let words = unsafe hashes.elements(of: SIMD4<UInt64>.self)
        var kept = 0
        var start = 0
        while start < count {
            let value = unsafe first.value(in: words[start])
            var end = start + 1
            while end < count, unsafe first.value(in: words[end]) == value { end += 1 }
            if end - start == 1 {
                if kept != start { put(member(at: start), at: kept) }
                kept += 1
            } else {
                var members = (start..<end).map(member(at:))
                members.sort(by: Member.isOrdered)
                for (number, member) in members.enumerated()
                where number == 0 || Member.isOrdered(members[number - 1], member) {
                    put(member, at: kept)
                    kept += 1
                }
            }
            start = end
        }
        count = kept
    }

    private func finished() -> HashSegment {
        guard let shape, count >= HashSegment.indexedCountMin else {
            return HashSegment(count: count, hashes: hashes, labels: labels, tables: [])
        }
        let results = TableResults(count: shape.chunks.count)
        DispatchQueue.concurrentPerform(iterations: shape.chunks.count) { number in
            let words = unsafe hashes.elements(of: SIMD4<UInt64>.self)
            let table = unsafe GroupTable(
                of: shape.chunks[number], hashes: words, count: count)
            results.set(table, at: number)
        }
        return HashSegment(count: count, hashes: hashes, labels: labels, tables: results.all)
    }
}

/// Where the chunks' tables meet.
//
// SAFETY: each iteration writes an element of its own, and reading comes after all of them.
@safe private final class TableResults: @unchecked Sendable {
    private let elements: UnsafeMutableBufferPointer<GroupTable?>

    init(count: Int) {
        unsafe elements = .allocate(capacity: count)
        unsafe elements.initialize(repeating: nil)
    }

    deinit {
        unsafe elements.deinitialize()
        unsafe elements.deallocate()
    }

    func set(_ table: GroupTable, at number: Int) {
        unsafe elements[number] = table
    }

    var all: [GroupTable] { unsafe elements.compactMap { $0 } }
}
