// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import CaseworkParts
import Incidents
import Intake
import NightlightCore
import Storage
import Takedown
import WorkbenchShell

/// Reads what is needed to decide about an erasure, each time in one transaction.
struct ErasureReading: Sendable {
    // LIMIT: rows on a page of what waits for a second person.
    static let rowsMax = 20

    let erasures: ErasureService
    let takedowns: TakedownService

    /// A report that somebody may want to have erased, seen from one of its incidents.
    struct Subject: Sendable {
        let incident: Incident
        let report: Report
        let incidentNumbers: [String]
        /// Removals that end with it, because nobody can read the addresses any more.
        let openTakedownCount: Int
    }

    /// One that waits, with what it is about.
    struct Asked: Sendable {
        let erasure: Erasure
        let report: Report
        let incidents: [Incident]
    }

    struct Waiting: Sendable {
        let subjects: PageRows<Asked>
        let people: [AccountID: String]
    }

    /// `nil` when there is no such incident, or no report made it.
    func subject(
        of id: Incident.ID, in transaction: any SQLTransaction
    ) throws -> Subject? {
        guard let incident = try IncidentStore().find(id, in: transaction),
            let report = try incident.reportID.flatMap({
                try ReportStore().find($0, in: transaction)
            })
        else { return nil }
        let incidents = try IncidentStore().list(of: report.id, in: transaction)
        let open = try incidents.flatMap {
            try takedowns.details(incident: $0.id, in: transaction)
        }.filter(\.takedown.progress.state.isOpen)
        return Subject(
            incident: incident, report: report, incidentNumbers: incidents.map(\.number),
            openTakedownCount: open.count)
    }

    func waiting(after: Erasure.ID?, in transaction: any SQLTransaction) throws -> Waiting {
        let rows = try erasures.waiting(
            after: after, limit: PageRows<Asked>.readCount(Self.rowsMax), in: transaction)
        let asked = try rows.compactMap { erasure -> Asked? in
            guard let report = try ReportStore().find(erasure.reportID, in: transaction) else {
                return nil
            }
            return Asked(
                erasure: erasure, report: report,
                incidents: try IncidentStore().list(of: report.id, in: transaction))
        }
        let accounts = asked.compactMap(\.erasure.askedBy.accountID)
        return Waiting(
            subjects: PageRows(asked, count: Self.rowsMax),
            people: try PeopleReading.names(of: accounts, in: transaction))
    }
}
