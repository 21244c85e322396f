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
    /// When each frame is shown, where the file's own way of saying it is not FFmpeg's.
    var times: [Int] = []

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
        var chooser = FrameChooser(options: bounds.options, framesMax: framesMax)
        var found = Found(framesMax: framesMax, isCutShort: endsEarly)
        steps: while true {
            // There is no use in a video of no frame, so the first has all the time there is.
            if found.size != nil, found.isFull || Moment.now >= end {
                found.isCutShort = true
                break
            }
            switch video.step() {
            case .nothingYet: continue
            case .end: break steps
            case .failure(let reason):
                guard found.size != nil else { throw reason }
                found.isCutShort = true
                break steps
            case .frame(var frame):
                if times.indices.contains(frame.number) {
                    frame.milliseconds = times[frame.number]
                }
                let answer = chooser.choose(
                    milliseconds: frame.milliseconds, thumbnail: { video.thumbnail() })
                if answer.keepsHeld { found.keepHeld(of: video) }
                switch answer.choice {
                case .keep: found.keep(frame, video.fingerprint(of: frame))
                case .hold:
                    video.hold()
                    found.held = frame
                // Of frames that look alike the first one is held.
                case .drop: break
                }
            }
        }
        if chooser.keepsHeldAtEnd(milliseconds: times.last ?? video.endMilliseconds) {
            found.keepHeld(of: video)
        }
        guard let size = found.size else { throw video.isIncomplete ? .malformed : .noPicture }
        return VideoReading(
            format: format, width: size.width, height: size.height,
            fingerprint: VideoFingerprint(frames: found.frames),
            isCutShort: found.isCutShort || video.isIncomplete)
    }

    private struct Found {
        let framesMax: Int
        var isCutShort: Bool
        var frames: [VideoFrame] = []
        var size: (width: Int, height: Int)?
        /// What the chooser has not decided about.
        var held: Video.Frame?

        init(framesMax: Int, isCutShort: Bool) {
            self.framesMax = framesMax
            self.isCutShort = isCutShort
        }

        var isFull: Bool { frames.count >= framesMax }

        mutating func keepHeld(of video: Video) {
            guard let frame = held else { return }
            held = nil
            keep(frame, video.fingerprint(ofHeld: frame))
        }

        mutating func keep(_ frame: Video.Frame, _ reading: PDQReading?) {
            guard let reading, !isFull else {
                isCutShort = true
                return
            }
            size = size ?? (frame.width, frame.height)
            frames.append(VideoReader.frame(frame, reading, after: frames.last))
        }
    }

    /// Numbers rise and time never runs backwards, whatever a decoder says of them.
    fileprivate static func frame(
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
        case .mpegPS: CAV_MPEG_PS
        case .wmv: CAV_ASF
        case .ogg: CAV_OGG
        case .apng: CAV_APNG
        case .gif, .webp: nil
        }
    }
}
