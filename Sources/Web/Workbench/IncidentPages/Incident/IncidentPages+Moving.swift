// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Assessment
import CaseworkParts
import HTTPTypes
import Hummingbird
import Incidents
import NightlightCore
import Storage
import Takedown
import WebComponents
import WebSupport
import WorkbenchShell

/// Asks before takedowns are given up.
struct WithdrawalPage {
    let question: Confirmation
}

extension IncidentPages {
    /// Moves the takedowns that were ticked, all or none.
    func moveTakedowns(_ move: TakedownMove, _ request: StaffRequest) async throws -> Outcome {
        let incident = try request.identifier(Incident.ID.self)
        let ids = request.form.all("takedown").compactMap { Takedown.ID($0) }
        let known = try await services.takedowns.details(incident: incident).map(\.takedown.id)
        guard !known.isEmpty, Set(ids).isSubset(of: known) else { throw WebError.notFound }
        guard !ids.isEmpty else {
            return try await refuse("errors.takedownMissing", request, status: .badRequest)
        }
        let isAsked = [Self.sureField, Self.singleField].contains { request.form.contains($0) }
        if move == .withdraw && !isAsked {
            return .unchanged(try await askWhetherToWithdraw(ids, of: incident, request))
        }
        let account = try request.account.id
        do {
            switch move {
            case .confirm: try await services.takedowns.confirm(ids, by: account)
            case .hold: try await services.takedowns.hold(ids, by: account)
            case .release: try await services.takedowns.release(ids, by: account)
            case .withdraw: try await services.takedowns.withdraw(ids, by: account)
            }
        } catch TakedownTransitionError.notPossible {
            return try await refuse("errors.takedownMoved", request, status: .conflict)
        } catch TakedownError.secondPersonNeeded {
            return try await refuse("errors.secondPersonNeeded", request, status: .forbidden)
        } catch TakedownError.changedMeanwhile {
            return try await refuse("errors.takedownMoved", request, status: .conflict)
        }
        return .done(.seeOther(back(from: ids, of: incident, request), done: MoveDone(move)))
    }

    /// Said by the question that comes before what cannot be taken back.
    private static let sureField = "sure"
    /// Said by a takedown's own page, which has asked as well.
    private static let singleField = "single"

    private func back(
        from ids: [Takedown.ID], of incident: Incident.ID, _ request: StaffRequest
    ) -> String {
        request.form.contains(Self.singleField)
            ? CaseworkPath.takedown(ids[0]) : CaseworkPath.incident(incident)
    }

    private func askWhetherToWithdraw(
        _ ids: [Takedown.ID], of id: Incident.ID, _ request: StaffRequest
    ) async throws -> Response {
        let words = printer.words(for: request)
        let named = try await services.database.read { [reading] in
            try reading.addressNumbers(of: ids, in: id, in: $0)
        }
        let question = WithdrawalPage(
            question: Confirmation(
                title: words("withdrawal.title"), text: words("withdrawal.text"),
                facts: SummaryList([
                    SummaryList.Row(words("incident.title"), named.incidentNumber),
                    SummaryList.Row(
                        words("incident.takedowns"), words.addresses(named.addressNumbers)),
                ]),
                action: "\(CaseworkPath.takedowns(of: id))/\(TakedownMove.withdraw.rawValue)",
                hidden: [request.tokenField, HiddenField(Self.sureField, "1")]
                    + ids.map { HiddenField("takedown", $0.text) }
                    + (request.form.contains(Self.singleField)
                        ? [HiddenField(Self.singleField, "1")] : []),
                buttonText: words("withdrawal.send"), isGrave: true,
                cancelPath: back(from: ids, of: id, request)))
        return try printer.page(
            "Pages/withdrawal", question, for: request, in: .queue,
            path: CaseworkPath.incident(id))
    }

    private func refuse(
        _ key: String, _ request: StaffRequest, status: HTTPResponse.Status
    ) async throws -> Outcome {
        let errors = printer.words(for: request).problem(at: "takedowns", key)
        return .unchanged(
            try await incidentPage(
                request, .init(role: request.account.role, errors: errors), status: status))
    }
}
