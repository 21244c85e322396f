// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The box filter down every column of a picture whose rows arrive one after another.
///
/// Only the rows inside the window are kept, so a picture of any height needs little memory.
struct ColumnSmoother {
    private let width: Int
    private let filter: BoxFilter
    private let slotCount: Int
    private var step = 0
    /// The last `window + 1` rows; row `y` is in slot `y % slotCount`.
    private var ring: [Float]
    private var sums: [Float]
    private(set) var output: [Float]

    init(width: Int, height: Int) {
        self.width = width
        filter = BoxFilter(length: height)
        slotCount = filter.window + 1
        ring = [Float](repeating: 0, count: slotCount * width)
        sums = [Float](repeating: 0, count: width)
        output = [Float](repeating: 0, count: width)
    }

    var isFinished: Bool { step == filter.stepCount }

    /// Takes the next row, or `nil` after the last one, and gives the index of the smoothed row
    /// that is now in `output`, if one became ready.
    mutating func advance(adding row: [Float]?) -> Int? {
        let current = step
        step += 1
        if let row { add(row, at: current) }
        if current >= filter.window { subtract(rowAt: current - filter.window) }
        guard current >= filter.lead else { return nil }
        divide(by: Float(filter.sampleCount(after: current)))
        return current - filter.lead
    }

    private mutating func add(_ row: [Float], at index: Int) {
        let slot = index % slotCount * width
        let width = width
        // SAFETY: the ring has `slotCount` slots of `width`, `sums` has `width`, and `row` is at
        // least as long: the hasher makes all rows with this width.
        precondition(row.count == width)
        unsafe row.withUnsafeBufferPointer { row in
            unsafe ring.withUnsafeMutableBufferPointer { ring in
                unsafe sums.withUnsafeMutableBufferPointer { sums in
                    var column = 0
                    while column < width {
                        let value = unsafe row[column]
                        unsafe ring[slot &+ column] = value
                        unsafe sums[column] += value
                        column &+= 1
                    }
                }
            }
        }
    }

    private mutating func subtract(rowAt index: Int) {
        let slot = index % slotCount * width
        let width = width
        // SAFETY: as in `add`.
        unsafe ring.withUnsafeBufferPointer { ring in
            unsafe sums.withUnsafeMutableBufferPointer { sums in
                var column = 0
                while column < width {
                    unsafe sums[column] -= ring[slot &+ column]
                    column &+= 1
                }
            }
        }
    }

    private mutating func divide(by count: Float) {
        let width = width
        // SAFETY: both buffers have `width` samples.
        unsafe sums.withUnsafeBufferPointer { sums in
            unsafe output.withUnsafeMutableBufferPointer { output in
                var column = 0
                while column < width {
                    unsafe output[column] = sums[column] / count
                    column &+= 1
                }
            }
        }
    }
}
