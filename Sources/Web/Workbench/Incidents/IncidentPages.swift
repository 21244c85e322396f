// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Examination
import Hummingbird
import Incidents
import NightlightCore
import Storage
import Takedown
import WebSupport

extension Workbench {
    func showIncident(_ request: StaffRequest, revealing: Revelation = .nothing) async throws
        -> Outcome
    {
        let file = try await open(
            request.identifier(Incident.self), revealing: revealing, for: request)
        return .done(try incidentPage(file, request, revealing: revealing))
    }

    /// - Parameters:
    ///   - draft: what somebody typed into the decision's form, when it comes back with problems.
    func incidentPage(
        _ file: IncidentFile, _ request: StaffRequest, revealing: Revelation = .nothing,
        draft: DecideDraft? = nil, errors: ErrorSummary? = nil, status: HTTPResponse.Status? = nil
    ) throws -> Response {
        let view = IncidentView(
            file: file, phrases: renderer.phrases(request.language), language: request.language,
            timeText: timeText)
        let incident = file.incident
        let (named, found) = view.addresses
        let files = view.files
        let role = try request.account.role
        let page = IncidentDetailPage(
            id: incident.id.text, number: incident.number,
            status: Tag(incident.status, view.phrases),
            urgency: Tag(incident.urgency, view.phrases), known: Tag(incident.known, view.phrases),
            next: view.phrases("next.\(incident.status.rawValue)"), facts: view.facts,
            addresses: named, foundAddresses: found, foundTitle: view.foundTitle(found.count),
            isAddressHidden: revealing != .address && !file.locators.isEmpty && !file.isErased,
            isAnythingNamed: !file.locators.isEmpty,
            canShowReport: file.report != nil && revealing != .report && !file.isErased,
            hasReport: file.report != nil,
            words: revealing == .report && !file.isErased
                ? .init(narrative: file.narrative, contact: file.contact) : nil,
            isErased: file.isErased, hasFiles: !file.files.isEmpty, listedFiles: files.listed,
            otherFiles: files.others, otherFilesTitle: view.otherFilesTitle(files.others.count),
            areFilesCutShort: file.areFilesCutShort, servers: view.servers,
            takedowns: view.takedowns(for: role),
            actions: MoveButton.possible(
                file.takedowns.map(\.takedown.progress.state), for: role,
                path: "/incidents/\(incident.id)/takedowns", view.phrases),
            notices: view.notices, decisions: view.decisions,
            decide: decideForm(file, draft, errors, request.language), events: view.events,
            earlierPath: view.earlierPath)
        return try render(
            "Pages/incident", page, request, section: .queue, path: "/incidents/\(incident.id)",
            errors: errors, status: status)
    }

    /// The timeline from where an incident's page leaves off.
    func showTimeline(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(Incident.self)
        let before = request.query("before").flatMap { IncidentEvent.ID($0) }
        let file = try await open(id, revealing: .nothing, for: request)
        let limit = Self.timelineRowsMax
        let (events, people) = try await services.database.read { transaction in
            let events = try IncidentTimeline().latest(
                of: id, before: before, limit: limit + 1, in: transaction)
            return (events, try Self.names(of: events.compactMap(\.account), in: transaction))
        }
        var shown = file
        shown.events = Array(events.prefix(limit))
        shown.hasEarlierEvents = events.count > limit
        shown.people = people
        let view = IncidentView(
            file: shown, phrases: renderer.phrases(request.language), language: request.language,
            timeText: timeText)
        let page = TimelinePage(
            id: id.text, number: file.incident.number, events: view.events,
            earlierPath: view.earlierPath)
        return .done(
            try render(
                "Pages/timeline", page, request, section: .queue,
                path: "/incidents/\(id)/timeline"))
    }

    /// Accounts' names, by their identifiers.
    static func names(of ids: [String], in transaction: any SQLTransaction) throws
        -> [String: String]
    {
        try Set(ids).reduce(into: [:]) { names, text in
            names[text] = try Account.ID(text).flatMap {
                try AccountStore().find($0, in: transaction)?.name
            }
        }
    }
}

struct TimelinePage {
    let id: String
    let number: String
    let events: [TimelineLine]
    let earlierPath: String?
}
