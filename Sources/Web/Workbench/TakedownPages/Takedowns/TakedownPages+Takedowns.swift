// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage
import Accounts
import CaseworkParts
import HTTPTypes
import Hummingbird
import NightlightCore
import Takedown
import WebComponents
import WebSupport
import WorkbenchShell

extension TakedownPages {
    func listTakedowns(_ request: StaffRequest) async throws -> Response {
        let asked = TakedownListRequest { request.query($0) }
        let snapshot = try await services.database.read { [services] transaction in
            TakedownListSnapshot(
                takedowns: PageRows(
                    try services.takedowns.list(
                        asked.filter, before: asked.before,
                        limit: PageRows<TakedownRow>.readCount(Self.rowsMax), in: transaction),
                    count: Self.rowsMax),
                counts: try services.takedowns.counts(in: transaction))
        }
        let page = TakedownsPage(snapshot, asked, printer.words(for: request))
        return try printer.page("Pages/takedowns", page, for: request, in: .takedowns)
    }

    func showTakedown(_ request: StaffRequest) async throws -> Outcome {
        .done(try await takedownPage(request.identifier(Takedown.ID.self), request))
    }

    private func snapshot(of id: Takedown.ID) async throws -> TakedownSnapshot {
        let snapshot = try await services.database.read { [services] in
            try TakedownSnapshot(of: id, services.takedowns, in: $0)
        }
        guard let snapshot else { throw WebError.notFound }
        return snapshot
    }

    private func takedownPage(
        _ id: Takedown.ID, _ request: StaffRequest, errors: ErrorSummary? = nil,
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        let snapshot = try await snapshot(of: id)
        // The view is recorded as one of the incident, which it is a part of.
        try await record(
            .incidentViewed, of: .incident(snapshot.takedown.incidentID), request)
        let page = TakedownPage(
            snapshot, for: try request.account.role, request.form, errors,
            printer.words(for: request))
        return try printer.page(
            "Pages/takedown", page, for: request, in: .takedowns,
            path: CaseworkPath.takedown(id), errors: errors, status: status)
    }

    /// Asks whether to give a takedown up; the incident's own route does it.
    func askToWithdraw(_ request: StaffRequest) async throws -> Response {
        let snapshot = try await snapshot(of: request.identifier(Takedown.ID.self))
        let takedown = snapshot.takedown
        let path = CaseworkPath.takedown(takedown.id)
        guard TakedownMove.withdraw.isPossible(from: takedown.progress.state) else {
            return .seeOther(path)
        }
        let words = printer.words(for: request)
        let title = snapshot.title(words)
        let page = ConfirmPage(
            title: words("takedowns.withdrawAsk"), text: words("takedowns.withdrawText"),
            facts: SummaryList([
                .init(
                    words("takedownFact.contact"), snapshot.details.contact?.name,
                    placeholder: words("takedowns.nobody")),
                .init(words("incident.title"), snapshot.incidentNumber),
                .init(words("fact.status"), "", tags: [Tag(takedown.progress.state, words)]),
            ]),
            action: CaseworkPath.takedowns(of: takedown.incidentID)
                + "/\(TakedownMove.withdraw.rawValue)",
            hidden: takedown.moveFields, buttonText: words("move.withdraw.action"),
            cancelPath: path,
            crumbs: [
                Link(TakedownListRequest.all, words("section.takedowns")), Link(path, title),
            ], for: request)
        return try printer.page("Pages/confirm", page, for: request, in: .takedowns)
    }

    /// Names who can be written to, when the platform found nobody.
    func setContact(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(Takedown.ID.self)
        let name = request.form["name"]
        func refuse(_ field: String, _ key: String, _ status: HTTPResponse.Status) async throws
            -> Outcome
        {
            let errors = printer.words(for: request).problem(at: field, key)
            return .unchanged(
                try await takedownPage(id, request, errors: errors, status: status))
        }
        guard (1...AccountLimits.providerNameLengthMax).contains(name.count) else {
            return try await refuse("name", "errors.providerNameInvalid", .badRequest)
        }
        do {
            try await services.takedowns.setContact(
                of: id, email: request.form["email"], name: name,
                language: Language(rawValue: request.form["language"]),
                by: request.account.id)
            return .done(.seeOther(CaseworkPath.takedown(id), done: Done.contactSet))
        } catch TakedownError.notFound {
            throw WebError.notFound
        } catch TakedownError.badEmail {
            return try await refuse("email", "errors.emailInvalid", .badRequest)
        } catch TakedownError.changedMeanwhile {
            return try await refuse("takedown-state", "errors.takedownMoved", .conflict)
        } catch TakedownTransitionError.notPossible {
            return try await refuse("takedown-state", "errors.takedownMoved", .conflict)
        }
    }
}
