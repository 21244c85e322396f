// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The reference's one-dimensional box filter, as a list of equal steps.
///
/// The reference describes four phases (add; add and write; add, subtract and write; subtract and
/// write). They are one loop: step `t` adds sample `t` while there is one, subtracts sample
/// `t - window` once there is one, and from step `lead` on writes output `t - lead`. Keeping the
/// order of additions and subtractions keeps every rounding, which is what makes results equal to
/// the reference's bit for bit.
struct BoxFilter {
    let length: Int
    let window: Int
    /// Steps before the first output: the window reaches this far ahead of the sample it smooths.
    let lead: Int

    /// The filter of one of PDQ's two passes over a line of `length` samples.
    ///
    /// PDQ shrinks to 64 samples; two passes each smooth over half of what becomes one sample.
    init(length: Int) {
        self.length = length
        window = (length + 127) / 128
        lead = (window + 2) / 2 - 1
    }

    var stepCount: Int { length + lead }

    /// How many samples are in the sum after `step`.
    func sampleCount(after step: Int) -> Int {
        min(step + 1, length) - max(0, step + 1 - window)
    }

    /// Smooths one line.
    ///
    /// SAFETY: the caller vouches that both pointers reach `length` samples and do not overlap.
    @unsafe func smooth(_ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
        var sum: Float = 0
        var step = 0
        // Growing: nothing to subtract yet.
        while step < window {
            unsafe sum += input[step]
            if step >= lead { unsafe output[step - lead] = sum / Float(step + 1) }
            step &+= 1
        }
        let full = Float(window)
        while step < length {
            unsafe sum += input[step]
            unsafe sum -= input[step &- window]
            unsafe output[step &- lead] = sum / full
            step &+= 1
        }
        // Shrinking: nothing left to add.
        while step < stepCount {
            unsafe sum -= input[step - window]
            unsafe output[step - lead] = sum / Float(sampleCount(after: step))
            step &+= 1
        }
    }
}
