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
        if mode == .fast, FormatSniffer.format(of: bytes) == .jpeg,
            let reading = try fastJPEG.reading(of: bytes, pixelsMax: pixelsMax)
        {
            return reading
        }
        let (format, picture) = try decode(bytes)
        let (width, height) = (picture.width, picture.height)
        let reading = picture.withPixels {
            PDQHasher.reading(ofRGB: $0, width: width, height: height)
        }
        guard let reading else { throw .malformed }
        return PictureReading(
            format: format, width: width, height: height, pdq: reading.hash,
            quality: reading.quality)
    }

    /// The upright picture.
    func decode(
        _ bytes: [UInt8]
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
