// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage

extension DemoResults {
    /// Counts what is in the database of a demonstration.
    static func read(
        from database: any Database, pictures: Int, days: Double, audit: AuditReport
    ) async throws -> DemoResults {
        try await database.read { transaction in
            func count(_ query: SQLQuery) throws -> Int { try transaction.count(query) }
            let best = try transaction.all(
                "SELECT min(distance) FROM media_match GROUP BY media_id"
            ) { try $0.get(0, as: Int.self) }
            let media = try count("SELECT count(*) FROM media")
            let hours = try hoursToRemoval(in: transaction)
            func items(_ kind: String) throws -> Int {
                try count(
                    """
                    SELECT count(*) FROM notice_item AS i JOIN notice AS n ON n.id = i.notice_id
                    WHERE i.kind = \(kind) AND n.state = 'sent'
                    """)
            }
            return DemoResults(
                days: days, pictures: pictures, reports: try count("SELECT count(*) FROM report"),
                incidents: try count("SELECT count(*) FROM incident"),
                incidentsAwaitingPerson: try count(
                    "SELECT count(*) FROM incident WHERE status = 'awaiting-assessment'"),
                media: media,
                undecodable: try count(
                    "SELECT count(*) FROM media WHERE undecodable_reason IS NOT NULL"),
                matchesByDistance: Dictionary(
                    uniqueKeysWithValues: bands.map { band in
                        (band.name, best.count { band.range.contains($0) })
                    }), unmatched: media - best.count,
                notices: try count("SELECT count(*) FROM notice WHERE state = 'sent'"),
                firstNotices: try items("first"), repeatNotices: try items("repeat"),
                escalations: try items("escalation"),
                addressesNoticed: try count(
                    "SELECT count(DISTINCT takedown_id) FROM notice_item"),
                removed: try count("SELECT count(*) FROM takedown WHERE state = 'gone'"),
                stillUp: try count(
                    "SELECT count(*) FROM takedown WHERE state NOT IN ('gone', 'withdrawn')"),
                medianHoursToRemoval: median(hours),
                audit: Audit(
                    events: audit.events, checkpoints: audit.checkpoints, sound: audit.isSound))
        }
    }
}

extension DemoResults {
    /// The hours between first notice and removal, of everything that was removed, ascending.
    fileprivate static func hoursToRemoval(in transaction: any SQLTransaction) throws -> [Double] {
        try transaction.all(
            """
            SELECT removal_micros FROM takedown WHERE removal_micros IS NOT NULL
            ORDER BY removal_micros
            """
        ) { Double(try $0.get(0, as: Int64.self)) / 3_600_000_000 }
    }

    /// The middle one, or the mean of the two in the middle.
    fileprivate static func median(_ sorted: [Double]) -> Double? {
        guard !sorted.isEmpty else { return nil }
        let (lower, upper) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
        return (lower + upper) / 2
    }
}
