// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

#if canImport(CMediaKernels)
import CMediaKernels
#endif

/// Adds up the differences between samples and their neighbours, in hundredths of the full range
/// and each cut off to an integer, as PDQ's quality does.
///
/// It runs with the widest vectors the processor has; the sums are the same, also where there is no
/// C, as in a browser.
struct StepAdder {
    /// What the processor can do, or a test wants used; `nil` for the loop in Swift.
    private let level: Int32?

    /// The fastest way that this processor has, or a given one for tests that compare them.
    init(level: Int32? = ProcessorLevel.here) { self.level = level }

    /// SAFETY: the caller vouches for `count` samples from 0 to 255 at both places.
    @unsafe func sum(
        _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, count: Int
    ) -> Int {
        #if canImport(CMediaKernels)
        if let level { return unsafe Int(cmk_visible_steps(level, first, second, count)) }
        #endif
        var sum: Int32 = 0
        for place in 0..<count {
            sum += unsafe abs(Int32(((first[place] - second[place]) * 100) / 255))
        }
        return Int(sum)
    }
}
