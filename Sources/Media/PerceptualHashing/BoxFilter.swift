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

    /// The samples that an output is the mean of: the window, cut off at the line's ends.
    func window(around place: Int) -> Range<Int> {
        max(0, place + lead + 1 - window)..<min(length, place + lead + 1)
    }

    /// How many samples are in the sum after `step`.
    func sampleCount(after step: Int) -> Int {
        min(step + 1, length) - max(0, step + 1 - window)
    }

    /// Smooths eight lines at once.
    ///
    /// Each sum waits for the one before it, so eight of them take no longer than one.
    ///
    /// - Parameters:
    ///   - lanes: sample after sample of all eight lines.
    ///   - outputs: means, in the same way.
    ///
    /// SAFETY: the caller vouches for eight times `length` samples and outputs.
    @unsafe func smooth(
        lanes: UnsafePointer<Float>, into outputs: UnsafeMutablePointer<Float>
    ) {
        let lanes = unsafe UnsafeRawPointer(lanes)
        let outputs = UnsafeMutableRawPointer(outputs)
        var sum = SIMD8<Float>.zero
        // Growing: nothing to subtract yet.
        for step in 0..<window {
            unsafe sum += Self.samples(lanes, step)
            if step >= lead { unsafe Self.put(sum / Float(step + 1), outputs, step - lead) }
        }
        let full = Float(window)
        var step = window
        while step < length {
            unsafe sum += Self.samples(lanes, step)
            unsafe sum -= Self.samples(lanes, step &- window)
            unsafe Self.put(sum / full, outputs, step &- lead)
            step &+= 1
        }
        // Shrinking: nothing left to add.
        for step in length..<stepCount {
            unsafe sum -= Self.samples(lanes, step - window)
            unsafe Self.put(sum / Float(sampleCount(after: step)), outputs, step - lead)
        }
    }

    /// Smooths eight lines at once, and gives only some of the outputs.
    ///
    /// - Parameters:
    ///   - picked: the indices of the outputs wanted, rising; the same may come several times.
    ///   - outputs: for each line so many means.
    ///
    /// SAFETY: the caller vouches for eight times `length` samples, and as many outputs as are
    /// picked for each line.
    @unsafe func smooth(
        lanes: UnsafePointer<Float>, picking picked: [Int],
        into outputs: UnsafeMutablePointer<Float>
    ) {
        let lanes = unsafe UnsafeRawPointer(lanes)
        var sum = SIMD8<Float>.zero
        var step = 0
        for (number, place) in picked.enumerated() {
            let last = place + lead
            while step <= last {
                if step >= window, step < length {
                    // No output until the next picked one: nothing but the sum.
                    let end = min(last + 1, length)
                    while step < end {
                        unsafe sum += Self.samples(lanes, step)
                        unsafe sum -= Self.samples(lanes, step &- window)
                        step &+= 1
                    }
                } else {
                    if step < length { unsafe sum += Self.samples(lanes, step) }
                    if step >= window { unsafe sum -= Self.samples(lanes, step - window) }
                    step += 1
                }
            }
            let means = sum / Float(sampleCount(after: last))
            for lane in 0..<Lanes.count {
                unsafe outputs[lane &* picked.count &+ number] = means[lane]
            }
        }
    }

    @inline(__always) @unsafe private static func samples(
        _ lanes: UnsafeRawPointer, _ place: Int
    ) -> SIMD8<Float> {
        unsafe lanes.loadUnaligned(fromByteOffset: 32 &* place, as: SIMD8<Float>.self)
    }

    @inline(__always) @unsafe private static func put(
        _ means: SIMD8<Float>, _ outputs: UnsafeMutableRawPointer, _ place: Int
    ) {
        unsafe outputs.storeBytes(of: means, toByteOffset: 32 &* place, as: SIMD8<Float>.self)
    }

    /// Smooths one line of bytes, by differences of running totals.
    ///
    /// Sums of bytes are whole numbers below 2^24, which single precision holds without rounding:
    /// so the order of additions does not matter here, and results are the reference's all the
    /// same.
    ///
    /// SAFETY: the caller vouches for `length` bytes and outputs, and `length + 1` totals.
    @unsafe func smooth(
        _ bytes: UnsafePointer<UInt8>, totals: UnsafeMutablePointer<Int32>,
        into output: UnsafeMutablePointer<Float>
    ) {
        var total: Int32 = 0
        unsafe totals[0] = 0
        for place in 0..<length {
            unsafe total &+= Int32(bytes[place])
            unsafe totals[place &+ 1] = total
        }
        let full = Float(window)
        // Outputs whose window lies within the line.
        let inner = min(length, window - 1 - lead)..<max(window - 1 - lead, length - lead)
        for place in 0..<inner.lowerBound { unsafe output[place] = edge(place, totals) }
        let ahead = unsafe totals + (lead + 1)
        let behind = unsafe totals - (window - 1 - lead)
        var place = inner.lowerBound
        while place &+ 16 <= inner.upperBound {
            let difference =
                unsafe UnsafeRawPointer(ahead + place).loadUnaligned(as: SIMD16<Int32>.self)
                &- UnsafeRawPointer(behind + place).loadUnaligned(as: SIMD16<Int32>.self)
            unsafe UnsafeMutableRawPointer(output + place).storeBytes(
                of: SIMD16<Float>(difference) / full, as: SIMD16<Float>.self)
            place &+= 16
        }
        while place < inner.upperBound {
            unsafe output[place] = Float(ahead[place] &- behind[place]) / full
            place &+= 1
        }
        while place < length {
            unsafe output[place] = edge(place, totals)
            place &+= 1
        }
    }

    /// An output whose window is cut off by an end of the line.
    @unsafe private func edge(_ place: Int, _ totals: UnsafePointer<Int32>) -> Float {
        let window = window(around: place)
        return unsafe Float(totals[window.upperBound] - totals[window.lowerBound])
            / Float(window.count)
    }
}
