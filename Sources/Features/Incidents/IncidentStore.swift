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
            INSERT INTO incident \(values: Column.self, [
                .id: incident.id, .number: incident.number, .reportID: incident.reportID,
                .channel: incident.channel, .technology: incident.technology,
                .concern: incident.concern, .status: incident.status,
                .urgency: incident.urgency, .known: incident.known,
                .classification: incident.classification, .createdAt: incident.createdAt,
                .changedAt: incident.changedAt,
            ])
            """)
    }

    package func find(_ id: Incident.ID, in transaction: any SQLTransaction) throws -> Incident? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM incident WHERE id = \(id)", Self.read)
    }

    package func find(
        number: String, in transaction: any SQLTransaction
    ) throws -> Incident? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM incident WHERE number = \(number)", Self.read)
    }

    package func list(
        of report: ReportID, in transaction: any SQLTransaction
    ) throws -> [Incident] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM incident WHERE report_id = \(report)
            ORDER BY length(number), number
            """, Self.read)
    }

    /// Moves an incident by an event of its state machine, and writes it on the timeline.
    ///
    /// `account`: who did it; `nil` for the platform.
    /// - Throws: `IncidentTransitionError`, or `IncidentError.unknown`.
    @discardableResult
    package func apply(
        _ event: IncidentStatus.Event, to id: Incident.ID, at time: Timestamp,
        account: AccountID? = nil, in transaction: any SQLTransaction
    ) throws -> IncidentStatus {
        let query: SQLQuery =
            "SELECT status FROM incident WHERE id = \(id) \(transaction.dialect.forUpdate)"
        guard var status = try transaction.value(query, as: IncidentStatus.self) else {
            throw IncidentError.unknown
        }
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
                    .event: event.rawValue, .from: before.rawValue, .to: status.rawValue,
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
        let last: Int? = try transaction.value(
            """
            INSERT INTO incident_counter (year, last) VALUES (\(year), \(count))
            ON CONFLICT (year) DO UPDATE SET last = incident_counter.last + excluded.last
            RETURNING last
            """)
        guard let last else { throw StorageError.unexpectedValue(column: "last") }
        return ((last - count + 1)..<(last + 1)).map { number in
            let digits = String(number)
            return "\(year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        }
    }

    private enum Column: String, SQLColumn {
        case id, number
        case reportID = "report_id"
        case channel, technology, concern, status, urgency, known, classification
        case createdAt = "created_at"
        case changedAt = "changed_at"
    }

    private enum CountColumn: String, SQLColumn {
        case status
        case count = "count(*)"
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> Incident {
        Incident(
            id: try row.get(.id), number: try row.get(.number), reportID: try row.get(.reportID),
            channel: try row.get(.channel), technology: try row.get(.technology),
            concern: try row.get(.concern), status: try row.get(.status),
            urgency: try row.get(.urgency), known: try row.get(.known),
            classification: try row.get(.classification), createdAt: try row.get(.createdAt),
            changedAt: try row.get(.changedAt))
    }
}

extension IncidentStore {
    /// One page of incidents; `after` is where the page before ended.
    package func list(
        _ filter: IncidentFilter, order: IncidentOrder, after: IncidentCursor? = nil, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> IncidentPage {
        var query: SQLQuery = "SELECT \(columns: Column.self) FROM incident WHERE 1 = 1"
        query += Self.conditions(filter)
        switch order {
        case .newest:
            if let after { query += " AND id < \(after.id)" }
            query += " ORDER BY id DESC"
        case .urgency:
            if let after {
                query += """
                     AND urgency <= \(after.urgency)
                    AND (urgency < \(after.urgency) OR id > \(after.id))
                    """
            }
            query += " ORDER BY urgency DESC, id"
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
        let query: SQLQuery = "SELECT \(columns: CountColumn.self) FROM incident WHERE 1 = 1"
        var counts: [IncidentStatus: Int] = [:]
        try transaction.forEach(
            query + Self.conditions(filter) + " GROUP BY status"
        ) { (row: inout NamedRow<CountColumn>) in
            counts[try row.get(.status)] = try row.get(.count, as: Int.self)
        }
        return counts
    }

    private static func conditions(_ filter: IncidentFilter) -> SQLQuery {
        var query: SQLQuery = ""
        func any(_ column: SQLQuery, _ values: Set<some SQLConvertible & Hashable>) {
            guard !values.isEmpty else { return }
            query += " AND " + column + " IN \(list: Array(values))"
        }
        any("status", filter.statuses)
        any("technology", filter.technologies)
        any("concern", filter.concerns)
        any("channel", filter.channels)
        any("known", filter.known)
        if let classification = filter.classification {
            query += " AND classification = \(classification)"
        }
        if let report = filter.reportID { query += " AND report_id = \(report)" }
        if let number = filter.number {
            query += " AND number = \(number)"
        }
        return query
    }
}
