// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Incidents
import Intake
import Matching
import NightlightCore
import Storage
import Takedown

extension DemoResults {
    /// Counts what is in the database of a demonstration.
    static func read(
        from database: any Database, pictures: Int, days: Double, audit: AuditReport
    ) async throws -> DemoResults {
        try await database.read { transaction in
            let reports = try ReportStore().counts(in: transaction)
            let incidents = try IncidentStore().counts(in: transaction)
            let media = try MediaStore().figures(in: transaction)
            let notices = try NoticeStore().figures(in: transaction)
            let takedowns = try TakedownStore().counts(in: transaction)
            let removal = try TakedownStore().removalTimes(in: transaction)
            let all = takedowns.values.reduce(0, +)
            let gone = takedowns[.gone] ?? 0
            return DemoResults(
                days: days, pictures: pictures, reports: reports.values.reduce(0, +),
                incidents: incidents.values.reduce(0, +),
                incidentsAwaitingPerson: incidents[.awaitingAssessment] ?? 0,
                media: media.count, undecodable: media.undecodableCount,
                matchesByDistance: Dictionary(
                    uniqueKeysWithValues: bands.map { band in
                        (band.name, media.bestDistances.count { band.range.contains($0) })
                    }), unmatched: media.count - media.bestDistances.count,
                notices: notices.sentCount, firstNotices: notices.items[.first] ?? 0,
                repeatNotices: notices.items[.repeat] ?? 0,
                escalations: notices.items[.escalation] ?? 0,
                addressesNoticed: notices.takedownCount, removed: gone,
                stillUp: all - gone - (takedowns[.withdrawn] ?? 0),
                medianHoursToRemoval: removal.median.map { $0 / .seconds(3_600) },
                audit: Audit(
                    events: audit.events, checkpoints: audit.checkpoints, sound: audit.isSound))
        }
    }
}
