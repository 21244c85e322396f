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

    init(width: Int, height: Int) {
        self.width = width
        filter = BoxFilter(length: height)
        slotCount = filter.window + 1
        ring = [Float](repeating: 0, count: slotCount * width)
        sums = [Float](repeating: 0, count: width)
    }

    var isFinished: Bool { step == filter.stepCount }

    /// Takes the next row, or `nil` after the last one, and gives the index of the smoothed row
    /// that was written to `output`, if one became ready.
    ///
    /// SAFETY: the caller vouches for `width` samples of the row and of the output.
    @unsafe mutating func advance(
        adding row: UnsafePointer<Float>?, into output: UnsafeMutablePointer<Float>
    ) -> Int? {
        let current = step
        step += 1
        let oldest = current - filter.window
        let writes = current >= filter.lead
        let count = Float(filter.sampleCount(after: current))
        let (width, slotCount) = (width, slotCount)
        unsafe ring.withUnsafeMutableBufferPointer { ring in
            unsafe sums.withUnsafeMutableBufferPointer { sums in
                guard let ring = ring.baseAddress, let sums = sums.baseAddress else { return }
                let added = unsafe row.map { row in
                    let slot = unsafe ring + current % slotCount * width
                    unsafe slot.update(from: row, count: width)
                    return unsafe UnsafePointer(slot)
                }
                let removed =
                    unsafe oldest >= 0
                    ? UnsafePointer(ring + oldest % slotCount * width) : nil
                unsafe Self.advance(
                    sums, width, adding: added, subtracting: removed,
                    dividingBy: count, into: writes ? output : nil)
            }
        }
        return writes ? current - filter.lead : nil
    }

    /// Adds, subtracts and divides in one pass over the sums.
    @unsafe private static func advance(
        _ sums: UnsafeMutablePointer<Float>, _ width: Int, adding added: UnsafePointer<Float>?,
        subtracting removed: UnsafePointer<Float>?, dividingBy count: Float,
        into output: UnsafeMutablePointer<Float>?
    ) {
        var column = 0
        while column &+ 8 <= width {
            let place = unsafe UnsafeMutableRawPointer(sums + column)
            var sum = unsafe place.loadUnaligned(as: SIMD8<Float>.self)
            if let added = unsafe added {
                unsafe sum += UnsafeRawPointer(added + column).loadUnaligned(as: SIMD8<Float>.self)
            }
            if let removed = unsafe removed {
                unsafe sum -= UnsafeRawPointer(removed + column)
                    .loadUnaligned(as: SIMD8<Float>.self)
            }
            unsafe place.storeBytes(of: sum, as: SIMD8<Float>.self)
            if let output = unsafe output {
                unsafe UnsafeMutableRawPointer(output + column).storeBytes(
                    of: sum / count, as: SIMD8<Float>.self)
            }
            column &+= 8
        }
        while column < width {
            var sum = unsafe sums[column]
            if let added = unsafe added { unsafe sum += added[column] }
            if let removed = unsafe removed { unsafe sum -= removed[column] }
            unsafe sums[column] = sum
            if let output = unsafe output { unsafe output[column] = sum / count }
            column &+= 1
        }
    }
}
