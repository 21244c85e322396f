// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// How much each sample of a line counts in each of PDQ's 64.
///
/// PDQ smooths a line twice with the same window and then picks 64 samples. Two box filters are one
/// tent-shaped filter, and only 64 of its results are wanted. When the line is there at a fraction
/// of its size, each of its samples close to the mean of a few of the full line's, their weights
/// are added up: so the fingerprint stays that of the full size, where shrinking first would move
/// the 64 places.
struct TentWeights {
    /// The first sample that counts, for each of the 64.
    private(set) var starts: [Int] = []
    /// Where the weights of each of the 64 begin, and behind the last where they end.
    private(set) var offsets: [Int] = [0]
    private(set) var weights: [Float] = []

    /// - Parameters:
    ///   - length: samples of the full line, at least 1.
    ///   - denominator: how many of them became one sample of the line that is there.
    ///   - isMirrored: the line is stored backwards.
    init(length: Int, denominator: Int, isMirrored: Bool) {
        let side = PDQTransform.side
        var tent: [Double] = []
        for number in 0..<side {
            let first = Self.tent(around: number, length: length, into: &tent)
            let start = isMirrored ? length - first - tent.count : first
            if isMirrored { tent.reverse() }
            let firstBlock = start / denominator
            let lastBlock = (start + tent.count - 1) / denominator
            starts.append(firstBlock)
            var next = 0
            for block in firstBlock...lastBlock {
                let end = min(tent.count, (block + 1) * denominator - start)
                var sum = 0.0
                while next < end {
                    sum += tent[next]
                    next += 1
                }
                weights.append(Float(sum))
            }
            offsets.append(weights.count)
        }
    }

    /// The weights of a line that is as long as what is wanted: each sample itself.
    ///
    /// - Parameter isMirrored: the line is stored backwards.
    init(ofGridMirrored isMirrored: Bool) {
        let side = PDQTransform.side
        starts = (0..<side).map { isMirrored ? side - 1 - $0 : $0 }
        offsets = Array(0...side)
        weights = Array(repeating: 1, count: side)
    }

    func count(of number: Int) -> Int { offsets[number + 1] - offsets[number] }

    /// The filter around one of the 64 samples, and where on the full line it begins.
    private static func tent(
        around number: Int, length: Int, into tent: inout [Double]
    ) -> Int {
        let center = PDQHasher.source(of: number, length: length)
        let filter = BoxFilter(length: length)
        let outer = filter.window(around: center)
        let start = filter.window(around: outer.lowerBound).lowerBound
        let end = filter.window(around: outer.upperBound - 1).upperBound
        // What begins and ends to count at each sample; their running sum is the weight.
        var steps = [Double](repeating: 0, count: end - start + 1)
        let outerWeight = 1 / Double(outer.count)
        for smoothed in outer {
            let inner = filter.window(around: smoothed)
            let weight = outerWeight / Double(inner.count)
            steps[inner.lowerBound - start] += weight
            steps[inner.upperBound - start] -= weight
        }
        tent.removeAll(keepingCapacity: true)
        var sum = 0.0
        for step in steps.dropLast() {
            sum += step
            tent.append(sum)
        }
        return start
    }
}
