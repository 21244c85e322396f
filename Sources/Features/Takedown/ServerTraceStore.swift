// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
import NightlightCore
package import Storage

/// The table `server_trace`.
///
/// Rows are only ever added: where a server was then is a fact of then.
package struct ServerTraceStore: Sendable {
    package init() {}

    package func insert(_ trace: ServerTrace, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO server_trace \(values: Column.self, [
                .id: trace.id, .incidentID: trace.incidentID, .locatorID: trace.locatorID,
                .role: trace.role, .address: trace.address, .country: trace.country,
                .networkHandle: trace.networkHandle, .networkName: trace.networkName,
                .organisation: trace.organisation, .source: trace.source,
                .contactID: trace.contactID, .upstreamContactID: trace.upstreamContactID,
                .failureCode: trace.failureCode, .tracedAt: trace.tracedAt,
            ])
            """)
    }

    /// Every trace of an incident, oldest first, at most `limit`.
    package func list(
        incident: Incident.ID, limit: Int = 1_000, in transaction: any SQLTransaction
    ) throws -> [ServerTrace] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM server_trace WHERE incident_id = \(incident)
            ORDER BY traced_at, id LIMIT \(Int64(limit))
            """, Self.read)
    }

    /// The newest trace of one of an address's servers.
    package func latest(
        locator: Locator.ID, role: ServerRole, in transaction: any SQLTransaction
    ) throws -> ServerTrace? {
        try transaction.first(
            """
            SELECT \(columns: Column.self) FROM server_trace
            WHERE locator_id = \(locator) AND role = \(role)
            ORDER BY traced_at DESC, id DESC LIMIT 1
            """, Self.read)
    }

    private enum Column: String, SQLColumn {
        case id
        case incidentID = "incident_id"
        case locatorID = "locator_id"
        case role, address, country
        case networkHandle = "network_handle"
        case networkName = "network_name"
        case organisation, source
        case contactID = "contact_id"
        case upstreamContactID = "upstream_contact_id"
        case failureCode = "failure_code"
        case tracedAt = "traced_at"
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> ServerTrace {
        ServerTrace(
            id: try row.get(.id), incidentID: try row.get(.incidentID),
            locatorID: try row.get(.locatorID), role: try row.get(.role),
            address: try row.get(.address), country: try row.get(.country),
            networkHandle: try row.get(.networkHandle), networkName: try row.get(.networkName),
            organisation: try row.get(.organisation), source: try row.get(.source),
            contactID: try row.get(.contactID),
            upstreamContactID: try row.get(.upstreamContactID),
            failureCode: try row.get(.failureCode), tracedAt: try row.get(.tracedAt))
    }
}
