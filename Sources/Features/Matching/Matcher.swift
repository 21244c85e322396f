// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex
package import NightlightCore
import PerceptualHashing
package import Storage

/// Compares fingerprints with the lists.
///
/// Digests are looked up in the database. Pictures are compared with an index in memory, which is
/// read at the first look-up and then kept up with the changes; what it finds is looked up in the
/// database too. So every change that was committed before the call counts: new entries match,
/// and withdrawn entries and disabled lists do not.
///
/// The index takes about 40 bytes for each distinct picture on a list: 10 million take 400 MB.
package actor Matcher {
    // LIMIT: changes read in one transaction: some megabytes, a fraction of a second.
    private static let changesMax = 20_000

    // LIMIT: neighbours looked up in one transaction.
    private static let neighboursMax = 1_000

    // LIMIT: matches of one look-up, nearest first: a file on a thousand entries is known.
    private static let matchesMax = 1_000

    // LIMIT: fingerprints of one look-up: a file has four, the frames of a film some hundreds.
    static let fingerprintsMax = 1_000

    private let database: any Database
    private let lookup = EntryLookup()
    private var index = HammingIndex()
    private var place = ChangePlace()
    /// Every change up to this one is in the index.
    private var generation: Int64 = -1
    private var reading: Task<Void, any Error>?

    package init(database: any Database) {
        self.database = database
    }

    /// What matches, the nearest first, each entry once.
    ///
    /// - Parameter quality: of the reading that gave the perceptual fingerprints: a list is not
    ///   compared with a reading under the quality it asks for. `nil` where nobody knows it, as for
    ///   a fingerprint without its picture; then it is compared with every list.
    package func matches(
        for fingerprints: [Fingerprint], quality: Int?
    ) async throws -> [Match] {
        try await verdict(for: fingerprints, quality: quality).matches
    }

    /// What matches, and what benign and negative lists say about it; parameters as for `matches`.
    package func verdict(
        for fingerprints: [Fingerprint], quality: Int?
    ) async throws -> MatchVerdict {
        let distinct = Set(fingerprints)
        guard distinct.count <= Self.fingerprintsMax else {
            throw MatchingError.tooManyFingerprints
        }
        let quality = quality ?? HashListSettings.pdqQualities.upperBound
        let (exact, overview) = try await database.read { [lookup] transaction in
            let exact = try distinct.filter { $0.kind != .pdq }.flatMap {
                try lookup.exact($0, in: transaction)
            }
            return (exact, try lookup.overview(quality: quality, in: transaction))
        }
        let pictures = distinct.filter { $0.kind == .pdq }.compactMap { PDQHash(bytes: $0.bytes) }
        var found: [[Match]] = []
        if !pictures.isEmpty, let reach = overview.reach {
            try await catchUp(to: overview.generation)
            for picture in pictures {
                found.append(
                    try await matches(near: picture, within: reach, quality: quality))
            }
        }
        return MatchVerdict(exact: exact, pictures: found, limit: Self.matchesMax)
    }

    /// Neighbours that do not count, because they are withdrawn or their list is disabled, must not
    /// hide those that do: while all that were asked for are found, it asks for more.
    private func matches(
        near picture: PDQHash, within reach: Int, quality: Int
    ) async throws -> [Match] {
        var matches: [Match] = []
        var seen: Set<HashNeighbour> = []
        var limit = Self.neighboursMax
        while true {
            let found = index.neighbours(of: picture, within: reach, limit: limit)
            let new = found.filter { seen.insert($0).inserted }
            matches += try await database.read { [lookup] transaction in
                try new.flatMap { neighbour in
                    try lookup.picture(
                        neighbour.hash, distance: neighbour.distance, quality: quality,
                        in: transaction)
                }
            }
            if found.count < limit || matches.count >= Self.matchesMax { return matches }
            limit += Self.neighboursMax
        }
    }

    /// Returns when the index has every change up to this one.
    ///
    /// Callers that come meanwhile share one reading.
    private func catchUp(to wanted: Int64) async throws {
        while generation < wanted {
            let task = reading ?? Task { try await readOn() }
            reading = task
            try await task.value
        }
    }

    private func readOn() async throws {
        defer { reading = nil }
        // Whatever is committed by now has been read when the pages end.
        let committed = try await database.read { [lookup] in try lookup.generation(in: $0) }
        while true {
            let changes = try await database.read { [lookup, place] in
                try lookup.changes(after: place, limit: Self.changesMax, in: $0)
            }
            for change in changes {
                if change.isLive { index.insert(change.hash) } else { index.remove(change.hash) }
            }
            place = changes.last?.place ?? place
            if changes.count < Self.changesMax { break }
        }
        generation = committed
    }
}
