// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex
import NightlightCore
import PerceptualHashing
import Storage

extension Matcher {
    // LIMIT: digests looked up in one statement.
    private static let digestsMax = 500
    // LIMIT: neighbours looked up in one statement.
    private static let picturesMax = 500

    /// Answers many questions at once, in their order.
    ///
    /// One transaction looks all digests up and tells how far the index must have been read, so
    /// that asking a thousand together costs little more than asking one.
    ///
    /// The search runs where the caller does, so that callers do not wait for each other's.
    ///
    /// - Parameters:
    ///   - questions: Answered one by one.
    ///   - lists: Only these say that something is known; `nil` for all. What others take back is
    ///     taken back all the same.
    /// - Throws: `MatchingError.tooManyFingerprints` when one question has too many.
    package nonisolated func verdicts(
        for questions: [MatchQuestion], lists: Set<HashList.ID>? = nil
    ) async throws -> [MatchVerdict] {
        let asked = { (match: Match) in
            match.listKind != .known || lists?.contains(match.listID) ?? true
        }
        guard questions.allSatisfy({ $0.fingerprintCount <= Self.fingerprintsMax }) else {
            throw MatchingError.tooManyFingerprints
        }
        let digests = questions.reduce(into: Set<Fingerprint>()) { $0.formUnion($1.digests) }
        let qualities = Set(questions.flatMap(\.pictures).map(\.quality))
        let (exact, overviews) = try await database.read { [lookup] transaction in
            (
                try Self.exact(Array(digests), lookup, transaction),
                try qualities.map { ($0, try lookup.overview(quality: $0, in: transaction)) }
            )
        }
        if let newest = overviews.map(\.1.generation).max() { try await catchUp(to: newest) }
        let reaches = Dictionary(overviews.map { ($0.0, $0.1.reach) }) { first, _ in first }
        var verdicts: [MatchVerdict] = []
        for question in questions {
            var found: [[Match]] = []
            for picture in question.pictures {
                guard let reach = reaches[picture.quality] ?? nil else {
                    found.append([])
                    continue
                }
                found.append(
                    try await matches(
                        near: picture.hash, within: reach, quality: picture.quality, asked))
            }
            verdicts.append(
                MatchVerdict(
                    exact: question.digests.flatMap { (exact[$0] ?? []).filter(asked) },
                    pictures: found,
                    limit: Self.matchesMax))
        }
        return verdicts
    }

    private static func exact(
        _ digests: [Fingerprint], _ lookup: EntryLookup, _ transaction: any SQLTransaction
    ) throws -> [Fingerprint: [Match]] {
        var found: [Fingerprint: [Match]] = [:]
        for start in stride(from: 0, to: digests.count, by: digestsMax) {
            let part = digests[start..<min(digests.count, start + digestsMax)]
            let matches = try lookup.exact(Array(part), in: transaction)
            for (digest, match) in matches { found[digest, default: []].append(match) }
        }
        return found
    }

    /// Neighbours that do not count, because they are withdrawn or their list is disabled, must not
    /// hide those that do: while all that were asked for are found, it asks for twice as many.
    private nonisolated func matches(
        near picture: PDQHash, within reach: Int, quality: Int, _ isAsked: (Match) -> Bool
    ) async throws -> [Match] {
        let index = index.latest
        var matches: [Match] = []
        var seen: Set<HashNeighbour> = []
        var limit = Self.neighboursMax
        while true {
            let found = index.neighbours(of: picture, within: reach, limit: limit)
            // Most pictures are near nothing, and then the database is not asked.
            if found.isEmpty { return matches }
            let new = found.filter { seen.insert($0).inserted }
            for start in stride(from: 0, to: new.count, by: Self.picturesMax) {
                let part = new[start..<min(new.count, start + Self.picturesMax)]
                let distances = Dictionary(part.map { ($0.hash, $0.distance) }) { min($0, $1) }
                let read = try await database.read { [lookup] transaction in
                    try lookup.pictures(distances, quality: quality, in: transaction)
                }
                matches += read.filter(isAsked)
            }
            if found.count < limit || matches.count >= Self.matchesMax { return matches }
            limit *= 2
        }
    }
}
