// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CTurboJPEG
import MediaDecoding
import PerceptualHashing

/// JPEG's brightness at a fraction of its size, straight from its frequencies, and the fingerprint
/// that the full size would have.
///
/// Keep one for many files: tables and weights are kept, but nothing of a file, so that no answer
/// depends on the files before. Not even libjpeg-turbo's handle is kept: to a file without tables
/// it would lend those of the last.
final class FastJPEG {
    /// The quality at which lists begin to compare, and how far from it a fraction of the picture
    /// decides: measured, a fraction's quality differs by 6 at most.
    private static let gate = 42...58

    private let luma = JPEGLuma()
    private var hashers = FastPDQHashers()

    /// `nil` for a file whose first channel is not its brightness.
    func reading(
        of bytes: [UInt8], pixelsMax: Int
    ) throws(UndecodableReason) -> PictureReading? {
        var isFullWanted = false
        if let frame = JPEGFrame(of: bytes), frame.width * frame.height <= pixelsMax {
            let size = Size(width: frame.width, height: frame.height, in: bytes)
            if let pdq = ownReading(of: bytes, frame, size) {
                if !Self.gate.contains(pdq.quality) { return size.reading(pdq) }
                isFullWanted = true
            }
        }
        return try librarysReading(
            of: bytes, pixelsMax: pixelsMax, isFullWanted: isFullWanted)
    }

    /// `nil` for a file that is not usual, and for a picture so small that it is needed as it is.
    private func ownReading(of bytes: [UInt8], _ frame: JPEGFrame, _ size: Size) -> PDQReading? {
        let denominator = size.denominator
        guard denominator >= 4 else { return nil }
        let reading = luma.withPlane(of: bytes, frame, denominator: denominator) { luma, rowBytes in
            hashers.reading(ofLuma: luma, rowBytes: rowBytes, size.shape(denominator))
        }
        return reading ?? nil
    }

    private func librarysReading(
        of bytes: [UInt8], pixelsMax: Int, isFullWanted: Bool
    ) throws(UndecodableReason) -> PictureReading? {
        // SAFETY: the handle lives until the end of the call.
        guard let handle = unsafe tjInitDecompress() else { throw .outOfMemory }
        defer { unsafe tjDestroy(handle) }
        let (width, height, space) = unsafe try JPEGDecoder.header(
            of: bytes, handle, pixelsMax: pixelsMax)
        guard space == TJCS_YCbCr.rawValue || space == TJCS_GRAY.rawValue else { return nil }

        let size = Size(width: Int(width), height: Int(height), in: bytes)
        let fraction = isFullWanted ? 1 : size.denominator
        var pdq = unsafe try self.librarysReading(handle, bytes, size, fraction)
        if fraction > 1, Self.gate.contains(pdq.quality) {
            pdq = unsafe try self.librarysReading(handle, bytes, size, 1)
        }
        return size.reading(pdq)
    }

    @unsafe private func librarysReading(
        _ handle: tjhandle, _ bytes: [UInt8], _ size: Size, _ denominator: Int
    ) throws(UndecodableReason) -> PDQReading {
        let luma = unsafe try JPEGDecoder.luma(
            of: bytes, handle, width: size.width, height: size.height, denominator: denominator)
        let reading = hashers.reading(
            ofLuma: luma.span, rowBytes: FastPDQHasher.scaled(size.width, denominator),
            size.shape(denominator))
        guard let reading else { throw .malformed }
        return reading
    }

    /// A picture's size as stored, and how it is turned.
    private struct Size {
        let width: Int
        let height: Int
        let orientation: Int

        init(width: Int, height: Int, in bytes: [UInt8]) {
            (self.width, self.height) = (width, height)
            orientation = JPEGOrientation.orientation(in: bytes)
        }

        var denominator: Int { FastPDQHasher.denominator(forWidth: width, height: height) }

        func shape(_ denominator: Int) -> FastPDQHashers.Shape {
            FastPDQHashers.Shape(
                width: width, height: height, denominator: denominator, orientation: orientation)
        }

        func reading(_ pdq: PDQReading) -> PictureReading {
            let isTurned = orientation >= 5
            return PictureReading(
                format: .jpeg, width: isTurned ? height : width,
                height: isTurned ? width : height, pdq: pdq.hash, quality: pdq.quality)
        }
    }
}
