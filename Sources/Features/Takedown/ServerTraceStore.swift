// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Intake
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
            INSERT INTO server_trace (\(query: Self.columns))
            VALUES (\(trace.id), \(trace.incidentID), \(trace.locatorID), \(trace.role),
                \(trace.address), \(trace.country), \(trace.networkHandle), \(trace.networkName),
                \(trace.organisation), \(trace.source), \(trace.contactID),
                \(trace.upstreamContactID), \(trace.failureCode), \(trace.tracedAt))
            """)
    }

    /// Every trace of an incident, oldest first, at most `limit`.
    package func list(
        incident: Incident.ID, limit: Int = 1_000, in transaction: any SQLTransaction
    ) throws -> [ServerTrace] {
        try transaction.all(
            """
            SELECT \(query: Self.columns) FROM server_trace WHERE incident_id = \(incident)
            ORDER BY traced_at, id LIMIT \(Int64(limit))
            """, Self.read)
    }

    /// The newest trace of one of an address's servers.
    package func latest(
        locator: Locator.ID, role: ServerRole, in transaction: any SQLTransaction
    ) throws -> ServerTrace? {
        try transaction.first(
            """
            SELECT \(query: Self.columns) FROM server_trace
            WHERE locator_id = \(locator) AND role = \(role)
            ORDER BY traced_at DESC, id DESC LIMIT 1
            """, Self.read)
    }

    static let columns: SQLQuery = """
        id, incident_id, locator_id, role, address, country, network_handle, network_name,
        organisation, source, contact_id, upstream_contact_id, failure_code, traced_at
        """

    static func read(_ row: SQLRow) throws -> ServerTrace {
        ServerTrace(
            id: try row.get(0), incidentID: try row.get(1), locatorID: try row.get(2),
            role: try row.get(3), address: try row.optional(4), country: try row.optional(5),
            networkHandle: try row.optional(6), networkName: try row.optional(7),
            organisation: try row.optional(8), source: try row.get(9),
            contactID: try row.optional(10), upstreamContactID: try row.optional(11),
            failureCode: try row.optional(12), tracedAt: try row.get(13))
    }
}
