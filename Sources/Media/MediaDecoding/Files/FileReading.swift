// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

public import PerceptualHashing

/// What came of reading a file of any kind.
public enum FileReading: Hashable, Sendable {
    /// The file is a picture.
    case picture(PictureReading)
    /// The file is a video, or a picture that moves.
    case video(VideoReading)
    /// The file is an archive.
    case archive(ArchiveReading)
    /// The file has no reading, for the given reason.
    case undecodable(UndecodableReason)
}

/// The kinds of video the decoder reads, told apart by their first bytes.
public enum VideoFormat: String, CaseIterable, Hashable, Sendable {
    case mp4, webm, avi, flv
    case quickTime = "mov"
    case matroska = "mkv"
    case mpegTS = "ts"
    case mpegPS = "mpg"
    /// Microsoft's container (ASF), whatever is in it.
    case wmv
    case ogg = "ogv"
    /// A GIF file of more than one frame.
    case gif
    /// A WebP file of more than one frame.
    case webp
    /// A PNG file of more than one frame.
    case apng
}

/// The facts about a video that leave the decoder: numbers, and no pixel.
public struct VideoReading: Hashable, Sendable {
    /// The container the bytes really are in.
    public let format: VideoFormat
    /// Width in pixels of the first frame, as stored.
    public let width: Int
    /// Height in pixels of the first frame, as stored.
    public let height: Int
    /// The frames that were asked for, in the order of the video; at least one.
    public let fingerprint: VideoFingerprint
    /// Whether there is more in the video than the frames tell of: it ends early, parts of it are
    /// broken, or a bound was reached.
    public let isCutShort: Bool
    /// Whether the first frame is one that is never shown: a PNG file that moves may have a picture
    /// for those who cannot see it move.
    public let hasHiddenFrame: Bool

    package init(
        format: VideoFormat, width: Int, height: Int, fingerprint: VideoFingerprint,
        isCutShort: Bool, hasHiddenFrame: Bool = false
    ) {
        self.format = format
        self.width = width
        self.height = height
        self.fingerprint = fingerprint
        self.isCutShort = isCutShort
        self.hasHiddenFrame = hasHiddenFrame
    }
}

/// The kinds of archive the decoder opens, told apart by their first bytes.
///
/// What is compressed with gzip, bzip2, xz or zstd is opened as a TAR archive when it is one, and
/// otherwise as an archive with a single member.
public enum ArchiveFormat: String, CaseIterable, Hashable, Sendable {
    case zip, tar, rar, gzip, bzip2, xz, zstd
    case sevenZip = "7z"
}

/// What is in an archive, and in the archives within.
///
/// Names of members never leave the decoder: they may be personal data, and nothing needs them.
public struct ArchiveReading: Hashable, Sendable {
    /// The format of the archive itself.
    public let format: ArchiveFormat
    /// The files, in the archive's order; those of an archive within follow it.
    public let members: [ArchiveMember]
    /// Files that are encrypted, and so have neither digest nor reading.
    public let encryptedCount: Int
    /// Files that are broken or would have broken a bound, and so have neither digest nor reading.
    public let unreadCount: Int
    /// Whether there is more in the archive than the members tell of.
    public let isCutShort: Bool

    package init(
        format: ArchiveFormat, members: [ArchiveMember], encryptedCount: Int, unreadCount: Int,
        isCutShort: Bool
    ) {
        self.format = format
        self.members = members
        self.encryptedCount = encryptedCount
        self.unreadCount = unreadCount
        self.isCutShort = isCutShort
    }
}

/// One file of an archive: its digests and reading, without its name.
public struct ArchiveMember: Hashable, Sendable {
    /// What the decoder made of the member.
    public enum Reading: Hashable, Sendable {
        /// The member is a picture.
        case picture(PictureReading)
        /// The member is a video, or a picture that moves.
        case video(VideoReading)
        /// The member is an archive; its own members follow, one deeper.
        case archive(ArchiveFormat)
        /// The member has no reading, for the given reason.
        case undecodable(UndecodableReason)
    }

    /// 1 for a file of the archive itself, 2 for one of an archive within it, and so on.
    public let depth: Int
    /// The unpacked size in bytes.
    public let byteCount: Int
    /// MD5 of the unpacked bytes: 16 bytes.
    public let md5: [UInt8]
    /// SHA-1 of the unpacked bytes: 20 bytes.
    public let sha1: [UInt8]
    /// SHA-256 of the unpacked bytes: 32 bytes.
    public let sha256: [UInt8]
    /// What the decoder made of it.
    public let reading: Reading

    package init(
        depth: Int, byteCount: Int, md5: [UInt8], sha1: [UInt8], sha256: [UInt8],
        reading: Reading
    ) {
        self.depth = depth
        self.byteCount = byteCount
        self.md5 = md5
        self.sha1 = sha1
        self.sha256 = sha256
        self.reading = reading
    }
}
