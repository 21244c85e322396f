// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
package import NightlightCore
package import Storage

/// The table `takedown_follower`.
package struct FollowerStore: Sendable {
    package init() {}

    /// Adds an incident to those that wait, or lets it wait again.
    package func join(
        _ takedown: Takedown.ID, _ locator: Locator.ID, of incident: Incident.ID,
        at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO takedown_follower \(values: Column.self, [
                .locatorID: locator, .takedownID: takedown, .incidentID: incident, .joinedAt: now,
                .leftAt: Timestamp?.none,
            ])
            ON CONFLICT (locator_id) DO UPDATE SET left_at = NULL
            """)
    }

    package func leave(
        _ takedown: Takedown.ID, incident: Incident.ID, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            """
            UPDATE takedown_follower SET left_at = \(now)
            WHERE takedown_id = \(takedown) AND incident_id = \(incident) AND left_at IS NULL
            """)
    }

    /// Everyone who waits for a takedown, in the order in which they joined.
    package func waiting(
        for takedown: Takedown.ID, limit: Int = .max, in transaction: any SQLTransaction
    ) throws -> [Follower] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM takedown_follower
            WHERE takedown_id = \(takedown) AND left_at IS NULL
            ORDER BY joined_at, locator_id LIMIT \(Int64(limit))
            """, Self.read)
    }

    /// What an incident's address waits for or waited for.
    package func find(
        _ locator: Locator.ID, in transaction: any SQLTransaction
    ) throws -> Follower? {
        try transaction.first(
            """
            SELECT \(columns: Column.self) FROM takedown_follower WHERE locator_id = \(locator)
            """, Self.read)
    }

    /// How many incidents wait for a takedown.
    package func count(
        waitingFor takedown: Takedown.ID, in transaction: any SQLTransaction
    ) throws -> Int {
        try transaction.count(
            """
            SELECT count(DISTINCT incident_id) FROM takedown_follower
            WHERE takedown_id = \(takedown) AND left_at IS NULL
            """)
    }

    /// Every takedown that an incident waits for or waited for.
    package func list(
        incident: Incident.ID, in transaction: any SQLTransaction
    ) throws -> [Follower] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM takedown_follower
            WHERE incident_id = \(incident) ORDER BY takedown_id, locator_id
            """, Self.read)
    }

    private enum Column: String, SQLColumn {
        case locatorID = "locator_id"
        case takedownID = "takedown_id"
        case incidentID = "incident_id"
        case joinedAt = "joined_at"
        case leftAt = "left_at"
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> Follower {
        Follower(
            takedownID: try row.get(.takedownID), incidentID: try row.get(.incidentID),
            locatorID: try row.get(.locatorID), joinedAt: try row.get(.joinedAt),
            leftAt: try row.get(.leftAt))
    }
}
