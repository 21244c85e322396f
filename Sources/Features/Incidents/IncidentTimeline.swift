// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import FoundationEssentials
import NightlightCore
package import Storage

/// The rows of `incident_event`: only ever added to.
package struct IncidentTimeline: Sendable {
    package init() {}

    package func append(_ event: IncidentEvent, in transaction: any SQLTransaction) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let facts = String(decoding: try encoder.encode(event.facts), as: UTF8.self)
        // Whoever adds to one incident's timeline at the same time waits here, so that each event
        // has a place of its own: times alone do not tell, several things happen in one moment.
        let incident: SQLQuery =
            """
            SELECT id FROM incident WHERE id = \(event.incidentID)
            \(transaction.dialect.forUpdate)
            """
        guard try transaction.first(incident, { $0 }) != nil else {
            throw IncidentError.unknown
        }
        try transaction.execute(
            """
            INSERT INTO incident_event (id, incident_id, position, kind, at, account_id, facts)
            SELECT \(event.id), \(event.incidentID), coalesce(max(position), 0) + 1,
                \(event.kind), CAST(\(event.at) AS bigint), \(event.account), \(facts)
            FROM incident_event WHERE incident_id = \(event.incidentID)
            """)
    }

    /// Everything that happened to an incident, first to last.
    package func events(
        of incident: Incident.ID, in transaction: any SQLTransaction
    ) throws -> [IncidentEvent] {
        try transaction.all(
            """
            SELECT \(query: Self.columns) FROM incident_event
            WHERE incident_id = \(incident) ORDER BY position
            """, Self.read)
    }

    /// What happened last, newest first: as much of it as one page shows.
    ///
    /// `before`: the last event of the page before.
    package func latest(
        of incident: Incident.ID, before: IncidentEvent.ID? = nil, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [IncidentEvent] {
        var query: SQLQuery = """
            SELECT \(query: Self.columns) FROM incident_event WHERE incident_id = \(incident)
            """
        if let before {
            query =
                query + """
                     AND position < (SELECT position FROM incident_event WHERE id = \(before))
                    """
        }
        return try transaction.all(query + " ORDER BY position DESC LIMIT \(limit)", Self.read)
    }

    private static let columns: SQLQuery = "id, incident_id, kind, at, account_id, facts"

    private static func read(_ row: SQLRow) throws -> IncidentEvent {
        let facts: String = try row.get(5)
        return IncidentEvent(
            id: try row.get(0), incidentID: try row.get(1), kind: try row.get(2),
            at: try row.get(3), account: try row.optional(4),
            facts: try JSONDecoder().decode([String: String].self, from: Data(facts.utf8)))
    }
}
