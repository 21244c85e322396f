// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Assessment
import HTTPTypes
import Hummingbird
import Incidents
import NightlightCore
import Takedown
import WebSupport

/// What a person can do with takedowns.
enum TakedownMove: String, CaseIterable, Sendable {
    /// Releases the first notice, as the second person.
    case confirm
    case hold
    case release
    case withdraw

    /// Stopping is for everybody; going on after police asked to wait, and giving up, is not.
    var leastRole: AccountRole {
        switch self {
        case .confirm, .hold: .analyst
        case .release, .withdraw: .supervisor
        }
    }

    private var event: TakedownEvent.Name {
        switch self {
        case .confirm: .confirmed
        case .hold: .held
        case .release: .released
        case .withdraw: .withdrawn
        }
    }

    func isPossible(from state: TakedownState) -> Bool { state.allows(event) }
}

/// A button that moves the chosen takedowns.
struct MoveButton {
    let path: String
    let text: String
    let hint: String
    let isFirst: Bool

    static func possible(
        _ states: [TakedownState], for role: AccountRole, path: String, _ phrases: Phrases
    ) -> [MoveButton] {
        let moves = TakedownMove.allCases.filter { move in
            role >= move.leastRole && states.contains { move.isPossible(from: $0) }
        }
        return moves.enumerated().map { index, move in
            MoveButton(
                path: "\(path)/\(move.rawValue)", text: phrases("move.\(move.rawValue).action"),
                hint: phrases("move.\(move.rawValue).hint"), isFirst: index == 0)
        }
    }
}

extension Workbench {
    /// Moves the takedowns that were ticked, all or none.
    func moveTakedowns(_ move: TakedownMove, _ request: StaffRequest) async throws -> Outcome {
        let incident = try request.identifier(Incident.self)
        let ids = request.form.all("takedown").compactMap { Takedown.ID($0) }
        let known = try await services.takedowns.details(incident: incident).map(\.takedown.id)
        guard !known.isEmpty, Set(ids).isSubset(of: known) else { throw WebError.notFound }
        guard !ids.isEmpty else {
            return try await refuse(move, "errors.takedownMissing", request, status: .badRequest)
        }
        let account = try request.account.id.text
        do {
            switch move {
            case .confirm:
                // Four eyes: who decided that it must be removed cannot be the second person.
                let decision = try await services.assessments.current(incident)
                guard decision?.account != account else {
                    return try await refuse(
                        move, "errors.secondPersonNeeded", request, status: .forbidden)
                }
                try await services.takedowns.confirm(ids, by: account)
            case .hold: try await services.takedowns.hold(ids, by: account)
            case .release: try await services.takedowns.release(ids, by: account)
            case .withdraw: try await services.takedowns.withdraw(ids, by: account)
            }
        } catch TakedownTransitionError.notPossible {
            return try await refuse(move, "errors.takedownMoved", request, status: .conflict)
        } catch TakedownError.changedMeanwhile {
            return try await refuse(move, "errors.takedownMoved", request, status: .conflict)
        }
        let back =
            request.form.contains("single") ? "/takedowns/\(ids[0])" : "/incidents/\(incident)"
        return .done(.seeOther("\(back)?done=takedown-\(move.rawValue)"))
    }

    private func refuse(
        _ move: TakedownMove, _ key: String, _ request: StaffRequest, status: HTTPResponse.Status
    ) async throws -> Outcome {
        let text = renderer.phrases(request.language)(key)
        let file = try await open(
            try request.identifier(Incident.self), revealing: .nothing, for: request)
        return .unchanged(
            try incidentPage(
                file, request, errors: ErrorSummary([.init(field: "takedowns", text: text)]),
                status: status))
    }
}
