// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage
import AuditLog
import Hummingbird
import Matching
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

extension HashListPages {
    func listQuarantine(_ request: StaffRequest) async throws -> Outcome {
        let after = request.query("after").flatMap { HashEntry.ID($0) }
        let (quarantine, collisions) = try await services.hashLists.readWithCollisions {
            [reading] compared, transaction in
            let page = try reading.quarantine(after: after, in: transaction)
            return (page, try compared.collisions(of: page.entries.rows, in: transaction))
        }
        try await record(.hashListViewed, of: .hashQuarantine, request)
        return .done(
            try printer.page(
                "Pages/hash-quarantine",
                QuarantinePage(
                    quarantine, collisions, isContinued: after != nil,
                    printer.words(for: request)),
                for: request, in: .hashLists, path: HashListPath.quarantine))
    }

    func listProposals(_ request: StaffRequest) async throws -> Response {
        try await proposalsPage(request)
    }

    private func proposalsPage(
        _ request: StaffRequest, about id: HashProposal.ID? = nil, errors: ErrorSummary? = nil
    ) async throws -> Response {
        let after = request.query("after").flatMap { HashProposal.ID($0) }
        let proposals = try await services.database.read { [reading] in
            try reading.proposals(after: after, in: $0)
        }
        let page = ProposalsPage(
            proposals, for: try request.actor, after: after, about: id, request.form,
            errors, printer.words(for: request))
        return try printer.page(
            "Pages/hash-proposals", page, for: request, in: .hashLists,
            path: HashListPath.proposals, errors: errors)
    }

    func confirmProposal(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(HashProposal.ID.self)
        return try await decide(request, id) {
            try await services.hashLists.confirm(id, by: request.actor)
            return .confirmed
        }
    }

    func refuseProposal(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(HashProposal.ID.self)
        return try await decide(request, id) {
            try await services.hashLists.refuse(
                id, reason: request.form["reason"], by: request.actor)
            return .refused
        }
    }

    private func decide(
        _ request: StaffRequest, _ id: HashProposal.ID, _ body: () async throws -> Done
    ) async throws -> Outcome {
        func refuse(_ key: String) async throws -> Outcome {
            .unchanged(
                try await proposalsPage(
                    request, about: id,
                    errors: reasonProblem(key, at: "reason-\(id)", request)))
        }
        do {
            return .done(.seeOther(HashListPath.proposals, done: try await body()))
        } catch MatchingError.proposalUnknown {
            throw WebError.notFound
        } catch MatchingError.proposalDecided, MatchingError.entryNotWithdrawn {
            return .unchanged(.seeOther(HashListPath.proposals, done: Done.doneBefore))
        } catch MatchingError.secondPersonNeeded {
            return try await refuse("errors.hashSecondPersonNeeded")
        } catch MatchingError.reasonInvalid {
            return try await refuse(
                request.form["reason"].isEmpty
                    ? "errors.undoReasonMissing" : "errors.reasonNotALine")
        } catch MatchingError.importUnderWay {
            return try await refuse("errors.importUnderWay")
        }
    }
}
