// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Intake
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
            INSERT INTO sighting (id, media_id, locator_id, seen_at)
            VALUES (\(Identifier<SightingStore>(at: time)), \(media), \(locator), \(time))
            ON CONFLICT DO NOTHING
            """)
    }

    /// Every media seen at the addresses of an incident, by address and time.
    package func media(
        of incident: Incident.ID, limit: Int, in transaction: any SQLTransaction
    ) throws -> [(locator: Locator.ID, media: Media.ID, seenAt: Timestamp)] {
        try transaction.all(
            """
            SELECT s.locator_id, s.media_id, s.seen_at FROM locator AS l
            JOIN sighting AS s ON s.locator_id = l.id
            WHERE l.incident_id = \(incident)
            ORDER BY l.created_at, l.id, s.seen_at, s.id LIMIT \(limit)
            """
        ) { (locator: try $0.get(0), media: try $0.get(1), seenAt: try $0.get(2)) }
    }
}
