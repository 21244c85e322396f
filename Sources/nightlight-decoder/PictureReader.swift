// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import PerceptualHashing

/// Reads still pictures of any format.
struct PictureReader {
    let pixelsMax: Int
    let fastJPEG: FastJPEG

    func reading(
        of bytes: [UInt8], _ mode: PDQMode = .exact
    ) throws(UndecodableReason) -> PictureReading {
        guard let mended = Self.mended(bytes) else { return try reading(ofWhole: bytes, mode) }
        let reading = try reading(ofWhole: mended, mode)
        return PictureReading(
            format: reading.format, width: reading.width, height: reading.height,
            pdq: reading.pdq, quality: reading.quality, isEndMissing: true)
    }

    /// The upright picture.
    func decode(
        _ bytes: [UInt8]
    ) throws(UndecodableReason) -> (MediaFormat, DecodedPicture) {
        try decode(whole: Self.mended(bytes) ?? bytes)
    }

    /// A JPEG file that lacks its end, with an end: what its picture lacks shows then.
    private static func mended(_ bytes: [UInt8]) -> [UInt8]? {
        // Nearly every file ends as it should, and need not be gone through.
        guard bytes.suffix(2) != [0xff, 0xd9], FormatSniffer.format(of: bytes) == .jpeg else {
            return nil
        }
        return JPEGEnding.mended(bytes)
    }

    private func reading(
        ofWhole bytes: [UInt8], _ mode: PDQMode
    ) throws(UndecodableReason) -> PictureReading {
        if mode == .fast, FormatSniffer.format(of: bytes) == .jpeg,
            let reading = try fastJPEG.reading(of: bytes, pixelsMax: pixelsMax)
        {
            return reading
        }
        let (format, picture) = try decode(whole: bytes)
        let (width, height) = (picture.width, picture.height)
        let reading = picture.withPixels {
            PDQHasher.reading(ofRGB: $0, width: width, height: height)
        }
        guard let reading else { throw .malformed }
        return PictureReading(
            format: format, width: width, height: height, pdq: reading.hash,
            quality: reading.quality)
    }

    private func decode(
        whole bytes: [UInt8]
    ) throws(UndecodableReason) -> (MediaFormat, DecodedPicture) {
        guard !bytes.isEmpty else { throw .empty }
        guard let format = FormatSniffer.format(of: bytes) else { throw .unsupported }
        let picture =
            format == .jpeg
            ? try JPEGDecoder.decode(bytes, pixelsMax: pixelsMax)
            : try VipsDecoder.decode(bytes, as: format, pixelsMax: pixelsMax)
        try picture.turnUpright()
        return (format, picture)
    }
}
