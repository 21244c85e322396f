// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import MediaDecoding
import PerceptualHashing
import TestSupport

/// Files of every shape, made without a decoder.
extension FingerprintedFile {
    /// Digests that no file has.
    static let nobodys = FileDigests(md5: 1, sha1: 2, sha256: 3)

    static func video(
        _ frames: [VideoFrame], format: VideoFormat = .mp4, isCutShort: Bool = false
    ) -> FingerprintedFile {
        FingerprintedFile(
            digests: nobodys, byteCount: 9,
            reading: .video(.made(frames, format: format, isCutShort: isCutShort)))
    }

    static func archive(
        _ members: [ArchiveMember] = [], locked: Int = 0, unread: Int = 0, isCutShort: Bool = false
    ) -> FingerprintedFile {
        FingerprintedFile(
            digests: nobodys, byteCount: 9,
            reading: .archive(
                ArchiveReading(
                    format: .zip, members: members, encryptedCount: locked, unreadCount: unread,
                    isCutShort: isCutShort)))
    }
}

extension VideoReading {
    static func made(
        _ frames: [VideoFrame], format: VideoFormat = .mp4, isCutShort: Bool = false
    ) -> VideoReading {
        VideoReading(
            format: format, width: 9, height: 9, fingerprint: VideoFingerprint(frames: frames),
            isCutShort: isCutShort)
    }
}

extension ArchiveMember {
    /// A member whose digests are one byte over and over.
    static func made(_ byte: UInt8, _ reading: Reading, depth: Int = 1) -> ArchiveMember {
        ArchiveMember(
            depth: depth, byteCount: Int(byte), md5: [UInt8](repeating: byte, count: 16),
            sha1: [UInt8](repeating: byte, count: 20), sha256: [UInt8](repeating: byte, count: 32),
            reading: reading)
    }
}

extension VideoFrame {
    /// So many frames that look like nothing else.
    static func distinct(
        _ count: Int, seed: UInt64 = 1, quality: (Int) -> Int = { _ in 100 }
    ) -> [VideoFrame] {
        var generator = SplitMix(seed: seed)
        return (0..<count).map { number in
            VideoFrame(
                number: number,
                hash: PDQHash(
                    words: SIMD4(
                        generator.next(), generator.next(), generator.next(), generator.next())),
                quality: quality(number), milliseconds: number * 1_000)
        }
    }
}
