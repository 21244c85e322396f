// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Assessment
import CaseworkParts
import Examination
import Incidents
import Intake
import Matching
import NightlightCore
import Storage
import Takedown

/// Reads an incident with everything around it, in one transaction: what a page shows belongs
/// together.
struct IncidentReading: Sendable {
    // LIMIT: 50 lines of the timeline on a page; the rest is on pages of its own.
    static let timelineRowsMax = 50

    let reader: RecordReader
    let assessments: AssessmentService
    let takedowns: TakedownService

    /// `nil` when there is no such incident.
    func snapshot(
        of id: Incident.ID, revealing: Disclosure = .nothing, in transaction: any SQLTransaction
    ) throws -> IncidentSnapshot? {
        guard var snapshot = try core(of: id, in: transaction) else { return nil }
        do {
            try snapshot.reveal(revealing, reader, in: transaction)
        } catch IncidentError.erased {
            snapshot.isErased = true
        }
        if let report = snapshot.report {
            if report.erasedAt != nil { snapshot.isErased = true }
            snapshot.isErasureWaiting =
                try ErasureStore().waiting(for: report.id, in: transaction) != nil
        }
        snapshot.decisions = IncidentSnapshot.chain(
            try assessments.history(of: id, in: transaction).map {
                IncidentSnapshot.Decision(assessment: $0.0, reason: $0.reason)
            })
        snapshot.traces = try takedowns.traces(of: id, in: transaction)
        snapshot.takedowns = try takedowns.details(incident: id, in: transaction)
        snapshot.nextRechecks = try takedowns.nextRechecks(
            of: snapshot.takedowns.map(\.takedown), in: transaction)
        snapshot.examination = try ExaminationStore().find(id, in: transaction)
        (snapshot.files, snapshot.areFilesCutShort) = try SeenFile.files(of: id, in: transaction)
        try addEvents(to: &snapshot, before: nil, in: transaction)
        return snapshot
    }

    /// What a page of the timeline alone needs.
    func timeline(
        of id: Incident.ID, before: IncidentEvent.ID?, in transaction: any SQLTransaction
    ) throws -> IncidentSnapshot? {
        guard var snapshot = try core(of: id, in: transaction) else { return nil }
        snapshot.takedowns = try takedowns.details(incident: id, in: transaction)
        try addEvents(to: &snapshot, before: before, in: transaction)
        return snapshot
    }

    /// What pages call an incident and the addresses of some of its takedowns.
    func addressNumbers(
        of ids: [Takedown.ID], in incident: Incident.ID, in transaction: any SQLTransaction
    ) throws -> (incidentNumber: String, addressNumbers: [Int]) {
        guard let core = try core(of: incident, in: transaction) else { return ("", []) }
        let numbers = try takedowns.details(incident: incident, in: transaction)
            .filter { ids.contains($0.takedown.id) }
            .compactMap { core.number(of: $0.follower.locatorID) }
        return (core.incident.number, numbers)
    }

    private func core(
        of id: Incident.ID, in transaction: any SQLTransaction
    ) throws -> IncidentSnapshot? {
        guard let incident = try IncidentStore().find(id, in: transaction) else { return nil }
        return IncidentSnapshot(
            incident: incident,
            report: try incident.reportID.flatMap {
                try ReportStore().find($0, in: transaction)
            },
            locators: try LocatorStore().list(of: id, in: transaction))
    }

    /// Lines of the timeline, with the names they mention.
    private func addEvents(
        to snapshot: inout IncidentSnapshot, before: IncidentEvent.ID?,
        in transaction: any SQLTransaction
    ) throws {
        let events = try IncidentTimeline().latest(
            of: snapshot.incident.id, before: before, limit: Self.timelineRowsMax + 1,
            in: transaction)
        snapshot.events = Array(events.prefix(Self.timelineRowsMax))
        snapshot.hasEarlierEvents = events.count > Self.timelineRowsMax
        snapshot.people = try PeopleReading.names(
            of: events.compactMap(\.account)
                + snapshot.decisions.compactMap(\.assessment.account), in: transaction)
        snapshot.listNames = Dictionary(
            try HashListStore().list(in: transaction).map { ($0.id, $0.name) }
        ) { $1 }
    }
}

extension IncidentSnapshot {
    fileprivate mutating func reveal(
        _ revealing: Disclosure, _ reader: RecordReader, in transaction: any SQLTransaction
    ) throws {
        switch revealing {
        case .nothing: break
        case .address:
            let key = try reader.key(for: incident.recordID, in: transaction)
            for locator in locators {
                addresses[locator.id] =
                    locator.recordID == incident.recordID
                    ? try reader.address(of: locator, key: key)
                    : try reader.address(of: locator, in: transaction)
            }
        case .report:
            guard let report else { return }
            narrative = try reader.narrative(of: report, in: transaction)
            contact = try reader.contact(of: report, in: transaction)
        }
    }
}
