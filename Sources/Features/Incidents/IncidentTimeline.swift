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
        guard try transaction.value(incident, as: String.self) != nil else {
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
            SELECT \(columns: Column.self) FROM incident_event
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
            SELECT \(columns: Column.self) FROM incident_event WHERE incident_id = \(incident)
            """
        if let before {
            query += """
                 AND position < (SELECT position FROM incident_event WHERE id = \(before))
                """
        }
        return try transaction.all(query + " ORDER BY position DESC LIMIT \(limit)", Self.read)
    }

    private enum Column: String, SQLColumn {
        case id
        case incidentID = "incident_id"
        case kind, at
        case account = "account_id"
        case facts
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> IncidentEvent {
        IncidentEvent(
            id: try row.get(.id), incidentID: try row.get(.incidentID), kind: try row.get(.kind),
            at: try row.get(.at), account: try row.get(.account),
            facts: try JSONDecoder().decode(
                Facts.self, from: Data(try row.get(.facts, as: String.self).utf8)))
    }
}
