// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Into which chunks fingerprints are cut, and how far from a query's chunk each is searched.
///
/// Multi-index hashing (Norouzi, Punjani, Fleet: "Fast Exact Search in Hamming Space with
/// Multi-Index Hashing", 2014) with the general pigeonhole principle (Qin and others: "GPH:
/// Similarity Search in Hamming Space", 2018): when two fingerprints differ in at most T bits, and
/// chunk i is searched up to radius r(i) with the sum of all r(i) + 1 equal to T + 1, then at least
/// one chunk differs by its radius or less. A chunk with radius -1 is not searched at all.
struct IndexShape: Hashable, Sendable {
    /// The distance the shape is made for; others work too, more slowly than they could.
    static let designDistance = 31

    /// The largest distance that is searched with tables.
    ///
    /// LIMIT: beyond it so many groups are near that reading every fingerprint is faster.
    static let distanceMax = 64

    /// The largest radius of a chunk.
    ///
    /// LIMIT: a group's number of 20 bits has 6,196 others within 4 bits, and 21,700 within 5.
    static let radiusMax = 4

    let chunks: [HashChunk]

    init(chunks: [HashChunk]) { self.chunks = chunks }

    /// The best shape found for a number of fingerprints, spread evenly.
    init(count: Int) {
        let upperBits = Self.upperBits(count: count)
        let widest = upperBits + HashChunk.lowerBitsMax
        var best: (cost: Double, widths: [Int]) = (.infinity, [])
        let fewest = (255 + widest) / widest
        for chunkCount in fewest...max(fewest, 256 / upperBits) {
            let even = (0..<chunkCount).map {
                256 / chunkCount + ($0 < 256 % chunkCount ? 1 : 0)
            }
            let found = Self.improved(even, upperBits: upperBits, count: count)
            if found.cost < best.cost { best = found }
        }
        var start = 0
        chunks = best.widths.map { bits in
            defer { start += bits }
            return HashChunk(start: start, bits: bits, lowerBits: bits - upperBits)
        }
    }

    /// So many groups that a line of fifteen entries holds six to eleven on average.
    private static func upperBits(count: Int) -> Int {
        var bits = 4
        while count > 11 << bits { bits += 1 }
        return bits
    }

    /// The radius of each chunk for a distance, at the least cost; `nil` when a radius would be too
    /// large.
    func radii(within distance: Int, count: Int) -> [Int]? {
        Self.radii(
            of: chunks.map(\.bits), upperBits: chunks[0].upperBits, within: distance, count: count)
    }

    /// What a search costs in waits for memory: lines of groups, and fingerprints.
    func cost(of radii: [Int], count: Int) -> Double {
        zip(chunks, radii).reduce(0) {
            $0
                + Self.cost(
                    of: $1.0.bits, upperBits: $1.0.upperBits, radius: $1.1, count: count)
        }
    }

    /// Moves single bits from one chunk to another for as long as that helps.
    private static func improved(
        _ widths: [Int], upperBits: Int, count: Int
    ) -> (cost: Double, widths: [Int]) {
        let allowed = upperBits...upperBits + HashChunk.lowerBitsMax
        var widths = widths
        var cost = cost(of: widths, upperBits: upperBits, count: count)
        var isImproving = true
        while isImproving {
            isImproving = false
            for from in widths.indices {
                for into in widths.indices where from != into {
                    guard allowed.contains(widths[from] - 1), allowed.contains(widths[into] + 1)
                    else { continue }
                    widths[from] -= 1
                    widths[into] += 1
                    let tried = Self.cost(of: widths, upperBits: upperBits, count: count)
                    if tried < cost {
                        cost = tried
                        isImproving = true
                    } else {
                        widths[from] += 1
                        widths[into] -= 1
                    }
                }
            }
        }
        return (cost, widths.sorted())
    }

    private static func cost(of widths: [Int], upperBits: Int, count: Int) -> Double {
        let allowed = upperBits...upperBits + HashChunk.lowerBitsMax
        guard widths.allSatisfy(allowed.contains),
            let radii = radii(
                of: widths, upperBits: upperBits, within: designDistance, count: count)
        else { return .infinity }
        return zip(widths, radii).reduce(0) {
            $0 + cost(of: $1.0, upperBits: upperBits, radius: $1.1, count: count)
        }
    }

    /// What one more bit of radius costs only grows, so taking the cheapest each time is best.
    private static func radii(
        of widths: [Int], upperBits: Int, within distance: Int, count: Int
    ) -> [Int]? {
        var radii = widths.map { _ in -1 }
        let costs = widths.map { bits in
            (-1...radiusMax).map {
                cost(of: bits, upperBits: upperBits, radius: $0, count: count)
            }
        }
        for _ in 0...distance {
            var best: (cost: Double, chunk: Int)?
            for chunk in widths.indices where radii[chunk] < min(radiusMax, upperBits) {
                let more = costs[chunk][radii[chunk] + 2] - costs[chunk][radii[chunk] + 1]
                if best.map({ more < $0.cost }) ?? true { best = (more, chunk) }
            }
            guard let best else { return nil }
            radii[best.chunk] += 1
        }
        return radii
    }

    private static func cost(of bits: Int, upperBits: Int, radius: Int, count: Int) -> Double {
        let lines = Double(GroupMasks.count(bits: upperBits, radius: radius))
        let values = Double(GroupMasks.count(bits: bits, radius: radius))
        return lines + values * Double(count) / Double(1 << bits)
    }
}
