// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

#if canImport(CMediaKernels)
import CMediaKernels
#endif

/// Adds up rows of bytes, each with a weight: the one loop that reads every pixel.
///
/// It runs with the widest vectors the processor has; the results are the same bit for bit, also
/// where there is no C, as in a browser.
struct RowWeigher {
    /// What the processor can do, or a test wants used; `nil` for the loop in Swift.
    private let level: Int32?

    /// The fastest way that this processor has, or a given one for tests that compare them.
    init(level: Int32? = ProcessorLevel.here) { self.level = level }

    /// - Parameters:
    ///   - rows: the first row; the others follow at `stride` bytes.
    ///   - weights: one for each row.
    ///
    /// SAFETY: the caller vouches for `count` rows of `width` bytes, and as many sums.
    @unsafe func weigh(
        _ rows: UnsafePointer<UInt8>, stride: Int, width: Int, weights: UnsafePointer<Float>,
        count: Int, into sums: UnsafeMutablePointer<Float>
    ) {
        #if canImport(CMediaKernels)
        if let level {
            unsafe cmk_weigh_rows(level, rows, stride, width, weights, count, sums)
            return
        }
        #endif
        var column = 0
        while column &+ 16 <= width {
            var sum = SIMD16<Float>.zero
            var row = unsafe UnsafeRawPointer(rows + column)
            for number in 0..<count {
                let bytes = unsafe row.loadUnaligned(as: SIMD16<UInt8>.self)
                let numbers = SIMD16<Float>(SIMD16<Int32>(truncatingIfNeeded: bytes))
                unsafe sum += weights[number] * numbers
                unsafe row += stride
            }
            unsafe UnsafeMutableRawPointer(sums + column).storeBytes(
                of: sum, as: SIMD16<Float>.self)
            column &+= 16
        }
        while column < width {
            var sum: Float = 0
            for number in 0..<count {
                unsafe sum += weights[number] * Float(rows[number &* stride &+ column])
            }
            unsafe sums[column] = sum
            column &+= 1
        }
    }
}
