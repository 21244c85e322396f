// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// What a person's decision about an incident says of the entries its media matched.
package enum MatchOpinion: String, CaseIterable, Sendable, SQLConvertible {
    case confirmed, refuted
}

/// The table `match_opinion`: what decisions by people say about the entries that media matched.
package struct MatchOpinionStore: Sendable {
    package init() {}

    // LIMIT: entries that one decision speaks about: a gallery's files, each on a few lists.
    private static let entriesMax = 10_000

    private enum CountColumn: String, SQLColumn {
        case opinion
        case count = "count(*)"
    }

    /// Notes what the decision that holds about an incident says; `nil` says nothing.
    ///
    /// It belongs in the transaction that records the decision. What an earlier one said is taken
    /// back.
    ///
    /// - Parameter media: a query of the incident's media, in parentheses. A decision is about the
    ///   incident: of several files at its addresses each match gets the same opinion.
    package func replace(
        _ opinion: MatchOpinion?, about media: SQLQuery, of incident: IncidentID,
        at time: Timestamp, in transaction: any SQLTransaction
    ) throws {
        try transaction.execute("DELETE FROM match_opinion WHERE incident_id = \(incident)")
        guard let opinion else { return }
        try transaction.execute(
            """
            INSERT INTO match_opinion (entry_id, incident_id, opinion, at)
            SELECT DISTINCT m.entry_id, \(incident), \(opinion), \(time)
            FROM media_match AS m
            WHERE m.media_id IN \(query: media) AND m.set_aside_by IS NULL
            LIMIT \(Self.entriesMax)
            """)
    }

    /// What the decision about an incident says of an entry; `nil` when it says nothing.
    package func find(
        _ incident: IncidentID, on entry: HashEntry.ID,
        in transaction: any SQLTransaction
    ) throws -> MatchOpinion? {
        try transaction.value(
            """
            SELECT opinion FROM match_opinion
            WHERE entry_id = \(entry) AND incident_id = \(incident)
            """)
    }

    /// In how many incidents people were of each opinion about an entry.
    func counts(
        of entry: HashEntry.ID, in transaction: any SQLTransaction
    ) throws -> [MatchOpinion: Int] {
        var counts: [MatchOpinion: Int] = [:]
        try transaction.forEach(
            """
            SELECT \(columns: CountColumn.self) FROM match_opinion WHERE entry_id = \(entry)
            GROUP BY opinion
            """
        ) { (row: inout NamedRow<CountColumn>) in
            counts[try row.get(.opinion)] = try row.get(.count, as: Int.self)
        }
        return counts
    }
}
