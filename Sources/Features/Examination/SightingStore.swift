// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
package import Matching
package import NightlightCore
package import Storage

/// The table `sighting`: that media, at that locator, at that time.
package struct SightingStore: Sendable {
    package init() {}

    /// Adds a sighting; the same one twice is one.
    package func insert(
        _ media: Media.ID, at locator: Locator.ID, seen time: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO sighting \(values: Column.self, [
                .id: Identifier<SightingStore>(at: time), .mediaID: media,
                .locatorID: locator, .seenAt: time,
            ])
            ON CONFLICT DO NOTHING
            """)
    }

    /// Every media seen at the addresses of an incident, by address and time.
    package func media(
        of incident: Incident.ID, limit: Int, in transaction: any SQLTransaction
    ) throws -> [(locator: Locator.ID, media: Media.ID, seenAt: Timestamp)] {
        try transaction.all(
            """
            SELECT \(columns: Column.self, of: "s")
            FROM \(query: LocatorStore.rows(of: incident)) AS l
            JOIN sighting AS s ON s.locator_id = l.id
            ORDER BY l.created_at, l.id, s.seen_at, s.id LIMIT \(limit)
            """
        ) { (row: inout NamedRow<Column>) in
            (
                locator: try row.get(.locatorID), media: try row.get(.mediaID),
                seenAt: try row.get(.seenAt)
            )
        }
    }

    /// The media seen at the addresses of an incident, for others to join what they keep of each:
    /// a query of their identifiers, in parentheses.
    package static func media(of incident: Incident.ID) -> SQLQuery {
        """
        (SELECT s.media_id FROM \(query: LocatorStore.rows(of: incident)) AS l
            JOIN sighting AS s ON s.locator_id = l.id)
        """
    }

    private enum Column: String, SQLColumn {
        case id
        case mediaID = "media_id"
        case locatorID = "locator_id"
        case seenAt = "seen_at"
    }
}
