// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CTurboJPEG
import MediaDecoding
import PerceptualHashing

/// JPEG's brightness at a fraction of its size, straight from its frequencies, and the fingerprint
/// that the full size would have.
enum FastJPEG {
    /// The quality at which lists begin to compare, and how far from it a fraction of the picture
    /// decides: measured, a fraction's quality differs by 6 at most.
    private static let gate = 42...58

    /// `nil` for a file whose first channel is not its brightness.
    static func reading(
        of bytes: [UInt8], pixelsMax: Int
    ) throws(UndecodableReason) -> PictureReading? {
        // SAFETY: the handle lives until the end of the call, the array's bytes while they are
        // read, and the plane has the size the decoder is told.
        guard let handle = unsafe tjInitDecompress() else { throw .outOfMemory }
        defer { unsafe tjDestroy(handle) }
        let (width, height, space) = unsafe try JPEGDecoder.header(
            of: bytes, handle, pixelsMax: pixelsMax)
        guard space == TJCS_YCbCr.rawValue || space == TJCS_GRAY.rawValue else { return nil }

        let size = (width: Int(width), height: Int(height))
        let orientation = JPEGOrientation.orientation(in: bytes)
        let fraction = FastPDQHasher.denominator(forWidth: size.width, height: size.height)
        var reading = unsafe try Self.reading(handle, bytes, size, fraction, orientation)
        if fraction > 1, gate.contains(reading.quality) {
            reading = unsafe try Self.reading(handle, bytes, size, 1, orientation)
        }
        let isTurned = orientation >= 5
        return PictureReading(
            format: .jpeg, width: isTurned ? size.height : size.width,
            height: isTurned ? size.width : size.height, pdq: reading.hash,
            quality: reading.quality)
    }

    @unsafe private static func reading(
        _ handle: tjhandle, _ bytes: [UInt8], _ size: (width: Int, height: Int),
        _ denominator: Int, _ orientation: Int
    ) throws(UndecodableReason) -> PDQReading {
        let width = FastPDQHasher.scaled(size.width, denominator)
        let height = FastPDQHasher.scaled(size.height, denominator)
        var luma = [UInt8](repeating: 0, count: width * height)
        // LIMIT: a progressive file may ask for thousands of passes over its pixels.
        let result = unsafe tjDecompress2(
            handle, bytes, UInt(bytes.count), &luma, Int32(width), 0, Int32(height),
            TJPF_GRAY.rawValue, TJFLAG_LIMITSCANS)
        if result != 0, let reason = unsafe JPEGDecoder.failure(of: handle) { throw reason }
        var hasher = FastPDQHasher(
            width: size.width, height: size.height, denominator: denominator,
            orientation: orientation)
        guard let reading = hasher.reading(ofLuma: luma.span, rowBytes: width) else {
            throw .malformed
        }
        return reading
    }
}
