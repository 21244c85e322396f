// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Fingerprinting
import MediaDecoding
import NightlightCore
import PerceptualHashing

/// What the lists say of one file: compared by its digests, a picture also by its fingerprint, a
/// video by its frames.
///
/// One frame on a list brings a video to a person. A video is *trusted* to be known, and so may be
/// acted on without a person, only when at least three tenths of its compared frames are on one and
/// the same trusted list: title cards, logos and black frames are shared by videos that have
/// nothing else in common. A digest is exact, and trusted as for any file.
package struct FileComparison: Sendable {
    /// Of a video's frames that must be on one trusted list for its matches to count as trusted.
    package static let trustedPercentMin = 30

    package let verdict: MatchVerdict
    /// How many frames were compared, and are on any list; `nil` for what is no video.
    package let frames: (matched: Int, compared: Int)?

    /// Whether a list that is in use says that the file is known.
    package var isListed: Bool { !verdict.matches.isEmpty }

    fileprivate init(_ verdict: MatchVerdict, of file: FingerprintedFile) {
        switch file.reading {
        case .picture, .archive, .undecodable:
            self.verdict = verdict
            frames = nil
        case .video:
            let compared = verdict.pictureMatches
            var trustedCounts: [HashList.ID: Int] = [:]
            for frame in compared {
                for list in Set(frame.filter(\.isTrusted).map(\.listID)) {
                    trustedCounts[list, default: 0] += 1
                }
            }
            self.verdict = verdict.distrusting { match in
                let share = trustedCounts[match.listID, default: 0] * 100
                return match.kind == .pdq && share < Self.trustedPercentMin * compared.count
            }
            frames = (compared.count { !$0.isEmpty }, compared.count)
        }
    }
}

extension Matcher {
    /// Compares one file with the lists; a file of an archive is one too, and is asked for itself.
    ///
    /// - Parameter lists: Only these say that something is known; `nil` for all.
    package nonisolated func comparison(
        of file: FingerprintedFile, lists: Set<HashList.ID>? = nil
    ) async throws -> FileComparison {
        let verdicts = try await verdicts(for: [MatchQuestion(file)], lists: lists)
        return FileComparison(verdicts[0], of: file)
    }
}

extension MatchQuestion {
    /// Asks for everything that a file may be known by.
    ///
    /// Of a video only what is worth comparing.
    package init(_ file: FingerprintedFile) {
        digests = Set(file.digests.all)
        switch file.reading {
        case .picture(let picture):
            pictures = [PDQReading(hash: picture.pdq, quality: picture.quality)]
        case .video(let video):
            pictures = video.fingerprint.comparedFrames.map {
                PDQReading(hash: $0.hash, quality: $0.quality)
            }
        case .archive, .undecodable: pictures = []
        }
    }
}
