// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
package import Matching
import NightlightCore
package import Storage

/// The table `match_opinion`: what decisions by people say about the entries that media matched.
package struct MatchOpinionStore: Sendable {
    package init() {}

    // LIMIT: entries that one decision speaks about: a gallery's files, each on a few lists.
    private static let entriesMax = 10_000

    /// Notes what the decision that holds says, in the transaction that records it.
    ///
    /// What an earlier decision about the same incident said is taken back. A decision is about the
    /// incident: of several files at its addresses each match gets the same opinion.
    func note(_ assessment: Assessment, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            "DELETE FROM match_opinion WHERE incident_id = \(assessment.incidentID)")
        // What the policy decided is what the list said, and no opinion of its own.
        guard assessment.account != nil,
            let opinion = Scheme.find(assessment.scheme)?.value(assessment.value)?.opinion
        else { return }
        try transaction.execute(
            """
            INSERT INTO match_opinion (entry_id, incident_id, opinion, at)
            SELECT DISTINCT m.entry_id, \(assessment.incidentID), \(opinion),
                \(assessment.madeAt)
            FROM locator AS l JOIN sighting AS s ON s.locator_id = l.id
                JOIN media_match AS m ON m.media_id = s.media_id
            WHERE l.incident_id = \(assessment.incidentID) AND m.set_aside_by IS NULL
            LIMIT \(Self.entriesMax)
            """)
    }

    /// What the decisions about an incident say of an entry; `nil` when they say nothing.
    package func opinion(
        of incident: Incident.ID, on entry: HashEntry.ID, in transaction: any SQLTransaction
    ) throws -> MatchOpinion? {
        try transaction.value(
            """
            SELECT opinion FROM match_opinion
            WHERE entry_id = \(entry) AND incident_id = \(incident)
            """)
    }
}

extension Scheme.Value {
    /// A decision that nothing was found says nothing about what was found before, and one that it
    /// is something else that harms does not call the list wrong.
    fileprivate var opinion: MatchOpinion? {
        switch outcome {
        case .actionable: .confirmed
        case .closed: refutesMatches ? .refuted : nil
        }
    }
}
