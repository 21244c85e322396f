// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CMediaKernels
import PerceptualHashing

/// One search of one segment with its tables.
///
/// Which groups to look into is decided here; the loop that looks, and that orders memory ahead, is
/// `cmk_search`.
struct SegmentSearch {
    /// LIMIT: places found before they are handed on: more than most queries ever find.
    private static let foundMax = 256

    let segment: HashSegment
    let query: SIMD4<UInt64>
    /// The radius of each chunk.
    let radii: [Int]
    let level: Int32

    func run(into collector: inout MatchCollector) {
        let room = Self.foundMax
        // LIMIT: a probe for each chunk and each weight up to its radius.
        let probesMax = radii.count * (IndexShape.radiusMax + 1)
        // SAFETY: both buffers have the sizes they are used with; the segment outlives the search.
        unsafe withUnsafeTemporaryAllocation(of: cmk_probe.self, capacity: probesMax) { probes in
            unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: room) { found in
                guard let probes = probes.baseAddress, let found = found.baseAddress else {
                    return
                }
                let count = unsafe writeProbes(to: probes)
                unsafe search(probes, count, found, room, into: &collector)
            }
        }
    }

    /// The groups near the query's, chunk by chunk and nearest first.
    @unsafe private func writeProbes(to probes: UnsafeMutablePointer<cmk_probe>) -> Int {
        let masks = unsafe UnsafePointer(segment.masks.memory.elements(of: UInt32.self))
        let starts = segment.masks.starts
        var count = 0
        for (number, radius) in radii.enumerated() where radius >= 0 {
            let view = unsafe segment.views[number]
            let value = unsafe view.chunk.value(in: query)
            for weight in 0...radius {
                let accepted = unsafe Self.accepted(
                    view.chunk.lower(of: value), within: radius - weight, view.chunk.lowerBits)
                unsafe probes[count] = cmk_probe(
                    lines: view.lines, runs: view.runs, masks: masks + starts[weight],
                    group: view.chunk.group(of: value),
                    count: UInt32(starts[weight + 1] - starts[weight]), accepted: accepted,
                    mark: UInt32(number))
                count += 1
            }
        }
        return count
    }

    /// Which lower bits differ from the query's in at most so many, a bit for each of their values.
    private static func accepted(_ lower: UInt32, within distance: Int, _ bits: Int) -> UInt32 {
        var accepted: UInt32 = 0
        for value in 0..<UInt32(1 << bits) where (value ^ lower).nonzeroBitCount <= distance {
            accepted |= 1 << value
        }
        return accepted
    }

    @unsafe private func search(
        _ probes: UnsafePointer<cmk_probe>, _ count: Int, _ found: UnsafeMutablePointer<UInt32>,
        _ room: Int, into collector: inout MatchCollector
    ) {
        let hashes = unsafe UnsafePointer(segment.hashes.elements(of: UInt64.self))
        var words = query
        var cursor = cmk_cursor()
        var isDone: Int32 = 0
        while isDone == 0 {
            let hits = unsafe withUnsafePointer(to: &words) { words in
                unsafe cmk_search(
                    level, probes, count, hashes,
                    UnsafeRawPointer(words).assumingMemoryBound(to: UInt64.self),
                    UInt32(collector.reach), found, room, &cursor, &isDone)
            }
            for hit in 0..<hits {
                let marked = unsafe found[hit]
                let place = marked & (1 << UInt32(GroupTable.placeBits) - 1)
                let difference = segment.words(at: place) ^ query
                if isFirst(Int(marked >> UInt32(GroupTable.placeBits)), difference) {
                    collector.offer(place, difference.bitCount, in: segment)
                }
            }
        }
    }

    /// Whether no earlier chunk found the fingerprint too: so each is reported once, without a list
    /// of those that were.
    private func isFirst(_ chunk: Int, _ difference: SIMD4<UInt64>) -> Bool {
        for earlier in 0..<chunk {
            let layout = unsafe segment.views[earlier].chunk
            if layout.value(in: difference).nonzeroBitCount <= radii[earlier] { return false }
        }
        return true
    }
}

extension HashSegment {
    // LIMIT: fingerprints found before they are handed on; a turn of the scan.
    private static let turnMax = 1_024

    /// Hands the fingerprints within the collector's reach on to it, each once.
    func search(_ query: SIMD4<UInt64>, level: Int32, into collector: inout MatchCollector) {
        let distance = collector.reach
        if distance < plans.count, let radii = plans[distance] {
            SegmentSearch(segment: self, query: query, radii: radii, level: level)
                .run(into: &collector)
        } else {
            scan(query, level: level, into: &collector)
        }
    }

    private func scan(_ query: SIMD4<UInt64>, level: Int32, into collector: inout MatchCollector) {
        var words = query
        var next: UInt32 = 0
        // SAFETY: the memory has `count` fingerprints, and `found` room for a turn's.
        unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.turnMax) { found in
            guard let start = found.baseAddress else { return }
            while next < count {
                let hits = unsafe withUnsafePointer(to: &words) { words in
                    unsafe cmk_scan(
                        level, hashes.elements(of: UInt64.self), next, UInt32(count) - next,
                        UnsafeRawPointer(words).assumingMemoryBound(to: UInt64.self),
                        UInt32(collector.reach), start, Self.turnMax, &next)
                }
                for hit in 0..<hits {
                    let place = unsafe start[hit]
                    collector.offer(place, (self.words(at: place) ^ query).bitCount, in: self)
                }
            }
        }
    }
}

extension SIMD4<UInt64> {
    /// The number of bits that are set.
    var bitCount: Int {
        x.nonzeroBitCount &+ y.nonzeroBitCount &+ z.nonzeroBitCount &+ w.nonzeroBitCount
    }
}
