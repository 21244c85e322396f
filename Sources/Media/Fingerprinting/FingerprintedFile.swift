// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import MediaDecoding
package import PerceptualHashing

/// One file as the platform knows it everywhere, from the decoder to a notice: its digests, its
/// size, and what the decoder made of it.
///
/// This target, Fingerprinting, turns bytes into this type, and nothing else does. It may use the
/// decoder, the digests and the vocabulary; it knows no address, no list and no database.
///
/// What always holds: neither the bytes of a file nor its name are in it; what is not known because
/// no decoder was free is an error, never a reading.
package struct FingerprintedFile: Sendable, Hashable {
    package let digests: FileDigests
    package let byteCount: Int
    /// What is in the file; for what is undecodable the reason lies in the file.
    package let reading: FileReading

    package init(digests: FileDigests, byteCount: Int, reading: FileReading) {
        self.digests = digests
        self.byteCount = byteCount
        self.reading = reading
    }

    /// One file of an archive.
    package init(_ member: ArchiveMember) {
        let reading: FileReading =
            switch member.reading {
            case .picture(let picture): .picture(picture)
            case .video(let video): .video(video)
            // Its members follow it in the outer archive, which also tells what was left out.
            case .archive(let format): .archive(ArchiveReading(emptyOf: format))
            case .undecodable(let reason): .undecodable(reason)
            }
        self.init(digests: FileDigests(of: member), byteCount: member.byteCount, reading: reading)
    }

    /// The file itself, and behind it every file in it, in the archive's order.
    package var parts: [FingerprintedFile] {
        switch reading {
        case .archive(let archive): [self] + archive.members.map(FingerprintedFile.init)
        case .picture, .video, .undecodable: [self]
        }
    }

    /// What stands for the file where there is room for one fingerprint: a picture's own, and that
    /// of the first frame of a picture that moves.
    package var still: PDQReading? {
        switch reading {
        case .picture(let picture): PDQReading(hash: picture.pdq, quality: picture.quality)
        case .video(let video) where video.format.isMovingPicture:
            video.fingerprint.frames.first.map { PDQReading(hash: $0.hash, quality: $0.quality) }
        case .video, .archive, .undecodable: nil
        }
    }

    /// Whether a video or an archive was read only in part: some of it is broken or beyond a bound.
    package var isCutShort: Bool {
        switch reading {
        case .video(let video): video.isCutShort
        case .archive(let archive): archive.isCutShort || archive.unreadCount > 0
        case .picture, .undecodable: false
        }
    }

    /// Files in it that nobody can read without a password.
    package var lockedCount: Int {
        switch reading {
        case .archive(let archive): archive.encryptedCount
        case .picture, .video, .undecodable: 0
        }
    }

    /// Why there is no reading; `nil` when there is one.
    package var undecodableReason: UndecodableReason? {
        switch reading {
        case .undecodable(let reason): reason
        case .picture, .video, .archive: nil
        }
    }
}

extension ArchiveReading {
    fileprivate init(emptyOf format: ArchiveFormat) {
        self.init(
            format: format, members: [], encryptedCount: 0, unreadCount: 0, isCutShort: false)
    }
}

extension VideoFormat {
    /// Whether it is a format of pictures, of which this one has more than one frame.
    fileprivate var isMovingPicture: Bool {
        switch self {
        case .gif, .webp, .apng: true
        case .mp4, .webm, .avi, .flv, .quickTime, .matroska, .mpegTS, .mpegPS, .wmv, .ogg: false
        }
    }
}
