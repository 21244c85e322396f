// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Intake
import NightlightCore
package import Storage

/// The tables `examination` and `examined_server`.
package struct ExaminationStore: Sendable {
    package init() {}

    /// Writes what came of the latest examination over what came of an earlier one.
    package func put(_ examination: Examination, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO examination (incident_id, outcome, outcome_code, page_count, media_count,
                undecodable_count, failed_count, skipped_count, byte_count, finished_at)
            VALUES (\(examination.incidentID), \(examination.outcome), \(examination.code),
                \(examination.pageCount), \(examination.mediaCount),
                \(examination.undecodableCount), \(examination.failedCount),
                \(examination.skippedCount), \(examination.byteCount), \(examination.finishedAt))
            ON CONFLICT (incident_id) DO UPDATE SET outcome = excluded.outcome,
                outcome_code = excluded.outcome_code, page_count = excluded.page_count,
                media_count = excluded.media_count,
                undecodable_count = excluded.undecodable_count,
                failed_count = excluded.failed_count, skipped_count = excluded.skipped_count,
                byte_count = excluded.byte_count, finished_at = excluded.finished_at
            """)
    }

    package func get(_ incident: Incident.ID, in transaction: any SQLTransaction) throws
        -> Examination?
    {
        try transaction.first(
            """
            SELECT outcome, outcome_code, page_count, media_count, undecodable_count,
                failed_count, skipped_count, byte_count, finished_at
            FROM examination WHERE incident_id = \(incident)
            """
        ) { row in
            var examination = Examination(
                incidentID: incident, outcome: try row.get(0), finishedAt: try row.get(8))
            examination.code = try row.optional(1)
            examination.pageCount = try row.get(2)
            examination.mediaCount = try row.get(3)
            examination.undecodableCount = try row.get(4)
            examination.failedCount = try row.get(5)
            examination.skippedCount = try row.get(6)
            examination.byteCount = try row.get(7)
            return examination
        }
    }

    /// Adds a server, unless it was seen in this role for this address before.
    package func insert(_ server: ExaminedServer, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO examined_server (locator_id, role, address, incident_id, seen_at)
            VALUES (\(server.locatorID), \(server.role), \(server.address), \(server.incidentID),
                \(server.seenAt))
            ON CONFLICT DO NOTHING
            """)
    }

    package func servers(of incident: Incident.ID, in transaction: any SQLTransaction) throws
        -> [ExaminedServer]
    {
        try transaction.all(
            """
            SELECT locator_id, role, address, seen_at FROM examined_server
            WHERE incident_id = \(incident) ORDER BY locator_id, role, address
            """
        ) { row in
            ExaminedServer(
                incidentID: incident, locatorID: try row.get(0), role: try row.get(1),
                address: try row.get(2), seenAt: try row.get(3))
        }
    }
}
