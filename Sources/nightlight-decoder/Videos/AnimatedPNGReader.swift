// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import PerceptualHashing

/// Fingerprints the frames of a PNG file that moves, as browsers show them, and before them the
/// picture that only those see who cannot see it move.
struct AnimatedPNGReader {
    let structure: AnimatedPNG
    let pictures: PictureReader
    let bounds: FileBounds

    /// `nil` when no frame can be had: then the still picture is what browsers show.
    func reading(of bytes: [UInt8], framesMax: Int, end: Moment) -> VideoReading? {
        let hidden = structure.showsDefault ? nil : stillFrame(of: bytes)
        let hiddenCount = hidden == nil ? 0 : 1
        let reader = VideoReader(
            bounds: bounds, framesMax: max(1, framesMax - hiddenCount), end: end,
            times: structure.times)
        let shown: VideoReading
        do throws(UndecodableReason) {
            shown = try reader.reading(of: bytes, as: .apng)
        } catch {
            return nil
        }
        let frames = shown.fingerprint.frames.map { frame in
            VideoFrame(
                number: frame.number + hiddenCount, hash: frame.hash, quality: frame.quality,
                milliseconds: frame.milliseconds)
        }
        return VideoReading(
            format: .apng, width: shown.width, height: shown.height,
            fingerprint: VideoFingerprint(frames: [hidden].compactMap(\.self) + frames),
            isCutShort: shown.isCutShort, hasHiddenFrame: hidden != nil)
    }

    private func stillFrame(of bytes: [UInt8]) -> VideoFrame? {
        do throws(UndecodableReason) {
            let still = try pictures.reading(of: bytes)
            return VideoFrame(number: 0, hash: still.pdq, quality: still.quality, milliseconds: 0)
        } catch {
            return nil
        }
    }
}
