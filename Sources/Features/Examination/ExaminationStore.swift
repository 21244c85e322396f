// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
import NightlightCore
package import Storage

/// The tables `examination` and `examined_server`.
package struct ExaminationStore: Sendable {
    package init() {}

    /// Writes what came of the latest examination over what came of an earlier one.
    package func put(_ examination: Examination, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO examination \(values: Column.self, [
                .incidentID: examination.incidentID, .outcome: examination.outcome,
                .code: examination.code, .pageCount: examination.pageCount,
                .mediaCount: examination.mediaCount,
                .undecodableCount: examination.undecodableCount,
                .failedCount: examination.failedCount, .skippedCount: examination.skippedCount,
                .byteCount: examination.byteCount, .finishedAt: examination.finishedAt,
            ])
            ON CONFLICT (incident_id) DO UPDATE SET outcome = excluded.outcome,
                outcome_code = excluded.outcome_code, page_count = excluded.page_count,
                media_count = excluded.media_count,
                undecodable_count = excluded.undecodable_count,
                failed_count = excluded.failed_count, skipped_count = excluded.skipped_count,
                byte_count = excluded.byte_count, finished_at = excluded.finished_at
            """)
    }

    package func find(_ incident: Incident.ID, in transaction: any SQLTransaction) throws
        -> Examination?
    {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM examination WHERE incident_id = \(incident)"
        ) { (row: inout NamedRow<Column>) in
            var examination = Examination(
                incidentID: try row.get(.incidentID), outcome: try row.get(.outcome),
                finishedAt: try row.get(.finishedAt))
            examination.code = try row.get(.code)
            examination.pageCount = try row.get(.pageCount)
            examination.mediaCount = try row.get(.mediaCount)
            examination.undecodableCount = try row.get(.undecodableCount)
            examination.failedCount = try row.get(.failedCount)
            examination.skippedCount = try row.get(.skippedCount)
            examination.byteCount = try row.get(.byteCount)
            return examination
        }
    }

    /// Adds a server, unless it was seen in this role for this address before.
    package func insert(_ server: ExaminedServer, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO examined_server \(values: ServerColumn.self, [
                .incidentID: server.incidentID, .locatorID: server.locatorID,
                .role: server.role, .address: server.address, .seenAt: server.seenAt,
            ])
            ON CONFLICT DO NOTHING
            """)
    }

    package func servers(of incident: Incident.ID, in transaction: any SQLTransaction) throws
        -> [ExaminedServer]
    {
        try transaction.all(
            """
            SELECT \(columns: ServerColumn.self) FROM examined_server
            WHERE incident_id = \(incident) ORDER BY locator_id, role, address
            """
        ) { (row: inout NamedRow<ServerColumn>) in
            ExaminedServer(
                incidentID: try row.get(.incidentID), locatorID: try row.get(.locatorID),
                role: try row.get(.role), address: try row.get(.address),
                seenAt: try row.get(.seenAt))
        }
    }

    private enum Column: String, SQLColumn {
        case incidentID = "incident_id"
        case outcome
        case finishedAt = "finished_at"
        case code = "outcome_code"
        case pageCount = "page_count"
        case mediaCount = "media_count"
        case undecodableCount = "undecodable_count"
        case failedCount = "failed_count"
        case skippedCount = "skipped_count"
        case byteCount = "byte_count"
    }

    private enum ServerColumn: String, SQLColumn {
        case incidentID = "incident_id"
        case locatorID = "locator_id"
        case role, address
        case seenAt = "seen_at"
    }
}
