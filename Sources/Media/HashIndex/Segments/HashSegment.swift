// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing

/// Fingerprints with their labels that never change again, and the tables to search them.
///
/// Few fingerprints have no tables: reading them all is as fast. The others lie in the order of the
/// first chunk's value, so that those near in it are near in memory too.
//
// SAFETY: all memory is filled before and in `init`, and only read from then on.
@safe final class HashSegment: @unchecked Sendable {
    /// The fewest fingerprints that have tables.
    static let indexedCountMin = 4_096

    /// LIMIT: a place is a number of 27 bits; so many fingerprints take 15 GB.
    static let countMax = 1 << GroupTable.placeBits - 1

    let count: Int
    /// Thirty-two bytes for each fingerprint.
    let hashes: TableMemory
    /// Two bytes for each fingerprint; `nil` when all labels are 0.
    let labels: TableMemory?
    let tables: [GroupTable]
    /// For each distance the radius of each chunk; `nil` where reading all fingerprints is faster.
    let plans: [[Int]?]
    /// The differences of groups to probe; all chunks have as many upper bits.
    let masks: GroupMasks
    let views: UnsafeMutablePointer<ChunkView>

    /// Takes over filled memory, as the builder and the snapshot make it.
    init(count: Int, hashes: TableMemory, labels: TableMemory?, tables: [GroupTable]) {
        self.count = count
        self.hashes = hashes
        self.labels = labels
        self.tables = tables
        unsafe views = .allocate(capacity: max(1, tables.count))
        for (number, table) in tables.enumerated() {
            let view = unsafe ChunkView(
                chunk: table.chunk, lines: UnsafePointer(table.lines.elements(of: UInt32.self)),
                runs: UnsafePointer(table.runs.elements(of: UInt32.self)))
            unsafe (views + number).initialize(to: view)
        }
        guard let upperBits = tables.first?.chunk.upperBits else {
            plans = []
            masks = GroupMasks(bits: 0, radius: 0)
            return
        }
        let shape = IndexShape(chunks: tables.map(\.chunk))
        plans = (0...IndexShape.distanceMax).map { distance in
            guard let radii = shape.radii(within: distance, count: count) else { return nil }
            // A fingerprint read in order costs a tenth of one waited for: measured.
            return shape.cost(of: radii, count: count) < Double(count) / 10 ? radii : nil
        }
        masks = GroupMasks(bits: upperBits, radius: min(IndexShape.radiusMax, upperBits))
    }

    deinit { unsafe views.deallocate() }

    /// The fingerprint at a place.
    ///
    /// - Parameter place: below `count`.
    @inline(__always) func words(at place: UInt32) -> SIMD4<UInt64> {
        // SAFETY: the memory has `count` fingerprints.
        unsafe hashes.elements(of: SIMD4<UInt64>.self)[Int(place)]
    }

    @inline(__always) func label(at place: UInt32) -> UInt16 {
        // SAFETY: the memory has `count` labels.
        guard let labels else { return 0 }
        return unsafe labels.elements(of: UInt16.self)[Int(place)]
    }

    /// Where a fingerprint with a label is.
    ///
    /// - Complexity: O(log *n*); without tables, as long as all fingerprints take to read.
    func place(of hash: PDQHash, label: UInt16) -> UInt32? {
        guard let table = tables.first else {
            return (0..<UInt32(count)).first {
                words(at: $0) == hash.words && self.label(at: $0) == label
            }
        }
        let value = table.chunk.value(in: hash.words)
        guard let first = table.first(with: value) else { return nil }
        let order = { (place: UInt32) in
            self.order(of: place, value, table.chunk, to: hash.words, label)
        }
        // Those with the value are sorted. There are few, but whoever makes a list may make many.
        var (low, step) = (first, UInt32(1))
        while low + step < UInt32(count), order(low + step) <= 0 {
            low += step
            step *= 2
        }
        var high = min(low + step, UInt32(count))
        while low < high {
            let middle = (low + high) / 2
            if order(middle) < 0 { low = middle + 1 } else { high = middle }
        }
        return low < UInt32(count) && order(low) == 0 ? low : nil
    }

    /// Less than 0 for what stands before a fingerprint and its label, more for what stands behind.
    private func order(
        of place: UInt32, _ value: UInt32, _ chunk: HashChunk, to words: SIMD4<UInt64>,
        _ label: UInt16
    ) -> Int {
        let here = self.words(at: place)
        if here == words { return Int(self.label(at: place)) - Int(label) }
        if chunk.value(in: here) != value { return chunk.value(in: here) < value ? -1 : 1 }
        for word in 0..<4 where here[word] != words[word] {
            return here[word] < words[word] ? -1 : 1
        }
        return 0
    }
}
