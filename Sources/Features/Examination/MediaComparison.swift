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
        /// The nearest first, each entry once.
        package let matches: [Match]
        /// How many frames were compared, and are on any list; `nil` for what is no film.
        package let frames: (matched: Int, compared: Int)?
    }

    // LIMIT: matches of one film, as of any file.
    private static let matchesMax = 1_000

    // LIMIT: entries remembered while a film's frames are compared: some megabytes.
    private static let entriesMax = 10_000

    let matcher: Matcher

    package init(matcher: Matcher) { self.matcher = matcher }

    package func result(for media: SeenMedia) async throws -> Result {
        switch media.reading {
        case .picture(let picture):
            let all = media.digests + [picture.pdq]
            return Result(
                matches: try await matcher.matches(for: all, quality: picture.quality),
                frames: nil)
        case .film(let film): return try await result(for: film, of: media)
        case .archive, .undecodable:
            return Result(
                matches: try await matcher.matches(for: media.digests, quality: nil), frames: nil)
        }
    }

    private func result(for film: SeenFilm, of media: SeenMedia) async throws -> Result {
        var matches = try await matcher.matches(for: media.digests, quality: nil)
        var found: [HashEntry.ID: Match] = [:]
        var matchedCount = 0
        var trustedCounts: [HashList.ID: Int] = [:]
        for frame in film.frames {
            // One by one, since a list asks for a quality of each.
            let near = try await matcher.matches(for: [frame.pdq], quality: frame.quality)
            if !near.isEmpty { matchedCount += 1 }
            for list in Set(near.filter(\.isTrusted).map(\.listID)) {
                trustedCounts[list, default: 0] += 1
            }
            for match in near {
                let known = found[match.entryID]
                guard known != nil || found.count < Self.entriesMax else { continue }
                found[match.entryID] =
                    known.map { $0.distance <= match.distance ? $0 : match }
                    ?? match
            }
        }
        matches += found.values.map { match in
            let share = trustedCounts[match.listID, default: 0] * 100
            let isEnough = share >= Self.trustedPercentMin * film.frames.count
            return Match(
                entryID: match.entryID, listID: match.listID, kind: match.kind,
                distance: match.distance, isTrusted: match.isTrusted && isEnough)
        }
        return Result(
            matches: Self.nearest(matches), frames: (matchedCount, film.frames.count))
    }

    /// Each entry once, by its nearest match.
    private static func nearest(_ matches: [Match]) -> [Match] {
        var seen: Set<HashEntry.ID> = []
        let sorted = matches.sorted { left, right in
            (left.distance, left.entryID.text) < (right.distance, right.entryID.text)
        }
        return Array(sorted.filter { seen.insert($0.entryID).inserted }.prefix(matchesMax))
    }
}
