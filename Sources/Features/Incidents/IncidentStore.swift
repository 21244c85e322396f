// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// The rows of `incident`; statuses change through the state machine only.
package struct IncidentStore: Sendable {
    private let timeline = IncidentTimeline()

    package init() {}

    package func insert(_ incident: Incident, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO incident (id, number, report_id, channel, technology, concern, status,
                urgency, known, classification, created_at, changed_at)
            VALUES (\(incident.id), \(incident.number), \(incident.reportID), \(incident.channel),
                \(incident.technology), \(incident.concern), \(incident.status),
                \(incident.urgency), \(incident.known), \(incident.classification),
                \(incident.createdAt), \(incident.changedAt))
            """)
    }

    package func find(_ id: Incident.ID, in transaction: any SQLTransaction) throws -> Incident? {
        try transaction.first(Self.select + "WHERE id = \(id)", Self.read)
    }

    package func find(
        number: String, in transaction: any SQLTransaction
    ) throws -> Incident? {
        try transaction.first(Self.select + "WHERE number = \(number)", Self.read)
    }

    package func incidents(
        of report: ReportID, in transaction: any SQLTransaction
    ) throws -> [Incident] {
        try transaction.all(
            Self.select + "WHERE report_id = \(report) ORDER BY length(number), number", Self.read)
    }

    /// Moves an incident by an event of its state machine, and writes it on the timeline.
    ///
    /// `account`: who did it; `nil` for the platform.
    /// - Throws: `IncidentTransitionError`, or `IncidentError.unknown`.
    @discardableResult
    package func apply(
        _ event: IncidentStatus.Event, to id: Incident.ID, at time: Timestamp,
        account: String? = nil, in transaction: any SQLTransaction
    ) throws -> IncidentStatus {
        let query: SQLQuery =
            "SELECT status FROM incident WHERE id = \(id) \(transaction.dialect.forUpdate)"
        guard var status = try transaction.first(query, { try $0.get(0, as: IncidentStatus.self) })
        else { throw IncidentError.unknown }
        let before = status
        try status.apply(event)
        guard status != before else { return status }
        try transaction.execute(
            """
            UPDATE incident SET status = \(status), changed_at = \(time) WHERE id = \(id)
            """)
        try timeline.append(
            IncidentEvent(
                incidentID: id, kind: .statusChanged, at: time, account: account,
                facts: [
                    "event": event.rawValue, "from": before.rawValue, "to": status.rawValue,
                ]),
            in: transaction)
        return status
    }

    /// Records what comparing with the lists said; known material makes an incident more urgent.
    package func setKnown(
        _ known: KnownMaterial, for id: Incident.ID, in transaction: any SQLTransaction
    ) throws {
        let least: Urgency = known == .listed || known == .trusted ? .raised : .routine
        let changed = try transaction.execute(
            """
            UPDATE incident SET known = \(known),
                urgency = CASE WHEN urgency < \(least) THEN \(least) ELSE urgency END
            WHERE id = \(id)
            """)
        if changed == 0 { throw IncidentError.unknown }
    }

    package func setClassification(
        _ classification: String?, for id: Incident.ID, in transaction: any SQLTransaction
    ) throws {
        let changed = try transaction.execute(
            "UPDATE incident SET classification = \(classification) WHERE id = \(id)")
        if changed == 0 { throw IncidentError.unknown }
    }

    /// The numbers of `count` new incidents, such as `2026-000123`: counted anew each year.
    ///
    /// The row of the year is locked until the transaction ends, so no number is given out twice. A
    /// transaction that fails on an engine may leave a gap; a gap means nothing.
    package func numbers(
        _ count: Int, at time: Timestamp, in transaction: any SQLTransaction
    ) throws -> [String] {
        let year = CivilYear.of(time)
        let last = try transaction.first(
            """
            INSERT INTO incident_counter (year, last) VALUES (\(year), \(count))
            ON CONFLICT (year) DO UPDATE SET last = incident_counter.last + excluded.last
            RETURNING last
            """
        ) { try $0.get(0, as: Int.self) }
        guard let last else { throw StorageError.unexpectedValue(column: "last") }
        return ((last - count + 1)..<(last + 1)).map { number in
            let digits = String(number)
            return "\(year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        }
    }

    private static func read(_ row: SQLRow) throws -> Incident {
        Incident(
            id: try row.get(0), number: try row.get(1), reportID: try row.optional(2),
            channel: try row.get(3), technology: try row.get(4), concern: try row.get(5),
            status: try row.get(6), urgency: try row.get(7), known: try row.get(8),
            classification: try row.optional(9), createdAt: try row.get(10),
            changedAt: try row.get(11))
    }

    private static let select: SQLQuery = """
        SELECT incident.id, incident.number, incident.report_id, incident.channel,
            incident.technology, incident.concern, incident.status, incident.urgency,
            incident.known, incident.classification, incident.created_at, incident.changed_at
        FROM incident 
        """
}

extension IncidentStore {
    /// One page of incidents; `after` is where the page before ended.
    package func list(
        _ filter: IncidentFilter, order: IncidentOrder, after: IncidentCursor? = nil, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> IncidentPage {
        var query = Self.select + "WHERE 1 = 1" + Self.conditions(filter)
        switch order {
        case .newest:
            if let after { query = query + " AND incident.id < \(after.id)" }
            query = query + " ORDER BY incident.id DESC"
        case .urgency:
            if let after {
                query =
                    query + """
                         AND incident.urgency <= \(after.urgency)
                         AND (incident.urgency < \(after.urgency) OR incident.id > \(after.id))
                        """
            }
            query = query + " ORDER BY incident.urgency DESC, incident.id"
        }
        // One more than asked for tells whether there is another page.
        let found = try transaction.all(query + " LIMIT \(limit + 1)", Self.read)
        let incidents = Array(found.prefix(limit))
        return IncidentPage(
            incidents: incidents,
            next: found.count > limit ? incidents.last.map(IncidentCursor.init(after:)) : nil)
    }

    /// How many incidents are in each status, among those that the filter lets through.
    package func counts(
        _ filter: IncidentFilter = IncidentFilter(), in transaction: any SQLTransaction
    ) throws -> [IncidentStatus: Int] {
        let query: SQLQuery = "SELECT incident.status, count(*) FROM incident WHERE 1 = 1"
        let rows = try transaction.all(
            query + Self.conditions(filter) + " GROUP BY incident.status"
        ) { (try $0.get(0, as: IncidentStatus.self), try $0.get(1, as: Int.self)) }
        return Dictionary(rows) { first, _ in first }
    }

    private static func conditions(_ filter: IncidentFilter) -> SQLQuery {
        var query: SQLQuery = ""
        func any(_ column: SQLQuery, _ values: Set<some SQLConvertible & Hashable>) {
            guard !values.isEmpty else { return }
            query = query + " AND " + column + " IN \(list: Array(values))"
        }
        any("incident.status", filter.statuses)
        any("incident.technology", filter.technologies)
        any("incident.concern", filter.concerns)
        any("incident.channel", filter.channels)
        any("incident.known", filter.known)
        if let classification = filter.classification {
            query = query + " AND incident.classification = \(classification)"
        }
        if let report = filter.reportID { query = query + " AND incident.report_id = \(report)" }
        if let number = filter.number {
            query = query + " AND incident.number = \(number)"
        }
        return query
    }
}
