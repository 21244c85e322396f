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
        let ending: Ending
    }

    /// One that waits, with what it is about.
    struct Asked: Sendable {
        let erasure: Erasure
        let report: Report
        let incidents: [Incident]
        let ending: Ending
    }

    /// The removals that end with a report.
    struct Ending: Sendable {
        let openCount: Int
        /// Of those, the ones for which police asked to wait.
        let heldCount: Int
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
        return Subject(
            incident: incident, report: report, incidentNumbers: incidents.map(\.number),
            ending: try ending(with: incidents, in: transaction))
    }

    /// A removal that another report's incident waits for goes on.
    private func ending(
        with incidents: [Incident], in transaction: any SQLTransaction
    ) throws -> Ending {
        let ids = Set(incidents.map(\.id))
        let open = try incidents.flatMap { incident in
            try takedowns.details(incident: incident.id, in: transaction)
        }.filter { details in
            try details.state.isOpen
                && takedowns.incidents(
                    waitingFor: details.takedown.id, limit: ids.count + 1, in: transaction
                ).allSatisfy { ids.contains($0.id) }
        }
        return Ending(openCount: open.count, heldCount: open.count { $0.state == .held })
    }

    func waiting(after: Erasure.ID?, in transaction: any SQLTransaction) throws -> Waiting {
        let rows = try erasures.waiting(
            after: after, limit: PageRows<Asked>.readCount(Self.rowsMax), in: transaction)
        let asked = try rows.compactMap { erasure -> Asked? in
            guard let report = try ReportStore().find(erasure.reportID, in: transaction) else {
                return nil
            }
            let incidents = try IncidentStore().list(of: report.id, in: transaction)
            return Asked(
                erasure: erasure, report: report, incidents: incidents,
                ending: try ending(with: incidents, in: transaction))
        }
        let accounts = asked.compactMap(\.erasure.askedBy.accountID)
        return Waiting(
            subjects: PageRows(asked, count: Self.rowsMax),
            people: try PeopleReading.names(of: accounts, in: transaction))
    }
}
