// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Assessment
import CaseworkParts
import HTTPTypes
import Hummingbird
import Incidents
import NightlightCore
import Takedown
import WebSupport
import WorkbenchShell

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
        let account = try request.account.id
        do {
            switch move {
            case .confirm:
                // Four eyes: who decided that it must be removed cannot be the second person.
                let decision = try await services.assessments.current(incident)
                guard decision?.account != account else {
                    return try await refuse(
                        "errors.secondPersonNeeded", request, status: .forbidden)
                }
                try await services.takedowns.confirm(ids, by: account)
            case .hold: try await services.takedowns.hold(ids, by: account)
            case .release: try await services.takedowns.release(ids, by: account)
            case .withdraw: try await services.takedowns.withdraw(ids, by: account)
            }
        } catch TakedownTransitionError.notPossible {
            return try await refuse("errors.takedownMoved", request, status: .conflict)
        } catch TakedownError.changedMeanwhile {
            return try await refuse("errors.takedownMoved", request, status: .conflict)
        }
        let back =
            request.form.contains("single")
            ? CaseworkPath.takedown(ids[0]) : CaseworkPath.incident(incident)
        return .done(.seeOther(back, done: MoveDone(move)))
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
