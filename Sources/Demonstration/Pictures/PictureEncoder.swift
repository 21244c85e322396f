// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CVipsShim

/// Writes rasters as files of every format the platform reads.
package struct PictureEncoder: Sendable {
    package enum Format: String, Sendable, CaseIterable {
        case jpeg, png, webp, gif, tiff, heic, avif

        package var mediaType: String { "image/\(rawValue)" }

        package var fileExtension: String { self == .jpeg ? "jpg" : rawValue }
    }

    package enum Fault: Error {
        /// libvips could not be started.
        case noLibrary
        /// This machine's libvips was built without a writer of the format.
        case cannotWrite(Format)
    }

    package init() throws(Fault) {
        guard cvs_start() == 0 else { throw .noLibrary }
    }

    /// - Parameter quality: 1 to 100, where the format loses anything.
    package func encode(
        _ raster: Raster, as format: Format, quality: Int = 85
    ) throws(Fault) -> [UInt8] {
        var bytes: UnsafeMutableRawPointer?
        var count = 0
        // SAFETY: the raster has three bytes for each pixel; the call reads just those.
        let result = unsafe raster.rgb.withUnsafeBufferPointer { pixels in
            unsafe cvs_encode(
                pixels.baseAddress, Int32(raster.width), Int32(raster.height), format.code,
                Int32(quality), &bytes, &count)
        }
        defer { unsafe cvs_free(bytes) }
        guard result == CVS_OK, let start = unsafe bytes else { throw .cannotWrite(format) }
        // SAFETY: the bytes are ours until they are freed, and `count` of them.
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }
}

extension PictureEncoder.Format {
    fileprivate var code: cvs_format {
        switch self {
        case .jpeg: CVS_JPEG
        case .png: CVS_PNG
        case .webp: CVS_WEBP
        case .gif: CVS_GIF
        case .tiff: CVS_TIFF
        case .heic: CVS_HEIC
        case .avif: CVS_AVIF
        }
    }
}
