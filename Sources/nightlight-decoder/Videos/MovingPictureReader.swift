// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CVipsShim
import MediaDecoding
import PerceptualHashing

/// Fingerprints the frames of a GIF or WebP file that moves, as browsers show them.
struct MovingPictureReader {
    private let format: VideoFormat
    private let loader: cvs_format

    /// `nil` for a still picture, and for what cannot be read.
    init?(format: MediaFormat, of bytes: [UInt8]) {
        switch format {
        case .gif: (self.format, loader) = (.gif, CVS_GIF)
        case .webp: (self.format, loader) = (.webp, CVS_WEBP)
        // A PNG file that moves is read by `AnimatedPNGReader`.
        case .jpeg, .png, .tiff, .heic, .avif: return nil
        }
        // SAFETY: the call only reads the array's bytes.
        let count = unsafe bytes.withUnsafeBytes { [loader] in
            unsafe cvs_frame_count($0.baseAddress, $0.count, loader)
        }
        guard count > 1 else { return nil }
    }

    func reading(
        of bytes: [UInt8], bounds: FileBounds, framesMax: Int, end: Moment
    ) throws(UndecodableReason) -> VideoReading {
        // SAFETY: the moving picture is closed before the closure ends, and so before the bytes.
        try unsafe bytes.withUnsafeBufferPointer { buffer throws(UndecodableReason) in
            var moving = unsafe cvs_moving()
            let result = unsafe cvs_open_moving(
                buffer.baseAddress, buffer.count, loader, UInt64(bounds.framePixelsMax),
                // LIMIT: frames that are looked at; choosing may leave some out.
                Int32(clamping: FileBounds.framesMax), &moving)
            guard result == CVS_OK else { throw Self.reason(of: result) }
            defer { unsafe cvs_close_moving(&moving) }
            var found = unsafe Found(width: Int(moving.width), height: Int(moving.height))
            unsafe read(&moving, options: bounds.options, framesMax, until: end, into: &found)
            guard !found.frames.isEmpty else { throw .malformed }
            return unsafe VideoReading(
                format: format, width: Int(moving.width), height: Int(moving.height),
                fingerprint: VideoFingerprint(frames: found.frames),
                isCutShort: found.isCutShort)
        }
    }

    private struct Found {
        let width: Int
        let height: Int
        var frames: [VideoFrame] = []
        var isCutShort = false
        var pixels: [UInt8]
        /// What the chooser has not decided about.
        var held: (pixels: [UInt8], number: Int, milliseconds: Int)?

        init(width: Int, height: Int) {
            self.width = width
            self.height = height
            pixels = [UInt8](repeating: 0, count: width * height * 3)
        }

        mutating func keep(number: Int, milliseconds: Int) {
            append(pixels, number: number, milliseconds: milliseconds)
        }

        mutating func keepHeld() {
            guard let held else { return }
            append(held.pixels, number: held.number, milliseconds: held.milliseconds)
        }

        private mutating func append(_ pixels: [UInt8], number: Int, milliseconds: Int) {
            guard
                let reading = PDQHasher.reading(
                    ofRGB: pixels.span, width: width, height: height)
            else { return }
            frames.append(
                VideoFrame(
                    number: number, hash: reading.hash, quality: reading.quality,
                    milliseconds: milliseconds))
        }
    }

    @unsafe private func read(
        _ moving: inout cvs_moving, options: FileReadingOptions, _ framesMax: Int,
        until end: Moment, into found: inout Found
    ) {
        var chooser = FrameChooser(options: options, framesMax: framesMax)
        var milliseconds = 0
        for number in 0..<(unsafe Int(moving.frames)) {
            if found.frames.count >= framesMax || (number > 0 && Moment.now >= end) {
                found.isCutShort = true
                return
            }
            // SAFETY: the call writes exactly the bytes it is told of.
            let result = unsafe found.pixels.withUnsafeMutableBufferPointer {
                unsafe cvs_moving_rgb(&moving, Int32(number), $0.baseAddress, $0.count)
            }
            guard result == CVS_OK else {
                found.isCutShort = true
                break
            }
            let pixels = found.pixels
            let answer = chooser.choose(milliseconds: milliseconds) {
                Self.thumbnail(of: pixels, width: found.width, height: found.height)
            }
            if answer.keepsHeld { found.keepHeld() }
            switch answer.choice {
            case .keep where found.frames.count < framesMax:
                found.keep(number: number, milliseconds: milliseconds)
            case .keep: found.isCutShort = true
            case .hold: found.held = (pixels, number, milliseconds)
            // Of frames that look alike the first one is held.
            case .drop: break
            }
            milliseconds += unsafe Int(cvs_frame_milliseconds(&moving, Int32(number)))
        }
        if chooser.keepsHeldAtEnd(milliseconds: milliseconds), found.frames.count < framesMax {
            found.keepHeld()
        }
    }

    /// The green of 64 x 64 places: most of what the eye takes for brightness.
    private static func thumbnail(of pixels: [UInt8], width: Int, height: Int) -> [UInt8] {
        (0..<64 * 64).map { place in
            let (row, column) = (place / 64 * height / 64, place % 64 * width / 64)
            return pixels[(row * width + column) * 3 + 1]
        }
    }

    private static func reason(of result: cvs_result) -> UndecodableReason {
        switch result {
        case CVS_TOO_MANY_PIXELS: .tooManyPixels
        case CVS_OUT_OF_MEMORY: .outOfMemory
        case CVS_UNSUPPORTED: .unsupported
        default: .malformed
        }
    }
}
