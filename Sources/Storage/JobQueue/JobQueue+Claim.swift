// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

extension JobQueue {
    /// Takes up to `limit` jobs that are due, or whose worker's lease ran out: lane by lane, the
    /// lowest priority first.
    ///
    /// - Parameters:
    ///   - order: which comes first of one lane and priority.
    ///   - lease: how long the jobs belong to this worker unless it renews.
    ///   - worker: a name for the eyes of people: process and number.
    package func claim(
        kinds: [JobKind], lanes: [JobLane] = JobLane.allCases, order: ClaimOrder = .oldest,
        limit: Int, lease: Duration, worker: String
    ) async throws -> [Job] {
        let now = time.now()
        let end = now + lease
        let move = JobMove(.claimed)
        return try await database.write { transaction in
            var ids: [Job.ID] = []
            for lane in lanes where ids.count < limit {
                ids += try claimable(
                    kinds, lane, order, at: now, limit: limit - ids.count, in: transaction)
            }
            guard !ids.isEmpty else { return [] }
            let jobs = try transaction.all(
                """
                UPDATE job SET state = \(move.target), available_at = \(end),
                    attempt = attempt + 1, fence = fence + 1, worker = \(worker),
                    changed_at = \(now)
                WHERE id IN \(list: ids) AND state IN \(list: move.origins)
                RETURNING \(columns: Job.Column.self)
                """, Job.init(row:))
            return ids.compactMap { id in jobs.first { $0.id == id } }
        }
    }

    /// When the next job becomes claimable; in the past when one is already.
    package func nextDue() async throws -> Timestamp? {
        try await database.read { try nextDue(in: $0) }
    }

    package func nextDue(in transaction: any SQLTransaction) throws -> Timestamp? {
        try transaction.value(
            """
            SELECT available_at FROM job WHERE available_at IS NOT NULL
            ORDER BY available_at LIMIT 1
            """)
    }

    /// When the next job of these lanes becomes claimable.
    func nextDue(
        kinds: [JobKind], lanes: [JobLane] = JobLane.allCases
    ) async throws -> Timestamp? {
        try await database.read { transaction in
            try lanes.compactMap { lane -> Timestamp? in
                try transaction.value(
                    """
                    SELECT available_at FROM job
                    WHERE lane = \(lane) AND available_at IS NOT NULL AND kind IN \(list: kinds)
                    ORDER BY available_at LIMIT 1
                    """)
            }.min()
        }
    }

    /// Walks the few priorities there are, so that each look-up is one range of the index: the
    /// many jobs that are due next week are never stepped over.
    private func claimable(
        _ kinds: [JobKind], _ lane: JobLane, _ order: ClaimOrder, at now: Timestamp, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [Job.ID] {
        var ids: [Job.ID] = []
        var last = Int64.min
        while ids.count < limit {
            let priority: Int64? = try transaction.value(
                Self.nextPriority(after: last, lane))
            guard let priority else { break }
            last = priority
            ids += try transaction.values(
                Self.due(
                    kinds, lane, priority: priority, order, at: now, limit: limit - ids.count,
                    dialect: transaction.dialect))
        }
        return ids
    }

    static func nextPriority(after last: Int64, _ lane: JobLane) -> SQLQuery {
        """
        SELECT priority FROM job
        WHERE lane = \(lane) AND priority > \(last) AND available_at IS NOT NULL
        ORDER BY priority LIMIT 1
        """
    }

    static func due(
        _ kinds: [JobKind], _ lane: JobLane, priority: Int64, _ order: ClaimOrder,
        at now: Timestamp, limit: Int, dialect: SQLDialect
    ) -> SQLQuery {
        let direction: SQLQuery =
            switch order {
            case .oldest: "ORDER BY available_at, id"
            case .newest: "ORDER BY available_at DESC, id DESC"
            }
        return """
            SELECT id FROM job
            WHERE lane = \(lane) AND priority = \(priority) AND available_at <= \(now)
                AND kind IN \(list: kinds)
            \(query: direction) LIMIT \(limit) \(dialect.skipLocked)
            """
    }
}
