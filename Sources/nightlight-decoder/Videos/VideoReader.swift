// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CAVShim
import MediaDecoding
import PerceptualHashing

/// Fingerprints the frames of a video.
struct VideoReader {
    let bounds: FileBounds
    let framesMax: Int
    let end: Moment

    func reading(
        of bytes: [UInt8], as format: VideoFormat
    ) throws(UndecodableReason) -> VideoReading {
        guard let container = Self.container(of: format) else { throw .unsupported }
        let options = cav_options(
            pixels_max: Int64(bounds.framePixelsMax),
            // LIMIT: more threads than processors only cost memory.
            threads: Int32(clamping: min(16, max(1, bounds.options.threads))),
            key_frames_only: bounds.options.frames == .keyFrames ? 1 : 0)
        let endsEarly = TruncationCheck.endsEarly(bytes, video: format)
        do throws(UndecodableReason) {
            // SAFETY: the video does not outlive the closure, and so not the bytes.
            return try unsafe bytes.withUnsafeBufferPointer {
                buffer throws(UndecodableReason) in
                let video = try unsafe Video(
                    buffer, as: container, options: options, mode: bounds.options.mode)
                return try frames(of: video, as: format, endsEarly: endsEarly)
            }
        } catch {
            // The index of an MP4 file may stand at its end.
            throw error == .malformed && endsEarly ? .truncated : error
        }
    }

    private func frames(
        of video: Video, as format: VideoFormat, endsEarly: Bool
    ) throws(UndecodableReason) -> VideoReading {
        var chooser = FrameChooser(options: bounds.options)
        var frames: [VideoFrame] = []
        var size: (width: Int, height: Int)?
        var isCutShort = endsEarly
        steps: while true {
            // There is no use in a video of no frame, so the first has all the time there is.
            if size != nil, frames.count >= framesMax || Moment.now >= end {
                isCutShort = true
                break
            }
            switch video.step() {
            case .nothingYet: continue
            case .end: break steps
            case .failure(let reason):
                guard size != nil else { throw reason }
                isCutShort = true
                break steps
            case .frame(let frame):
                guard
                    chooser.keeps(
                        milliseconds: frame.milliseconds, thumbnail: { video.thumbnail() })
                else { continue }
                guard let reading = video.fingerprint(of: frame) else {
                    isCutShort = true
                    continue
                }
                size = size ?? (frame.width, frame.height)
                frames.append(Self.frame(frame, reading, after: frames.last))
            }
        }
        guard let size else { throw video.isIncomplete ? .malformed : .noPicture }
        return VideoReading(
            format: format, width: size.width, height: size.height,
            fingerprint: VideoFingerprint(frames: frames),
            isCutShort: isCutShort || video.isIncomplete)
    }

    /// Numbers rise and time never runs backwards, whatever a decoder says of them.
    private static func frame(
        _ frame: Video.Frame, _ reading: PDQReading, after last: VideoFrame?
    ) -> VideoFrame {
        // LIMIT: what the answer's four bytes hold.
        let most = Int(UInt32.max)
        return VideoFrame(
            number: min(most, max(frame.number, last.map { $0.number + 1 } ?? 0)),
            hash: reading.hash, quality: reading.quality,
            milliseconds: min(most, max(frame.milliseconds, last?.milliseconds ?? 0)))
    }

    private static func container(of format: VideoFormat) -> cav_format? {
        switch format {
        case .mp4, .quickTime: CAV_MP4
        case .webm, .matroska: CAV_MATROSKA
        case .avi: CAV_AVI
        case .flv: CAV_FLV
        case .mpegTS: CAV_MPEG_TS
        case .gif, .webp: nil
        }
    }
}
