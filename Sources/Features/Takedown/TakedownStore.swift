// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Intake
package import NightlightCore
package import Storage

/// The tables `takedown` and `takedown_check`.
package struct TakedownStore: Sendable {
    package init() {}

    /// Adds the takedown unless its address has one.
    /// - Returns: `false` when the address has one.
    @discardableResult
    package func insert(_ takedown: Takedown, in transaction: any SQLTransaction) throws -> Bool {
        let progress = takedown.progress
        return try transaction.execute(
            """
            INSERT INTO takedown (\(query: Self.columns), removal_micros)
            VALUES (\(takedown.id), \(takedown.incidentID), \(takedown.locatorID),
                \(takedown.role), \(takedown.contactID), \(takedown.upstreamContactID),
                \(takedown.serverAddress), \(takedown.country), \(progress.state),
                \(progress.dueNotice), \(progress.isEscalated), \(progress.firstNoticeAt),
                \(progress.lastNoticeAt), \(progress.firstGoneAt), \(progress.lastGoneAt),
                \(progress.goneCount), \(progress.unreachableSince), \(takedown.round),
                \(takedown.version), \(takedown.createdAt), \(takedown.updatedAt),
                \(Self.removalMicros(progress)))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// Stores a changed takedown, counting its version up.
    /// - Throws: `TakedownError.changedMeanwhile` when it is no longer the one that was read.
    package func update(_ takedown: inout Takedown, at now: Timestamp, in t: any SQLTransaction)
        throws
    {
        let progress = takedown.progress
        let changed = try t.execute(
            """
            UPDATE takedown SET contact_id = \(takedown.contactID),
                upstream_contact_id = \(takedown.upstreamContactID),
                server_address = \(takedown.serverAddress), country = \(takedown.country),
                state = \(progress.state), due_notice = \(progress.dueNotice),
                is_escalated = \(progress.isEscalated),
                first_notice_at = \(progress.firstNoticeAt),
                last_notice_at = \(progress.lastNoticeAt),
                first_gone_at = \(progress.firstGoneAt), last_gone_at = \(progress.lastGoneAt),
                gone_count = \(progress.goneCount),
                unreachable_since = \(progress.unreachableSince), round = \(takedown.round),
                removal_micros = \(Self.removalMicros(progress)),
                version = \(takedown.version + 1), updated_at = \(now)
            WHERE id = \(takedown.id) AND version = \(takedown.version)
            """)
        guard changed == 1 else { throw TakedownError.changedMeanwhile }
        takedown.version += 1
        takedown.updatedAt = now
    }

    package func get(_ id: Takedown.ID, in transaction: any SQLTransaction) throws -> Takedown? {
        try transaction.first(
            "SELECT \(query: Self.columns) FROM takedown WHERE id = \(id)", Self.read)
    }

    package func get(locator: Locator.ID, in transaction: any SQLTransaction) throws -> Takedown? {
        try transaction.first(
            "SELECT \(query: Self.columns) FROM takedown WHERE locator_id = \(locator)", Self.read)
    }

    package func list(incident: Incident.ID, in transaction: any SQLTransaction) throws
        -> [Takedown]
    {
        try transaction.all(
            """
            SELECT \(query: Self.columns) FROM takedown WHERE incident_id = \(incident)
            ORDER BY id
            """, Self.read)
    }

    /// What the contact's next notice must carry, oldest first.
    package func due(
        contact: AbuseContact.ID, limit: Int, in transaction: any SQLTransaction
    ) throws -> [Takedown] {
        try transaction.all(
            """
            SELECT \(query: Self.columns) FROM takedown
            WHERE contact_id = \(contact) AND due_notice IS NOT NULL
            ORDER BY id LIMIT \(Int64(limit))
            """, Self.read)
    }

    /// What the contact was told of before `moment` and nobody has looked at since, oldest first.
    package func notLookedAt(
        since moment: Timestamp, contact: AbuseContact.ID, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [Takedown] {
        try transaction.all(
            """
            SELECT \(query: Self.columns) FROM takedown
            WHERE contact_id = \(contact) AND state IN ('noticed', 'escalated')
                AND due_notice IS NULL AND last_notice_at < \(moment)
                AND NOT EXISTS (
                    SELECT 1 FROM takedown_check AS c
                    WHERE c.takedown_id = takedown.id AND c.checked_at >= \(moment))
            ORDER BY id LIMIT \(Int64(limit))
            """, Self.read)
    }

    /// Newest first, a page at a time: pass the last row's identifier as `before`.
    package func list(
        _ filter: TakedownFilter = TakedownFilter(), before: Takedown.ID? = nil, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [Takedown] {
        var query: SQLQuery = "SELECT \(query: Self.columns) FROM takedown WHERE 1 = 1"
        if let state = filter.state { query = query + " AND state = \(state)" }
        if let contact = filter.contact { query = query + " AND contact_id = \(contact)" }
        if let incident = filter.incident { query = query + " AND incident_id = \(incident)" }
        if let before { query = query + " AND id < \(before)" }
        return try transaction.all(
            query + " ORDER BY id DESC LIMIT \(Int64(limit))", Self.read)
    }

    /// How many takedowns of an incident are in each state.
    package func counts(
        incident: Incident.ID? = nil, in transaction: any SQLTransaction
    ) throws -> [TakedownState: Int] {
        var query: SQLQuery = "SELECT state, count(*) FROM takedown"
        if let incident { query = query + " WHERE incident_id = \(incident)" }
        let rows = try transaction.all(query + " GROUP BY state") { row in
            (try row.get(0, as: TakedownState.self), try row.get(1, as: Int.self))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// - Returns: `false` when this look was recorded before.
    @discardableResult
    package func insert(_ check: TakedownCheck, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO takedown_check (id, takedown_id, finding, detail, checked_at)
            VALUES (\(check.id), \(check.takedownID), \(check.finding), \(check.detail),
                \(check.checkedAt))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// The looks at one address, newest first.
    package func checks(
        of takedown: Takedown.ID, limit: Int = 100, in transaction: any SQLTransaction
    ) throws -> [TakedownCheck] {
        try transaction.all(
            """
            SELECT id, takedown_id, finding, detail, checked_at FROM takedown_check
            WHERE takedown_id = \(takedown) ORDER BY checked_at DESC LIMIT \(Int64(limit))
            """
        ) { row in
            TakedownCheck(
                id: try row.get(0), takedownID: try row.get(1), finding: try row.get(2),
                detail: try row.get(3), checkedAt: try row.get(4))
        }
    }

    /// The middle of all times to removal, and how many there are.
    ///
    /// The engine walks the index to the middle, so that no list of removals is held in memory.
    package func removalTimes(in transaction: any SQLTransaction) throws -> RemovalTimes {
        let count = try transaction.count(
            "SELECT count(*) FROM takedown WHERE removal_micros IS NOT NULL")
        guard count > 0 else { return RemovalTimes(count: 0, median: nil) }
        let middle = try transaction.all(
            """
            SELECT removal_micros FROM takedown WHERE removal_micros IS NOT NULL
            ORDER BY removal_micros LIMIT \(Int64(2 - count % 2)) OFFSET \(Int64((count - 1) / 2))
            """
        ) { try $0.get(0, as: Int64.self) }
        let median = middle.reduce(0, +) / Int64(max(1, middle.count))
        return RemovalTimes(count: count, median: .microseconds(median))
    }

    private static func removalMicros(_ progress: TakedownProgress) -> Int64? {
        progress.timeToRemoval.map { duration in
            let (seconds, attoseconds) = duration.components
            return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        }
    }
}

extension TakedownStore {
    static let columns: SQLQuery = """
        id, incident_id, locator_id, role, contact_id, upstream_contact_id, server_address,
        country, state, due_notice, is_escalated, first_notice_at, last_notice_at,
        first_gone_at, last_gone_at, gone_count, unreachable_since, round, version, created_at,
        updated_at
        """

    static func read(_ row: SQLRow) throws -> Takedown {
        Takedown(
            id: try row.get(0), incidentID: try row.get(1), locatorID: try row.get(2),
            role: try row.get(3), contactID: try row.optional(4),
            upstreamContactID: try row.optional(5), serverAddress: try row.optional(6),
            country: try row.optional(7),
            progress: TakedownProgress(
                state: try row.get(8), dueNotice: try row.optional(9),
                isEscalated: try row.get(10), firstNoticeAt: try row.optional(11),
                lastNoticeAt: try row.optional(12), firstGoneAt: try row.optional(13),
                lastGoneAt: try row.optional(14), goneCount: try row.get(15),
                unreachableSince: try row.optional(16)),
            round: try row.get(17), version: try row.get(18), createdAt: try row.get(19),
            updatedAt: try row.get(20))
    }
}
