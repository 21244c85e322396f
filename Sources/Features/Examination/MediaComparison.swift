// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Matching
package import NightlightCore

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
        try await result(for: media.digests, media.reading)
    }

    /// - Parameters:
    ///   - digests: The file's.
    ///   - reading: What the decoder made of it.
    ///   - lists: Only these say that something is known; `nil` for all.
    package func result(
        for digests: [Fingerprint], _ reading: SeenMedia.Reading, lists: Set<HashList.ID>? = nil
    ) async throws -> Result {
        let question: MatchQuestion
        switch reading {
        case .picture(let picture):
            question = MatchQuestion(digests + [picture.pdq], quality: picture.quality)
        case .film(let film):
            question = MatchQuestion(
                digests: digests, frames: film.frames.map { ($0.pdq, $0.quality) })
        case .archive, .undecodable: question = MatchQuestion(digests, quality: nil)
        }
        let verdict = try await matcher.verdicts(for: [question], lists: lists)[0]
        guard case .film(let film) = reading else { return Result(verdict: verdict, frames: nil) }
        return judged(verdict, film)
    }

    private func judged(_ verdict: MatchVerdict, _ film: SeenFilm) -> Result {
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
