// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Examination
import MediaDecoding
import NightlightCore
import PerceptualHashing

/// The JSON object of one file.
struct FingerprintLine: Encodable {
    /// One frame of a film.
    struct Frame: Encodable {
        let frame: Int
        let quality: Int
        let pdq: String
        let seconds: Double

        init(_ frame: VideoFrame) {
            self.frame = frame.number
            quality = frame.quality
            pdq = frame.hash.hex
            seconds = frame.seconds
        }
    }

    /// One file of an archive.
    struct Member: Encodable {
        let depth: Int
        let bytes: Int
        let sha256: String?
        let sha1: String?
        let md5: String?
        var pdq: String?
        var quality: Int?
        var frames: [Frame]?
        var undecodable: String?

        init(_ member: ArchiveMember) {
            depth = member.depth
            bytes = member.byteCount
            let digests = FileDigests(of: member)
            sha256 = digests?.sha256.hex
            sha1 = digests?.sha1.hex
            md5 = digests?.md5.hex
            switch member.reading {
            case .picture(let picture):
                pdq = picture.pdq.hex
                quality = picture.quality
            case .video(let film): frames = film.fingerprint.frames.map(Frame.init)
            case .archive: break
            case .undecodable(let reason): undecodable = reason.code
            }
        }
    }

    let file: String
    let bytes: Int
    let sha256: String
    let sha1: String
    let md5: String
    let pdq: String?
    let quality: Int?
    /// How its fingerprints were made, `exact` or `fast`: a log may have lines of both.
    let mode: String
    let undecodable: String?
    /// Of a film.
    let frames: [Frame]?
    /// Of an archive.
    let members: [Member]?
    /// Files of an archive that are locked, and those that are broken or too large.
    let lockedMembers: Int?
    let unreadMembers: Int?
    /// Whether there is more in a film or an archive than was read.
    let cutShort: Bool?

    init(_ found: FileFingerprint, of file: String, _ mode: PDQMode) {
        self.file = file
        bytes = found.byteCount
        sha256 = found.digests.sha256.hex
        sha1 = found.digests.sha1.hex
        md5 = found.digests.md5.hex
        pdq = found.still?.pdq.hex
        quality = found.still?.quality
        self.mode = mode.rawValue
        undecodable = found.undecodable?.code
        frames = found.film?.fingerprint.frames.map(Frame.init)
        members = found.archive?.members.map(Member.init)
        lockedMembers = found.archive?.encryptedCount
        unreadMembers = found.archive?.unreadCount
        cutShort = found.isCutShort
    }
}
