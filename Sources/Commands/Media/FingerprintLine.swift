// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import MediaDecoding
import NightlightCore
import PerceptualHashing

/// The JSON object of one file.
struct FingerprintLine: Encodable {
    /// One frame of a video.
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

    /// `nil` for a file of an archive, whose name is nobody's business.
    let file: String?
    /// Of a file of an archive: 1 for one of the archive itself, 2 for one of an archive within it.
    let depth: Int?
    let bytes: Int
    let sha256: String
    let sha1: String
    let md5: String
    let pdq: String?
    let quality: Int?
    /// How its fingerprints were made, `exact` or `fast`: a log may have lines of both.
    let mode: String?
    let undecodable: String?
    /// What is to be known of the reading, as codes.
    let remarks: [String]?
    /// Of a video.
    let frames: [Frame]?
    /// Of an archive.
    let members: [FingerprintLine]?
    /// Files of an archive that are locked, and those that are broken or too large.
    let lockedMembers: Int?
    let unreadMembers: Int?
    /// Whether there is more in a video or an archive than was read.
    let cutShort: Bool?

    init(_ found: FingerprintedFile, of file: String, _ mode: PDQMode) {
        self.init(found, file: file, mode: mode, depth: nil)
    }

    private init(_ found: FingerprintedFile, file: String?, mode: PDQMode?, depth: Int?) {
        self.file = file
        self.depth = depth
        bytes = found.byteCount
        sha256 = found.digests.sha256.hex
        sha1 = found.digests.sha1.hex
        md5 = found.digests.md5.hex
        pdq = found.still?.hash.hex
        quality = found.still?.quality
        self.mode = mode?.rawValue
        undecodable = found.undecodableReason?.code
        remarks = found.remarks.isEmpty ? nil : found.remarks.map(\.rawValue)
        let isMember = depth != nil
        switch found.reading {
        case .video(let video): frames = video.fingerprint.frames.map(Frame.init)
        case .picture, .archive, .undecodable: frames = nil
        }
        // Of an archive in an archive the outer one tells all.
        switch found.reading {
        case .archive(let archive) where !isMember:
            members = archive.members.map {
                FingerprintLine(FingerprintedFile($0), file: nil, mode: nil, depth: $0.depth)
            }
            lockedMembers = archive.encryptedCount
            unreadMembers = archive.unreadCount
        case .archive, .picture, .video, .undecodable:
            members = nil
            lockedMembers = nil
            unreadMembers = nil
        }
        cutShort = isMember ? nil : found.isAnyPartCutShort
    }
}

extension FingerprintedFile {
    /// Whether there is more in a video, an archive or a video of an archive than was read; `nil`
    /// for what is none of these.
    var isAnyPartCutShort: Bool? {
        switch reading {
        case .video, .archive: parts.contains(where: \.isCutShort)
        case .picture, .undecodable: nil
        }
    }
}
