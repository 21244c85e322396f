// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
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
            INSERT INTO assessment \(values: Column.self, [
                .id: assessment.id, .incidentID: assessment.incidentID,
                .account: assessment.account, .scheme: assessment.scheme,
                .value: assessment.value, .outcome: assessment.outcome,
                .sealedReason: assessment.sealedReason, .supersedes: assessment.supersedes,
                .madeAt: assessment.madeAt,
            ])
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
            SELECT \(columns: Column.self) FROM assessment AS a WHERE incident_id = \(incident)
            AND NOT EXISTS (SELECT 1 FROM assessment AS b WHERE b.supersedes_id = a.id) LIMIT 1
            """, Self.read)
    }

    /// Every decision, oldest first.
    package func list(_ incident: Incident.ID, in transaction: any SQLTransaction) throws
        -> [Assessment]
    {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM assessment WHERE incident_id = \(incident)
            ORDER BY made_at, id
            """, Self.read)
    }

    private enum Column: String, SQLColumn {
        case id
        case incidentID = "incident_id"
        case account = "account_id"
        case scheme, value, outcome
        case sealedReason = "reason"
        case supersedes = "supersedes_id"
        case madeAt = "made_at"
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> Assessment {
        Assessment(
            id: try row.get(.id), incidentID: try row.get(.incidentID),
            account: try row.get(.account), scheme: try row.get(.scheme),
            value: try row.get(.value), outcome: try row.get(.outcome),
            sealedReason: try row.get(.sealedReason), supersedes: try row.get(.supersedes),
            madeAt: try row.get(.madeAt))
    }
}
