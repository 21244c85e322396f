// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Matching
import NightlightCore

/// Compares what was seen with the lists: a file by its digests, a picture by its fingerprint, a
/// film by its frames.
///
/// One frame on a list brings a film to a person. A film is *trusted* to be known, and so may be
/// acted on without a person, only when at least three tenths of its compared frames are on one and
/// the same trusted list: title cards, logos and black frames are shared by films that have nothing
/// else in common. A digest is exact, and trusted as for any file.
package struct MediaComparison: Sendable {
    /// Of a film's frames that must be on one trusted list for its matches to count as trusted.
    package static let trustedPercentMin = 30

    /// What the lists say of one file.
    package struct Result: Sendable {
        package let verdict: MatchVerdict
        /// How many frames were compared, and are on any list; `nil` for what is no film.
        package let frames: (matched: Int, compared: Int)?
    }

    let matcher: Matcher

    package init(matcher: Matcher) { self.matcher = matcher }

    package func result(for media: SeenMedia) async throws -> Result {
        switch media.reading {
        case .picture(let picture):
            let all = media.digests + [picture.pdq]
            return Result(
                verdict: try await matcher.verdict(for: all, quality: picture.quality),
                frames: nil)
        case .film(let film): return try await result(for: film, of: media)
        case .archive, .undecodable:
            return Result(
                verdict: try await matcher.verdict(for: media.digests, quality: nil), frames: nil)
        }
    }

    private func result(for film: SeenFilm, of media: SeenMedia) async throws -> Result {
        let question = MatchQuestion(
            digests: media.digests, frames: film.frames.map { ($0.pdq, $0.quality) })
        let verdict = try await matcher.verdicts(for: [question])[0]
        var trustedCounts: [HashList.ID: Int] = [:]
        for frame in verdict.pictureMatches {
            for list in Set(frame.filter(\.isTrusted).map(\.listID)) {
                trustedCounts[list, default: 0] += 1
            }
        }
        let matchedCount = verdict.pictureMatches.count { !$0.isEmpty }
        return Result(
            verdict: verdict.distrusting { match in
                let share = trustedCounts[match.listID, default: 0] * 100
                return match.kind == .pdq && share < Self.trustedPercentMin * film.frames.count
            },
            frames: (matchedCount, film.frames.count))
    }
}
