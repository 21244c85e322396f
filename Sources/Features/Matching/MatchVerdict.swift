// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// What all lists together say about one file.
///
/// An entry of a benign or negative list sets a match aside only where it says at least as much as
/// the match does: a digest outweighs a picture's fingerprint and a longer digest a shorter one;
/// of two pictures' fingerprints the nearer counts, and at the same distance nothing-to-see. What
/// is less precise never hides what is more precise.
package struct MatchVerdict: Sendable, Equatable {
    /// A match that does not count, and the entry that says so.
    package struct SetAside: Sendable, Hashable {
        package let match: Match
        package let by: Match
    }

    /// What counts, the nearest first, each entry once.
    package let matches: [Match]
    /// Entries of benign lists that were met, the nearest first.
    package let benign: [Match]
    /// What a list says and another one takes back.
    package let setAside: [SetAside]

    /// For each picture of the question, in its order, what counts.
    package let pictureMatches: [[Match]]

    /// Whether lists say that there is nothing to see, and nothing says otherwise.
    package var isBenign: Bool { matches.isEmpty && !benign.isEmpty }

    /// - Parameters:
    ///   - exact: what the file's digests met.
    ///   - pictures: what each picture of the file met; a blank frame of a video says nothing about
    ///     the others.
    ///   - limit: matches and what is set aside at most, each.
    init(exact: [Match], pictures: [[Match]], limit: Int) {
        let overruling = exact.filter { $0.listKind != .known }
        var standing: [[Match]] = []
        var setAside: [SetAside] = []
        for found in [exact] + pictures {
            let others = overruling + found.filter { $0.listKind != .known }
            var counted: [Match] = []
            for match in found where match.listKind == .known {
                if let by = others.first(where: { $0.overrules(match) }) {
                    setAside.append(SetAside(match: match, by: by))
                } else {
                    counted.append(match)
                }
            }
            standing.append(counted)
        }
        matches = Self.nearest(standing.flatMap(\.self), limit)
        pictureMatches = Array(standing.dropFirst())
        let counted = Set(matches.map(\.entryID))
        var seen: Set<HashEntry.ID> = []
        self.setAside = Array(
            setAside.filter {
                !counted.contains($0.match.entryID) && seen.insert($0.match.entryID).inserted
            }.prefix(limit))
        benign = Self.nearest(
            (exact + pictures.flatMap(\.self)).filter { $0.listKind == .benign }, limit)
    }

    private init(_ verdict: MatchVerdict, matches: [Match]) {
        self.matches = matches
        benign = verdict.benign
        setAside = verdict.setAside
        pictureMatches = verdict.pictureMatches
    }

    /// The same, but some matches are not enough to act on without a person.
    package func distrusting(_ isDoubtful: (Match) -> Bool) -> MatchVerdict {
        MatchVerdict(
            self,
            matches: matches.map { match in
                isDoubtful(match) ? match.withoutTrust : match
            })
    }

    private static func nearest(_ matches: [Match], _ limit: Int) -> [Match] {
        var seen: Set<HashEntry.ID> = []
        let sorted = matches.sorted { left, right in
            (left.distance, left.entryID.text) < (right.distance, right.entryID.text)
        }
        return Array(sorted.filter { seen.insert($0.entryID).inserted }.prefix(limit))
    }
}

extension Match {
    fileprivate func overrules(_ known: Match) -> Bool {
        switch listKind {
        case .known: return false
        case .benign: break
        case .negative: guard againstID == nil || againstID == known.listID else { return false }
        }
        return kind == known.kind
            ? distance <= known.distance : kind.precision > known.kind.precision
    }
}

extension HashKind {
    /// The order in which one says more about a file than another.
    fileprivate var precision: Int {
        switch self {
        case .pdq: 0
        case .md5: 1
        case .sha1: 2
        case .sha256: 3
        }
    }
}
