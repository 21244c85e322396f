// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Storage
import AuditLog
import CaseworkParts
import HTTPTypes
import Hummingbird
import Incidents
import NightlightCore
import WebSupport
import WorkbenchShell

extension IncidentPages {
    func showIncident(
        _ request: StaffRequest, revealing: Disclosure = .nothing
    ) async throws -> Outcome {
        .done(
            try await incidentPage(request, .init(role: request.account.role, revealing: revealing))
        )
    }

    /// The timeline from where an incident's page leaves off.
    func showTimeline(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(Incident.ID.self)
        let before = request.query("before").flatMap { IncidentEvent.ID($0) }
        let snapshot = try await services.database.read { [reading] in
            try reading.timeline(of: id, before: before, in: $0)
        }
        guard let snapshot else { throw WebError.notFound }
        try await recordView(of: id, .nothing, request)
        return .done(
            try printer.page(
                "Pages/timeline", TimelinePage(snapshot, printer.words(for: request)),
                for: request, in: .queue))
    }

    /// An incident's page; also the answer to a form of it that comes back with problems.
    func incidentPage(
        _ request: StaffRequest, _ looking: IncidentDetailPage.Looking,
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        let id = try request.identifier(Incident.ID.self)
        let snapshot = try await services.database.read { [reading] in
            try reading.snapshot(of: id, revealing: looking.revealing, in: $0)
        }
        guard let snapshot else { throw WebError.notFound }
        try await recordView(of: id, looking.revealing, request)
        let words = printer.words(for: request)
        let page = IncidentDetailPage(snapshot, looking, words)
        return try printer.page(
            "Pages/incident", page, for: request, in: .queue, path: CaseworkPath.incident(id),
            shortcuts: page.shortcuts(words), errors: looking.errors, status: status)
    }

    func recordView(
        of id: Incident.ID, _ revealing: Disclosure, _ request: StaffRequest
    ) async throws {
        try await ViewRecorder(database: services.database, audit: services.audit).record(
            AuditEvent(
                kind: revealing.auditKind, actor: try request.actor, subject: .incident(id),
                at: services.time.now()))
    }
}
