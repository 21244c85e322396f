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
            hashers.reading(ofLuma: luma, rowBytes: rowBytes, size, denominator)
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
            ofLuma: luma.span, rowBytes: FastPDQHasher.scaled(size.width, denominator), size,
            denominator)
        guard let reading else { throw .malformed }
        return reading
    }

    /// A picture's size as stored, and how it is turned.
    fileprivate struct Size {
        let width: Int
        let height: Int
        let orientation: Int

        init(width: Int, height: Int, in bytes: [UInt8]) {
            (self.width, self.height) = (width, height)
            orientation = JPEGOrientation.orientation(in: bytes)
        }

        var denominator: Int { FastPDQHasher.denominator(forWidth: width, height: height) }

        func reading(_ pdq: PDQReading) -> PictureReading {
            let isTurned = orientation >= 5
            return PictureReading(
                format: .jpeg, width: isTurned ? height : width,
                height: isTurned ? width : height, pdq: pdq.hash, quality: pdq.quality)
        }
    }
}

/// Hashers of the sizes met last: setting one up takes longer than a small picture's fingerprint.
private struct FastPDQHashers {
    private struct Kept {
        let orientation: Int
        var hasher: FastPDQHasher
    }

    // LIMIT: the sizes of a site's pictures, or of an archive's; the longest line that there is
    // takes a megabyte, an ordinary one fifty kilobytes.
    private static let countMax = 8

    private var kept: [Kept] = []

    mutating func reading(
        ofLuma luma: Span<UInt8>, rowBytes: Int, _ size: FastJPEG.Size, _ denominator: Int
    ) -> PDQReading? {
        let found = kept.firstIndex {
            $0.hasher.width == size.width && $0.hasher.height == size.height
                && $0.hasher.denominator == denominator && $0.orientation == size.orientation
        }
        if let found {
            // What was used last is in front, and what goes is at the end.
            if found > 0 { kept.insert(kept.remove(at: found), at: 0) }
            return kept[0].hasher.reading(ofLuma: luma, rowBytes: rowBytes)
        }
        if kept.count == Self.countMax { kept.removeLast() }
        let hasher = FastPDQHasher(
            width: size.width, height: size.height, denominator: denominator,
            orientation: size.orientation)
        kept.insert(Kept(orientation: size.orientation, hasher: hasher), at: 0)
        return kept[0].hasher.reading(ofLuma: luma, rowBytes: rowBytes)
    }
}
