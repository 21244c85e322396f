// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// How much a block's four lowest values count in the means of its quarters, in 8,192ths of a
/// pixel's value and with the block's divisors.
struct QuarterWeights {
    static let fractionBits = 13

    let across: Int
    let down: Int
    let diagonal: Int
    private let middle: Int

    /// - Parameter divisors: 64 in zigzag order.
    init(divisors: ArraySlice<UInt8>) {
        let divisors = divisors.prefix(LowestValues.last + 1).map(Int.init)
        // The mean of a half of the lowest cosine is 0.6407289; constant terms have the root of 1/2
        // in its place, and a quarter is the transform's own (ITU-T T.81, A.3.3).
        across = divisors[1] * 928  // 0.6407289 * 0.7071068 / 4
        down = divisors[2] * 928
        diagonal = divisors[4] * 841  // 0.6407289 * 0.6407289 / 4
        middle = divisors[0] << (Self.fractionBits - 3)
    }

    /// A block's mean, with a half for rounding.
    @inline(__always) func mean(_ value: Int) -> Int {
        value &* middle &+ (128 << Self.fractionBits + 1 << (Self.fractionBits - 1))
    }
}
