// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Intake
import NightlightCore
package import Storage

/// The table `assessment`.
package struct AssessmentStore: Sendable {
    package init() {}

    /// Adds a decision.
    /// - Throws: `AssessmentError.changedMeanwhile` when the one it supersedes is no longer the
    ///   current one, or when it supersedes none and there is one.
    package func insert(_ assessment: Assessment, in transaction: any SQLTransaction) throws {
        let inserted = try transaction.execute(
            """
            INSERT INTO assessment (\(query: Self.columns))
            VALUES (\(assessment.id), \(assessment.incidentID), \(assessment.account),
                \(assessment.scheme), \(assessment.value), \(assessment.outcome),
                \(assessment.sealedReason), \(assessment.supersedes), \(assessment.madeAt))
            ON CONFLICT DO NOTHING
            """)
        guard inserted == 1 else { throw AssessmentError.changedMeanwhile }
    }

    /// The decision that holds: the one none supersedes.
    package func current(_ incident: Incident.ID, in transaction: any SQLTransaction) throws
        -> Assessment?
    {
        try transaction.first(
            """
            SELECT \(query: Self.columns) FROM assessment AS a WHERE incident_id = \(incident)
            AND NOT EXISTS (SELECT 1 FROM assessment AS b WHERE b.supersedes_id = a.id) LIMIT 1
            """, Self.read)
    }

    /// Every decision, oldest first.
    package func list(_ incident: Incident.ID, in transaction: any SQLTransaction) throws
        -> [Assessment]
    {
        try transaction.all(
            """
            SELECT \(query: Self.columns) FROM assessment WHERE incident_id = \(incident)
            ORDER BY made_at, id
            """, Self.read)
    }

    static let columns: SQLQuery = """
        id, incident_id, account_id, scheme, value, outcome, reason, supersedes_id, made_at
        """

    static func read(_ row: SQLRow) throws -> Assessment {
        Assessment(
            id: try row.get(0), incidentID: try row.get(1), account: try row.optional(2),
            scheme: try row.get(3), value: try row.get(4), outcome: try row.get(5),
            sealedReason: try row.optional(6), supersedes: try row.optional(7),
            madeAt: try row.get(8))
    }
}
