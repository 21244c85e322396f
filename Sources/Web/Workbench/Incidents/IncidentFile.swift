// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Assessment
import AuditLog
import Examination
import Incidents
import Intake
import NightlightCore
import Storage
import Takedown
import WebSupport

/// What an analyst may ask to see of an incident, beyond what its page always shows.
enum Revelation: Sendable {
    case nothing, address, report

    var auditKind: String {
        switch self {
        case .nothing: "incident.viewed"
        case .address: "incident.address-shown"
        case .report: "incident.report-shown"
        }
    }
}

/// Everything the platform knows about an incident, as one person looks at it.
struct IncidentFile: Sendable {
    struct Decision: Sendable {
        let assessment: Assessment
        /// `nil` when none was given, or its key was destroyed.
        let reason: String?
    }

    let incident: Incident
    let report: Report?
    let locators: [Locator]
    /// Only what was asked for, which is on record.
    var addresses: [Locator.ID: String] = [:]
    var narrative: String?
    var contact: String?
    var isErased = false
    /// Newest first; `hasEarlierEvents` says whether the page leaves some out.
    var events: [IncidentEvent] = []
    var hasEarlierEvents = false
    var examination: Examination?
    /// Accounts' names, by their identifiers.
    var people: [String: String] = [:]
    var decisions: [Decision] = []
    var files: [SeenFile] = []
    var areFilesCutShort = false
    /// Hash lists' names, by their identifiers.
    var listNames: [String: String] = [:]
    var traces: [ServerTrace] = []
    var takedowns: [TakedownDetails] = []
    var nextLooks: [Takedown.ID: Timestamp] = [:]

    /// Decisions in the order in which each replaced the one before: several may be of one moment.
    static func chain(_ decisions: [Decision]) -> [Decision] {
        let next = Dictionary(decisions.map { ($0.assessment.supersedes, $0) }) { first, _ in
            first
        }
        var chain: [Decision] = []
        while let following = next[chain.last?.assessment.id], chain.count < decisions.count {
            chain.append(following)
        }
        return chain
    }

    /// The decision that holds.
    var current: Assessment? { decisions.last?.assessment }

    /// What pages call an address: its place among the incident's addresses, from 1.
    func number(of locator: Locator.ID) -> Int? {
        locators.firstIndex { $0.id == locator }.map { $0 + 1 }
    }
}

extension Workbench {
    /// LIMIT: 50 lines of the timeline on an incident's page; the rest is on pages of its own.
    static let timelineRowsMax = 50

    /// Reads an incident for somebody.
    ///
    /// That it was read is recorded with the first thing read, in one transaction: nothing
    /// sensitive is shown that is not on record.
    func open(_ id: Incident.ID, revealing: Revelation, for request: StaffRequest) async throws
        -> IncidentFile
    {
        let event = AuditEvent(
            kind: revealing.auditKind, actor: try request.actor, subject: "incident:\(id)",
            at: time.now())
        let services = services
        var file = try await services.database.write { transaction -> IncidentFile in
            guard let incident = try IncidentStore().find(id, in: transaction) else {
                throw WebError.notFound
            }
            var file = IncidentFile(
                incident: incident,
                report: try incident.reportID.flatMap {
                    try ReportStore().find($0, in: transaction)
                },
                locators: try LocatorStore().list(of: id, in: transaction))
            do {
                try file.reveal(revealing, services.reader, in: transaction)
            } catch IncidentError.erased {
                file.isErased = true
            }
            try services.audit.record(event, in: transaction)
            return file
        }
        file.decisions = IncidentFile.chain(
            try await services.assessments.history(of: id).map {
                IncidentFile.Decision(assessment: $0.0, reason: $0.reason)
            })
        file.traces = try await services.takedowns.traces(of: id)
        file.takedowns = try await services.takedowns.details(incident: id)
        file.nextLooks = try await services.takedowns.nextLooks(
            of: file.takedowns.map(\.takedown))
        return try await addHistory(to: file)
    }

    private func addHistory(to file: IncidentFile) async throws -> IncidentFile {
        let id = file.incident.id
        let deciders = file.decisions.compactMap(\.assessment.account)
        let found = try await services.database.read { transaction in
            let events = try IncidentTimeline().latest(
                of: id, limit: Self.timelineRowsMax + 1, in: transaction)
            let names = try Self.names(
                of: events.compactMap(\.account) + deciders, in: transaction)
            return (
                events, names, try ExaminationStore().find(id, in: transaction),
                try SeenFile.files(of: id, in: transaction)
            )
        }
        var file = file
        file.events = Array(found.0.prefix(Self.timelineRowsMax))
        file.hasEarlierEvents = found.0.count > Self.timelineRowsMax
        file.people = found.1
        file.examination = found.2
        (file.files, file.areFilesCutShort) = found.3
        file.listNames = try await hashListNames()
        return file
    }
}

extension IncidentFile {
    fileprivate mutating func reveal(
        _ revealing: Revelation, _ reader: RecordReader, in transaction: any SQLTransaction
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
