// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CVipsShim
import MediaDecoding

/// In the confined child: decodes every format but JPEG through libvips, using only the loader of
/// the format the bytes are in, and stops at `pixelsMax`.
enum VipsDecoder {
    static func decode(
        _ bytes: [UInt8], as format: MediaFormat, pixelsMax: Int
    ) throws(UndecodableReason) -> DecodedPicture {
        guard let loader = loader(of: format) else { throw .unsupported }
        var picture = unsafe cvs_picture()
        // SAFETY: the call reads the array's bytes, and fills the picture only when it answers OK.
        let result = unsafe bytes.withUnsafeBytes { buffer in
            unsafe cvs_decode(
                buffer.baseAddress, buffer.count, loader, UInt64(pixelsMax), &picture)
        }
        switch result {
        case CVS_OK: return unsafe DecodedPicture(taking: picture)
        case CVS_TOO_MANY_PIXELS: throw .tooManyPixels
        case CVS_OUT_OF_MEMORY: throw .outOfMemory
        case CVS_UNSUPPORTED: throw .unsupported
        default: throw TruncationCheck.endsEarly(bytes, format) ? .truncated : .malformed
        }
    }

    private static func loader(of format: MediaFormat) -> cvs_format? {
        switch format {
        case .jpeg: nil
        case .png: CVS_PNG
        case .webp: CVS_WEBP
        case .gif: CVS_GIF
        case .tiff: CVS_TIFF
        case .heic: CVS_HEIC
        case .avif: CVS_AVIF
        }
    }
}
