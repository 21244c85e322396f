// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import MediaDecoding
import NightlightCore
package import PerceptualHashing

extension SeenFrame {
    /// A decoder's fingerprint as the lists have it.
    package init?(_ hash: PDQHash, quality: Int) {
        guard let pdq = Fingerprint(kind: .pdq, bytes: hash.bytes) else { return nil }
        self.init(pdq: pdq, quality: quality)
    }
}

extension SeenFilm {
    // LIMIT: look-ups for one film: some seconds. A longer film is looked up in even steps.
    package static let framesMax = 900

    /// Keeps of a film what is worth comparing: each fingerprint once, and none under the quality
    /// that the vPDQ method asks for.
    package init(_ video: VideoReading) {
        var seen: Set<PDQHash> = []
        let good = video.fingerprint.frames.filter {
            $0.quality >= VideoComparison.qualityMin && seen.insert($0.hash).inserted
        }
        let kept =
            good.count <= Self.framesMax
            ? good : (0..<Self.framesMax).map { good[$0 * good.count / Self.framesMax] }
        let first = video.fingerprint.frames.first
        let isPicture = video.format == .gif || video.format == .webp
        self.init(
            frames: kept.compactMap { SeenFrame($0.hash, quality: $0.quality) },
            still: isPicture ? first.flatMap { SeenFrame($0.hash, quality: $0.quality) } : nil,
            isCutShort: video.isCutShort)
    }
}

extension SeenMedia.Reading {
    init(_ picture: PictureReading) {
        self =
            SeenFrame(picture.pdq, quality: picture.quality).map(Self.picture)
            ?? .undecodable(code: UndecodableReason.garbled.code)
    }

    /// What the decoder made of a file by itself.
    package init(_ reading: FileReading) {
        switch reading {
        case .picture(let picture): self.init(picture)
        case .video(let video): self = .film(SeenFilm(video))
        case .archive(let archive):
            self = .archive(
                isCutShort: archive.isCutShort || archive.encryptedCount > 0
                    || archive.unreadCount > 0)
        case .undecodable(let reason): self = .undecodable(code: reason.code)
        }
    }

    /// What the decoder made of a file of an archive.
    package init(_ reading: ArchiveMember.Reading) {
        switch reading {
        case .picture(let picture): self.init(picture)
        case .video(let video): self = .film(SeenFilm(video))
        // What is left out of an archive within is told of the outer one.
        case .archive: self = .archive(isCutShort: false)
        case .undecodable(let reason): self = .undecodable(code: reason.code)
        }
    }
}

extension FileDigests {
    package init?(of member: ArchiveMember) {
        self.init(md5: member.md5, sha1: member.sha1, sha256: member.sha256)
    }
}
