// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// One frame of a video, by its fingerprint.
///
/// The unit of the vPDQ method: "a video is a list of PDQ fingerprints of its frames"
/// (facebook/ThreatExchange, `vpdq/README.md`).
public struct VideoFrame: Hashable, Sendable {
    /// Where the frame is among all frames of the video, from 0.
    public let number: Int
    /// The PDQ fingerprint of the frame's pixels.
    public let hash: PDQHash
    /// 0 to 100; under 50 the fingerprint should not be matched.
    public let quality: Int
    /// When the frame is shown, in milliseconds since the video's first moment.
    public let milliseconds: Int

    /// A frame.
    ///
    /// - Parameters:
    ///   - number: Where the frame is among all frames of the video: 0 or more.
    ///   - hash: The PDQ fingerprint of its pixels.
    ///   - quality: The fingerprint's quality: 0 to 100.
    ///   - milliseconds: When it is shown: 0 or more.
    public init(number: Int, hash: PDQHash, quality: Int, milliseconds: Int) {
        precondition(number >= 0 && (0...100).contains(quality) && milliseconds >= 0)
        self.number = number
        self.hash = hash
        self.quality = quality
        self.milliseconds = milliseconds
    }

    /// When the frame is shown, in seconds since the video's first moment, to the millisecond.
    public var seconds: Double { Double(milliseconds) / 1_000 }
}
