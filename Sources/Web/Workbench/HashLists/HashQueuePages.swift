// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Hummingbird
import Matching
import NightlightCore
import WebSupport

/// Entries in quarantine on any list.
struct QuarantinePage {
    struct Row {
        let path: String
        let list: String
        let kind: String
        let fingerprint: String
        let cause: String
        let since: String
    }

    let rows: [Row]
    let isEmpty: Bool
    let paging: Paging
}

/// What waits for a second person.
struct ProposalsPage {
    struct Row {
        let id: String
        let list: String
        let path: String
        let action: String
        let fingerprint: String?
        let note: String?
        let warning: String?
        let by: String
        let since: String
        /// `false` for who proposed it.
        let canConfirm: Bool
        let reason: String
        let reasonError: String?
    }

    let rows: [Row]
    let isEmpty: Bool
    let paging: Paging
}

extension Workbench {
    /// LIMIT: 50 entries on a page.
    private static let heldRowsMax = 50
    /// LIMIT: 50 proposals on a page.
    private static let proposalRowsMax = 50

    func waitingCount() async throws -> Int {
        try await services.hashLists.waitingProposals(limit: HashProposalStore.pageRowsMax).count
    }

    func listQuarantine(_ request: StaffRequest) async throws -> Outcome {
        let after = request.query("after").flatMap { HashEntry.ID($0) }
        let held = try await services.hashLists.quarantine(after: after, limit: Self.heldRowsMax)
        try await record("hash-list.viewed", subject: "hash-list:quarantine", request)
        let phrases = renderer.phrases(request.language)
        let names = try await hashListNames()
        let last = held.count == Self.heldRowsMax ? held.last : nil
        let path = "/hash-lists/quarantine"
        let page = QuarantinePage(
            rows: held.map { entry in
                QuarantinePage.Row(
                    path: Self.dossierPath(entry), list: names[entry.listID.text] ?? "–",
                    kind: TimelineText.name(of: entry.fingerprint.kind),
                    fingerprint: entry.fingerprint.abbreviated,
                    cause: entry.hold.map { phrases("holdCause.\($0.cause.rawValue)") } ?? "–",
                    since: entry.hold.map { timeText.moment($0.at, request.language) } ?? "–")
            }, isEmpty: held.isEmpty,
            paging: Paging(
                first: after == nil ? nil : path, next: last.map { "\(path)?after=\($0.id)" }))
        return .done(
            try render("Pages/hash-quarantine", page, request, section: .hashLists, path: path))
    }

    func listProposals(_ request: StaffRequest) async throws -> Response {
        try await proposalsPage(request)
    }

    private func proposalsPage(
        _ request: StaffRequest, about id: HashProposal.ID? = nil, errors: ErrorSummary? = nil
    ) async throws -> Response {
        let after = request.query("after").flatMap { HashProposal.ID($0) }
        let waiting = try await services.hashLists.waitingProposals(
            after: after, limit: Self.proposalRowsMax)
        let phrases = renderer.phrases(request.language)
        let names = try await hashListNames()
        var rows: [ProposalsPage.Row] = []
        for each in waiting {
            let isMeant = each.id == id
            rows.append(
                ProposalsPage.Row(
                    id: each.id.text, list: names[each.listID.text] ?? "–",
                    path: "/hash-lists/\(each.listID)",
                    action: phrases("hashProposal.\(each.action.rawValue)"),
                    fingerprint: each.fingerprint.map {
                        "\(TimelineText.name(of: $0.kind)) \($0.abbreviated)"
                    }, note: each.note,
                    warning: each.warning.map { phrases("holdCause.\($0.rawValue)") },
                    by: try await name(of: each.proposedBy, phrases),
                    since: timeText.moment(each.proposedAt, request.language),
                    canConfirm: each.proposedBy != (try request.actor),
                    reason: isMeant ? request.form["reason"] : "",
                    reasonError: isMeant ? errors?.text(at: "reason-\(each.id)") : nil))
        }
        let last = waiting.count == Self.proposalRowsMax ? waiting.last : nil
        let path = "/hash-lists/proposals"
        return try render(
            "Pages/hash-proposals",
            ProposalsPage(
                rows: rows, isEmpty: rows.isEmpty,
                paging: Paging(
                    first: after == nil ? nil : path,
                    next: last.map { "\(path)?after=\($0.id)" })),
            request, section: .hashLists, path: path, errors: errors)
    }

    func confirmProposal(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(HashProposal.self)
        return try await decide(request, id) {
            try await services.hashLists.confirm(id, by: request.actor)
            return "hash-confirmed"
        }
    }

    func refuseProposal(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(HashProposal.self)
        return try await decide(request, id) {
            try await services.hashLists.refuse(
                id, reason: request.form["reason"], by: request.actor)
            return "hash-refused"
        }
    }

    private func decide(
        _ request: StaffRequest, _ id: HashProposal.ID, _ body: () async throws -> String
    ) async throws -> Outcome {
        let path = "/hash-lists/proposals"
        let phrases = renderer.phrases(request.language)
        func refuse(_ key: String) async throws -> Outcome {
            let limit = ["limit": String(HashListService.reasonCharactersMax)]
            return .unchanged(
                try await proposalsPage(
                    request, about: id,
                    errors: ErrorSummary([
                        .init(field: "reason-\(id)", text: phrases(key, limit))
                    ])))
        }
        do {
            return .done(.seeOther("\(path)?done=\(try await body())"))
        } catch MatchingError.proposalUnknown {
            throw WebError.notFound
        } catch MatchingError.proposalDecided, MatchingError.entryNotWithdrawn {
            return .unchanged(.seeOther("\(path)?done=hash-done-before"))
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
