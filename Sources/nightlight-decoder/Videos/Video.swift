// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CAVShim
import MediaDecoding
import PerceptualHashing

/// One video being decoded by FFmpeg.
@safe final class Video {
    struct Frame {
        let number: Int
        var milliseconds: Int
        let width: Int
        let height: Int
    }

    enum Step {
        case frame(Frame)
        case nothingYet
        case end
        case failure(UndecodableReason)
    }

    private let video: OpaquePointer
    private let mode: PDQMode
    private var hashers = FastPDQHashers()
    private var pixels: [UInt8] = []

    /// Opens a video; its bytes must outlive it.
    @unsafe init(
        _ bytes: UnsafeBufferPointer<UInt8>, as format: cav_format, options: cav_options,
        mode: PDQMode
    ) throws(UndecodableReason) {
        self.mode = mode
        var opened: OpaquePointer?
        // SAFETY: the call copies the options and keeps only the bytes' address.
        let result = unsafe withUnsafePointer(to: options) {
            unsafe cav_open(bytes.baseAddress, bytes.count, format, $0, &opened)
        }
        guard result == CAV_OK, let opened = unsafe opened else {
            throw Self.reason(of: result)
        }
        unsafe video = opened
    }

    deinit { unsafe cav_close(video) }

    /// Whether something could not be decoded, or the file ends before the video does.
    var isIncomplete: Bool { unsafe cav_is_incomplete(video) != 0 }

    func step() -> Step {
        var frame = cav_frame()
        switch unsafe cav_next(video, &frame) {
        case CAV_OK:
            return .frame(
                Frame(
                    number: Int(frame.number), milliseconds: Int(frame.milliseconds),
                    width: Int(frame.width), height: Int(frame.height)))
        case CAV_AGAIN: return .nothingYet
        case CAV_END: return .end
        case let result: return .failure(Self.reason(of: result))
        }
    }

    /// Keeps the frame that the last step gave, beyond the next step; the one before is let go.
    func hold() { unsafe cav_hold(video) }

    /// The fingerprint of the frame that is held.
    func fingerprint(ofHeld frame: Frame) -> PDQReading? {
        unsafe cav_swap_held(video)
        defer { unsafe cav_swap_held(video) }
        return fingerprint(of: frame)
    }

    /// When the last frame ends, as far as the video says.
    var endMilliseconds: Int { unsafe Int(cav_end_milliseconds(video)) }

    /// The fingerprint of the frame that the last step gave; `nil` when its pixels cannot be had.
    func fingerprint(of frame: Frame) -> PDQReading? {
        if mode == .fast, let reading = fastFingerprint(of: frame) { return reading }
        return exactFingerprint(of: frame)
    }

    /// From the brightness that the video has, without turning it into colours and back; `nil` for
    /// a video that has none as bytes.
    private func fastFingerprint(of frame: Frame) -> PDQReading? {
        var luma = unsafe cav_luma()
        guard unsafe cav_luma(video, &luma) == CAV_OK else { return nil }
        let range: LumaRange = unsafe luma.is_limited != 0 ? .limited : .full
        let rowBytes = unsafe luma.row_bytes
        // SAFETY: FFmpeg's frames have so many bytes: all of every row but the last, and of that
        // the width at least.
        let plane = unsafe UnsafeBufferPointer(
            start: luma.bytes, count: rowBytes * (frame.height - 1) + frame.width)
        return unsafe hashers.reading(
            ofLuma: plane.span, rowBytes: rowBytes,
            FastPDQHashers.Shape(width: frame.width, height: frame.height, range: range))
    }

    private func exactFingerprint(of frame: Frame) -> PDQReading? {
        let byteCount = frame.width * frame.height * 3
        if pixels.count != byteCount { pixels = [UInt8](repeating: 0, count: byteCount) }
        // SAFETY: the call writes exactly the bytes it is told of.
        let result = unsafe pixels.withUnsafeMutableBufferPointer {
            unsafe cav_rgb(video, $0.baseAddress, $0.count)
        }
        guard result == CAV_OK else { return nil }
        let rows = pixels
        return PDQHasher.reading(ofRGB: rows.span, width: frame.width, height: frame.height)
    }

    /// The brightness of the last frame at 64 x 64 places.
    func thumbnail() -> [UInt8] {
        let side = Int(CAV_THUMBNAIL_SIDE)
        var luma = [UInt8](repeating: 0, count: side * side)
        // SAFETY: the array has the bytes that the call writes.
        _ = unsafe luma.withUnsafeMutableBufferPointer {
            unsafe cav_thumbnail(video, $0.baseAddress)
        }
        return luma
    }

    private static func reason(of result: cav_result) -> UndecodableReason {
        switch result {
        case CAV_TOO_MANY_PIXELS: .tooManyPixels
        case CAV_OUT_OF_MEMORY: .outOfMemory
        case CAV_NO_PICTURE: .noPicture
        case CAV_UNSUPPORTED: .unsupported
        default: .malformed
        }
    }
}
