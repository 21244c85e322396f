// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The fingerprint of a video: those of its frames, or of some of them, in their order.
///
/// The vPDQ method of facebook/ThreatExchange: two videos are alike as far as they share frames.
/// The text form and the comparison are those of PyPI `vpdq` 0.2 and `threatexchange`, so that
/// fingerprints can be exchanged with both.
public struct VideoFingerprint: Hashable, Sendable {
    // LIMIT: frames of one fingerprint: an hour at every frame, or a day at one each second.
    /// The most frames that the text form is read with.
    public static let framesMax = 100_000

    /// The frames, in the order of the video.
    public let frames: [VideoFrame]

    /// A fingerprint of the given frames.
    ///
    /// - Parameter frames: The frames, in the order of the video.
    public init(frames: [VideoFrame]) {
        self.frames = frames
    }

    /// The fingerprints that are worth comparing: each once, in the order of their first frame.
    ///
    /// As the reference has it, the first frame of those with one fingerprint decides whether its
    /// quality suffices. Time and memory grow with the number of frames.
    ///
    /// - Parameter qualityMin: The least quality: 0 to 100. The reference's default is 50.
    /// - Returns: Distinct fingerprints.
    public func distinctHashes(qualityMin: Int = VideoComparison.qualityMin) -> [PDQHash] {
        var seen: Set<PDQHash> = []
        return frames.filter { seen.insert($0.hash).inserted && $0.quality >= qualityMin }
            .map { $0.hash }
    }
}
