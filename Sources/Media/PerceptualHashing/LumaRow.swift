// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

#if canImport(CMediaKernels)
import CMediaKernels
#endif

/// Makes brightness of colours, with the reference's very results.
///
/// The reference computes 0.299 red + 0.587 green + 0.114 blue in double precision and rounds to
/// single precision once. Thousandths are whole numbers, and dividing those rounds once too: to the
/// same float for every colour there is, and sooner.
struct LumaRow {
    private let level: Int32?

    /// The fastest way that this processor has, or a given one for tests that compare them.
    init(level: Int32? = ProcessorLevel.here) { self.level = level }

    /// - Parameters:
    ///   - pixels: red, green and blue of each of `count` pixels.
    ///   - luma: where they go, from `place` on.
    func convert(_ pixels: Span<UInt8>, count: Int, into luma: inout [Float], at place: Int) {
        precondition(pixels.count == 3 * count && place >= 0 && place + count <= luma.count)
        // SAFETY: the precondition vouches for both.
        unsafe pixels.withUnsafeBufferPointer { pixels in
            unsafe luma.withUnsafeMutableBufferPointer { luma in
                guard let pixels = pixels.baseAddress, let luma = luma.baseAddress else { return }
                unsafe convert(pixels, count, luma + place)
            }
        }
    }

    @unsafe private func convert(
        _ pixels: UnsafePointer<UInt8>, _ count: Int, _ luma: UnsafeMutablePointer<Float>
    ) {
        #if canImport(CMediaKernels)
        if let level {
            unsafe cmk_luma(level, pixels, count, luma)
            return
        }
        #endif
        for pixel in 0..<count {
            let red = unsafe Int32(pixels[3 &* pixel])
            let green = unsafe Int32(pixels[3 &* pixel &+ 1])
            let blue = unsafe Int32(pixels[3 &* pixel &+ 2])
            unsafe luma[pixel] = Float(299 &* red &+ 587 &* green &+ 114 &* blue) / 1_000
        }
    }
}
