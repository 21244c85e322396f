// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
package import NightlightCore
package import Storage

/// The tables `takedown` and `takedown_recheck`.
package struct TakedownStore: Sendable {
    package init() {}

    /// Adds the takedown with the incident that leads it, unless that incident's address has one.
    /// - Returns: `false` when the address has one.
    @discardableResult
    package func insert(_ takedown: Takedown, in transaction: any SQLTransaction) throws -> Bool {
        let progress = takedown.progress
        let added = try transaction.execute(
            """
            INSERT INTO takedown \(values: Column.self, [
                .id: takedown.id, .incidentID: takedown.incidentID,
                .locatorID: takedown.locatorID, .role: takedown.role,
                .contactID: takedown.contactID,
                .upstreamContactID: takedown.upstreamContactID,
                .serverAddress: takedown.serverAddress, .country: takedown.country,
                .state: progress.state, .dueNotice: progress.dueNotice,
                .isEscalated: progress.isEscalated, .firstNoticeAt: progress.firstNoticeAt,
                .lastNoticeAt: progress.lastNoticeAt, .firstGoneAt: progress.firstGoneAt,
                .lastGoneAt: progress.lastGoneAt, .goneCount: progress.goneCount,
                .unreachableSince: progress.unreachableSince,
                .removalMicros: Self.removalMicros(progress), .round: takedown.round,
                .version: takedown.version, .createdAt: takedown.createdAt,
                .updatedAt: takedown.updatedAt,
            ])
            ON CONFLICT DO NOTHING
            """)
        guard added == 1 else { return false }
        try FollowerStore().join(
            takedown.id, takedown.locatorID, of: takedown.incidentID, at: takedown.createdAt,
            in: transaction)
        return true
    }

    /// Stores a changed takedown, counting its version up.
    /// - Throws: `TakedownError.changedMeanwhile` when it is no longer the one that was read.
    package func update(_ takedown: inout Takedown, at now: Timestamp, in t: any SQLTransaction)
        throws
    {
        let progress = takedown.progress
        let changed = try t.execute(
            """
            UPDATE takedown SET \(set: Column.self, [
                .incidentID: takedown.incidentID, .locatorID: takedown.locatorID,
                .role: takedown.role, .contactID: takedown.contactID,
                .upstreamContactID: takedown.upstreamContactID,
                .serverAddress: takedown.serverAddress, .country: takedown.country,
                .state: progress.state, .dueNotice: progress.dueNotice,
                .isEscalated: progress.isEscalated, .firstNoticeAt: progress.firstNoticeAt,
                .lastNoticeAt: progress.lastNoticeAt, .firstGoneAt: progress.firstGoneAt,
                .lastGoneAt: progress.lastGoneAt, .goneCount: progress.goneCount,
                .unreachableSince: progress.unreachableSince,
                .removalMicros: Self.removalMicros(progress), .round: takedown.round,
                .version: takedown.version + 1, .updatedAt: now,
            ])
            WHERE id = \(takedown.id) AND version = \(takedown.version)
            """)
        guard changed == 1 else { throw TakedownError.changedMeanwhile }
        takedown.version += 1
        takedown.updatedAt = now
    }

    package func find(_ id: Takedown.ID, in transaction: any SQLTransaction) throws -> Takedown? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM takedown WHERE id = \(id)", Self.read)
    }

    /// The takedown that an incident's address waits for or waited for.
    package func find(locator: Locator.ID, in transaction: any SQLTransaction) throws -> Takedown? {
        try transaction.first(
            """
            SELECT \(columns: Column.self) FROM takedown WHERE id =
                (SELECT takedown_id FROM takedown_follower WHERE locator_id = \(locator))
            """, Self.read)
    }

    /// The oldest takedown of an address, whichever incident named it.
    package func find(
        addressDigest: [UInt8], in transaction: any SQLTransaction
    ) throws -> Takedown? {
        try transaction.first(
            """
            SELECT \(columns: Column.self) FROM takedown WHERE id IN (
                SELECT takedown_id FROM takedown_follower
                WHERE locator_id IN \(query: LocatorStore.ids(addressDigest: addressDigest)))
            ORDER BY id LIMIT 1
            """, Self.read)
    }

    /// What an incident waits for or waited for, whichever incident leads it.
    package func list(incident: Incident.ID, in transaction: any SQLTransaction) throws
        -> [Takedown]
    {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM takedown
            WHERE id IN (
                SELECT takedown_id FROM takedown_follower WHERE incident_id = \(incident))
            ORDER BY id
            """, Self.read)
    }

    /// What the contact's next notice must carry, oldest first.
    package func due(
        contact: AbuseContact.ID, limit: Int, in transaction: any SQLTransaction
    ) throws -> [Takedown] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM takedown
            WHERE contact_id = \(contact) AND due_notice IS NOT NULL
            ORDER BY id LIMIT \(Int64(limit))
            """, Self.read)
    }

    /// What the contact was told of before `moment` and nobody has rechecked since, oldest first.
    package func notRechecked(
        since moment: Timestamp, contact: AbuseContact.ID, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [Takedown] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM takedown
            WHERE contact_id = \(contact)
                AND state IN \(list: TakedownState.allCases.filter(\.isWaitedFor))
                AND due_notice IS NULL AND last_notice_at < \(moment)
                AND NOT EXISTS (
                    SELECT 1 FROM takedown_recheck AS c
                    WHERE c.takedown_id = takedown.id AND c.checked_at >= \(moment))
            ORDER BY id LIMIT \(Int64(limit))
            """, Self.read)
    }

    /// Newest first, a page at a time: pass the last row's identifier as `before`.
    package func list(
        _ filter: TakedownFilter = TakedownFilter(), before: Takedown.ID? = nil, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [Takedown] {
        var query: SQLQuery = "SELECT \(columns: Column.self) FROM takedown WHERE 1 = 1"
        if !filter.states.isEmpty { query += " AND state IN \(list: Array(filter.states))" }
        if let contact = filter.contact { query += " AND contact_id = \(contact)" }
        if let incident = filter.incident {
            query += """
                 AND id IN (
                    SELECT takedown_id FROM takedown_follower WHERE incident_id = \(incident))
                """
        }
        if let before { query += " AND id < \(before)" }
        return try transaction.all(
            query + " ORDER BY id DESC LIMIT \(Int64(limit))", Self.read)
    }

    /// How many takedowns are in each state: all, or those that an incident waits for.
    package func counts(
        incident: Incident.ID? = nil, in transaction: any SQLTransaction
    ) throws -> [TakedownState: Int] {
        var query: SQLQuery = "SELECT \(columns: CountColumn.self) FROM takedown"
        if let incident {
            query += """
                 WHERE id IN (
                    SELECT takedown_id FROM takedown_follower
                    WHERE incident_id = \(incident) AND left_at IS NULL)
                """
        }
        var counts: [TakedownState: Int] = [:]
        try transaction.forEach(query + " GROUP BY state") { (row: inout NamedRow<CountColumn>) in
            counts[try row.get(.state)] = try row.get(.count, as: Int.self)
        }
        return counts
    }

    /// - Returns: `false` when this recheck was recorded before.
    @discardableResult
    package func insert(_ recheck: Recheck, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO takedown_recheck \(values: RecheckColumn.self, [
                .id: recheck.id, .takedownID: recheck.takedownID, .finding: recheck.finding,
                .detail: recheck.detail, .checkedAt: recheck.checkedAt,
            ])
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// The rechecks of one address, newest first.
    package func rechecks(
        of takedown: Takedown.ID, limit: Int = 100, in transaction: any SQLTransaction
    ) throws -> [Recheck] {
        try transaction.all(
            """
            SELECT \(columns: RecheckColumn.self) FROM takedown_recheck
            WHERE takedown_id = \(takedown) ORDER BY checked_at DESC LIMIT \(Int64(limit))
            """
        ) { (row: inout NamedRow<RecheckColumn>) in
            Recheck(
                id: try row.get(.id), takedownID: try row.get(.takedownID),
                finding: try row.get(.finding), detail: try row.get(.detail),
                checkedAt: try row.get(.checkedAt))
        }
    }

    /// The middle of all times to removal, and how many there are.
    ///
    /// The engine walks the index to the middle, so that no list of removals is held in memory.
    package func removalTimes(in transaction: any SQLTransaction) throws -> RemovalTimes {
        let count = try transaction.count(
            "SELECT count(*) FROM takedown WHERE removal_micros IS NOT NULL")
        guard count > 0 else { return RemovalTimes(count: 0, median: nil) }
        let middle = try transaction.values(
            """
            SELECT removal_micros FROM takedown WHERE removal_micros IS NOT NULL
            ORDER BY removal_micros LIMIT \(Int64(2 - count % 2)) OFFSET \(Int64((count - 1) / 2))
            """, as: Int64.self)
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
    private enum Column: String, SQLColumn {
        case id
        case incidentID = "incident_id"
        case locatorID = "locator_id"
        case role
        case contactID = "contact_id"
        case upstreamContactID = "upstream_contact_id"
        case serverAddress = "server_address"
        case country, state
        case dueNotice = "due_notice"
        case isEscalated = "is_escalated"
        case firstNoticeAt = "first_notice_at"
        case lastNoticeAt = "last_notice_at"
        case firstGoneAt = "first_gone_at"
        case lastGoneAt = "last_gone_at"
        case goneCount = "gone_count"
        case unreachableSince = "unreachable_since"
        /// Follows from the times; written so that the engine can find the median.
        case removalMicros = "removal_micros"
        case round, version
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    private enum RecheckColumn: String, SQLColumn {
        case id
        case takedownID = "takedown_id"
        case finding, detail
        case checkedAt = "checked_at"
    }

    private enum CountColumn: String, SQLColumn {
        case state
        case count = "count(*)"
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> Takedown {
        Takedown(
            id: try row.get(.id), incidentID: try row.get(.incidentID),
            locatorID: try row.get(.locatorID), role: try row.get(.role),
            contactID: try row.get(.contactID),
            upstreamContactID: try row.get(.upstreamContactID),
            serverAddress: try row.get(.serverAddress), country: try row.get(.country),
            progress: TakedownProgress(
                state: try row.get(.state), dueNotice: try row.get(.dueNotice),
                isEscalated: try row.get(.isEscalated),
                firstNoticeAt: try row.get(.firstNoticeAt),
                lastNoticeAt: try row.get(.lastNoticeAt),
                firstGoneAt: try row.get(.firstGoneAt), lastGoneAt: try row.get(.lastGoneAt),
                goneCount: try row.get(.goneCount),
                unreachableSince: try row.get(.unreachableSince)),
            round: try row.get(.round), version: try row.get(.version),
            createdAt: try row.get(.createdAt), updatedAt: try row.get(.updatedAt))
    }
}
