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
    func place(of hash: PDQHash, label: UInt16) -> UInt32? {
        let isWanted = { (place: UInt32) in
            self.words(at: place) == hash.words && self.label(at: place) == label
        }
        guard let table = tables.first else {
            return (0..<UInt32(count)).first(where: isWanted)
        }
        return table.first(with: table.chunk.value(in: hash.words), where: isWanted)
    }
}
