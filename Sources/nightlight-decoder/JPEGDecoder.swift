// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CTurboJPEG
import CVipsShim
import Glibc
import MediaDecoding
import PerceptualHashing

/// JPEG through libjpeg-turbo: the exact integer transform and smooth upsampling, which is what the
/// tools that fingerprints are exchanged with use.
enum JPEGDecoder {
    static func decode(
        _ bytes: [UInt8], pixelsMax: Int
    ) throws(UndecodableReason) -> DecodedPicture {
        guard let handle = unsafe tjInitDecompress() else { throw .outOfMemory }
        defer { unsafe tjDestroy(handle) }
        let (width, height, space) = unsafe try header(of: bytes, handle, pixelsMax: pixelsMax)
        let isInk = space == TJCS_CMYK.rawValue || space == TJCS_YCCK.rawValue
        let format = isInk ? TJPF_CMYK : TJPF_RGB
        let pixelBytes = isInk ? 4 : 3
        let byteCount = Int(width) * Int(height) * pixelBytes
        // SAFETY: `malloc`'s memory is what the picture's release expects; freed below if not
        // handed over. It has exactly the bytes the decoder is told of.
        guard let memory = unsafe malloc(byteCount) else { throw .outOfMemory }
        let pixels = unsafe memory.assumingMemoryBound(to: UInt8.self)
        // LIMIT: a progressive file may ask for thousands of passes over its pixels.
        let result = unsafe tjDecompress2(
            handle, bytes, UInt(bytes.count), pixels, width, 0, height, format.rawValue,
            TJFLAG_LIMITSCANS)
        if result != 0, let reason = unsafe failure(of: handle) {
            unsafe free(memory)
            throw reason
        }
        if isInk { unsafe convertInk(pixels, count: Int(width) * Int(height)) }
        return unsafe DecodedPicture(
            taking: cvs_picture(
                width: width, height: height, rgb: pixels,
                orientation: Int32(JPEGOrientation.orientation(in: bytes))))
    }

    /// Width and height as stored, and the kind of its colours.
    @unsafe static func header(
        of bytes: [UInt8], _ handle: tjhandle, pixelsMax: Int
    ) throws(UndecodableReason) -> (width: Int32, height: Int32, space: Int32) {
        var (width, height, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard
            unsafe tjDecompressHeader3(
                handle, bytes, UInt(bytes.count), &width, &height, &sampling, &space) == 0,
            // A file of tables only has a header, and no picture.
            width > 0, height > 0
        else { throw TruncationCheck.endsEarly(bytes, .jpeg) ? .truncated : .malformed }
        guard Int(width) * Int(height) <= pixelsMax else { throw .tooManyPixels }
        return (width, height, space)
    }

    /// The brightness alone, of a file whose first channel it is.
    ///
    /// - Parameters:
    ///   - width: as stored, as `header` says.
    ///   - height: as stored.
    ///   - denominator: how many pixels become one in each direction: 1, 2, 4 or 8.
    @unsafe static func luma(
        of bytes: [UInt8], _ handle: tjhandle, width: Int, height: Int, denominator: Int
    ) throws(UndecodableReason) -> [UInt8] {
        let width = FastPDQHasher.scaled(width, denominator)
        let height = FastPDQHasher.scaled(height, denominator)
        // SAFETY: the plane has the size the decoder is told.
        var luma = [UInt8](repeating: 0, count: width * height)
        // LIMIT: a progressive file may ask for thousands of passes over its pixels.
        let result = unsafe tjDecompress2(
            handle, bytes, UInt(bytes.count), &luma, Int32(width), 0, Int32(height),
            TJPF_GRAY.rawValue, TJFLAG_LIMITSCANS)
        if result != 0, let reason = unsafe failure(of: handle) { throw reason }
        return luma
    }

    /// `nil` for damage past which any viewer shows the picture.
    @unsafe static func failure(of handle: tjhandle) -> UndecodableReason? {
        // SAFETY: the text belongs to the handle, which is alive.
        let text = unsafe String(cString: tjGetErrorStr2(handle))
        if text.contains("remature end") { return .truncated }
        if unsafe tjGetErrorCode(handle) == TJERR_WARNING.rawValue { return nil }
        return text.contains("nsufficient memory") ? .outOfMemory : .malformed
    }

    /// Cyan, magenta, yellow and black, stored inverted as Adobe does, become red, green and blue
    /// in the same memory.
    @unsafe private static func convertInk(_ pixels: UnsafeMutablePointer<UInt8>, count: Int) {
        var (from, into) = (0, 0)
        for _ in 0..<count {
            let black = unsafe Int(pixels[from + 3])
            for band in 0..<3 {
                let product = unsafe Int(pixels[from + band]) * black + 128
                unsafe pixels[into + band] = UInt8(
                    truncatingIfNeeded: (product + product >> 8) >> 8)
            }
            from += 4
            into += 3
        }
    }
}
