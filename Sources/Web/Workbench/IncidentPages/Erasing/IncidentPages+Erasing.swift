// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import CaseworkParts
import HTTPTypes
import Hummingbird
import Incidents
import Intake
import NightlightCore
import Storage
import WebComponents
import WebSupport
import WorkbenchShell

enum ErasurePath {
    static let all = "/erasures"
}

extension Section {
    static let erasures = Section("erasures", path: ErasurePath.all, .supervisor, key: "e")
}

/// What destroys a report's key: one supervisor asks, another agrees.
extension IncidentPages {
    static let erasureRoutes: [PageRoute<Self>] = [
        PageRoute(
            .get, "/incidents/{id}/erasure", .role(.supervisor),
            audit: [Disclosure.nothing.auditKind]
        ) { try await $0.showErasure($1) },
        PageRoute(
            .post, "/incidents/{id}/erasure", .role(.supervisor), audit: [.reportErasureAsked]
        ) { try await $0.askErasure($1) },
        PageRoute(.get, "/erasures", .role(.supervisor), audit: [.erasuresViewed]) {
            try await $0.listErasures($1)
        },
        PageRoute(.post, "/erasures/{id}/confirm", .role(.supervisor), audit: [.reportErased]) {
            try await $0.confirmErasure($1)
        },
        PageRoute(
            .post, "/erasures/{id}/refuse", .role(.supervisor), audit: [.reportErasureRefused]
        ) { try await $0.refuseErasure($1) },
    ]

    private var erasureReading: ErasureReading {
        ErasureReading(erasures: services.erasures, takedowns: services.takedowns)
    }

    func showErasure(_ request: StaffRequest) async throws -> Outcome {
        .done(try await erasurePage(request))
    }

    private func erasurePage(
        _ request: StaffRequest, errors: ErrorSummary? = nil
    ) async throws -> Response {
        let id = try request.identifier(Incident.ID.self)
        let subject = try await services.database.read { [erasureReading] in
            try erasureReading.subject(of: id, in: $0)
        }
        guard let subject, subject.report.erasedAt == nil else { throw WebError.notFound }
        try await recordView(of: id, .nothing, request)
        return try printer.page(
            "Pages/ask-erasure", AskErasurePage(subject, errors, printer.words(for: request)),
            for: request, in: .queue, path: "\(CaseworkPath.incident(id))/erasure",
            errors: errors)
    }

    func askErasure(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(Incident.ID.self)
        guard let cause = Erasure.Cause(rawValue: request.form["cause"]) else {
            let errors = printer.words(for: request).problem(
                at: AskErasurePage.firstChoice, "errors.erasureCauseMissing")
            return .unchanged(try await erasurePage(request, errors: errors))
        }
        let incident = try await services.database.read {
            try IncidentStore().find(id, in: $0)
        }
        guard let report = incident?.reportID else { throw WebError.notFound }
        let actor = try request.actor
        do {
            let asked = try await services.erasures.ask(for: report, cause, by: actor)
            // Where somebody asked before, theirs goes on waiting and nothing was written: whoever
            // asks now is the one who can agree.
            if !asked.isNew, actor.isSecondPerson(after: asked.erasure.askedBy) {
                return .unchanged(
                    .seeOther(ErasurePath.all, done: Done.erasureAskedBefore))
            }
            let response = Response.seeOther(CaseworkPath.incident(id), done: Done.erasureAsked)
            return asked.isNew ? .done(response) : .unchanged(response)
        } catch ErasureError.erasedBefore {
            return .unchanged(.seeOther(CaseworkPath.incident(id), done: Done.erased))
        } catch ErasureError.reportUnknown {
            throw WebError.notFound
        }
    }

    func listErasures(_ request: StaffRequest) async throws -> Outcome {
        let after = request.query("after").flatMap { Erasure.ID($0) }
        let waiting = try await services.database.read { [erasureReading] in
            try erasureReading.waiting(after: after, in: $0)
        }
        try await ViewRecorder(database: services.database, audit: services.audit).record(
            AuditEvent(
                kind: .erasuresViewed, actor: try request.actor, subject: .erasures,
                at: services.time.now()))
        let page = ErasuresPage(
            waiting, for: try request.account.id, isContinued: after != nil,
            printer.words(for: request))
        return .done(
            try printer.page(
                "Pages/erasures", page, for: request, in: .erasures, path: ErasurePath.all))
    }

    func confirmErasure(_ request: StaffRequest) async throws -> Outcome {
        try await decide(request) { id, actor in
            try await services.erasures.confirm(id, by: actor)
            return .erased
        }
    }

    func refuseErasure(_ request: StaffRequest) async throws -> Outcome {
        guard let refusal = Erasure.Refusal(rawValue: request.form["refusal"]) else {
            throw WebError.notFound
        }
        return try await decide(request) { id, actor in
            try await services.erasures.refuse(id, refusal, by: actor)
            return .erasureRefused
        }
    }

    private func decide(
        _ request: StaffRequest, _ body: (Erasure.ID, AuditActor) async throws -> Done
    ) async throws -> Outcome {
        let id = try request.identifier(Erasure.ID.self)
        do {
            let done = try await body(id, request.actor)
            return .done(.seeOther(ErasurePath.all, done: done))
        } catch ErasureError.unknown {
            throw WebError.notFound
        } catch ErasureError.secondPersonNeeded {
            return .unchanged(.seeOther(ErasurePath.all, done: Done.erasureOwn))
        } catch ErasureError.decided, ErasureError.erasedBefore {
            return .unchanged(.seeOther(ErasurePath.all, done: Done.erasureDecided))
        }
    }
}
