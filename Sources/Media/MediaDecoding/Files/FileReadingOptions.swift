// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

public import PerceptualHashing

/// What to read of a video or an archive, and how much of it at most.
public struct FileReadingOptions: Hashable, Sendable {
    /// Which frames of a video are fingerprinted.
    public enum FrameChoice: Hashable, Sendable {
        /// Every frame.
        case all
        /// The first frame of every interval of so many milliseconds: 1 or more.
        case every(milliseconds: Int)
        /// The frames that are stored whole: many times faster, because no other is decoded.
        ///
        /// Their numbers count packets, which may stand in another order than frames.
        case keyFrames
    }

    /// How fingerprints are made of JPEG pictures and of the frames of videos: bit for bit as the
    /// reference does, or many times faster and close to it.
    public var mode = PDQMode.exact
    /// Which frames of a video are fingerprinted: by default one each second, as `vpdq` does.
    public var frames: FrameChoice = .every(milliseconds: 1_000)
    /// Whether the first frame of every scene is fingerprinted too.
    ///
    /// A scene begins where the brightness of 64 x 64 places differs from that of the frame last
    /// kept by 24 of 255 on average.
    /// LIMIT: five scenes a second are told apart; flicker would keep every frame.
    public var keepsScenes = true
    /// The most frames that are answered, of a video or of all videos of an archive.
    ///
    /// LIMIT: nearly three hours at one frame each second.
    public var framesMax = 10_000
    /// Threads that decode a video.
    ///
    /// LIMIT: the pool has a child for each processor already.
    public var threads = 1
    /// How deep archives may lie in archives; 1 opens none within another.
    ///
    /// LIMIT: what people send is packed once or twice; what is packed deeper is made to harm.
    public var archiveDepthMax = 3
    /// The most files taken from an archive and all archives within.
    ///
    /// LIMIT: collections hold thousands of pictures; what is left out is told.
    public var archiveMembersMax = 5_000
    /// The most bytes unpacked from an archive and all archives within.
    ///
    /// LIMIT: unpacking goes at some hundred megabytes a second.
    public var archiveBytesMax = 2_000 << 20
    /// The largest member that is decoded; of a larger one there are only digests.
    ///
    /// LIMIT: as large as a picture may be that comes by itself.
    public var archiveMemberBytesMax = 64 << 20
    /// The most bytes unpacked for each byte of the archive, once 64 MiB are unpacked.
    ///
    /// LIMIT: pictures and videos hardly shrink; a thousandfold is what a bomb of zeros reaches.
    public var archiveRatioMax = 100

    /// The defaults.
    public init() {}
}
