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

    func listQuarantine(_ visit: Visit) async throws -> Response {
        let after = visit.request.query("after").flatMap { HashEntry.ID($0) }
        let held = try await services.hashLists.quarantine(after: after, limit: Self.heldRowsMax)
        try await record("hash-list.viewed", subject: "hash-list:quarantine", visit)
        let phrases = renderer.phrases(visit.language)
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
                    since: entry.hold.map { timeText.moment($0.at, visit.language) } ?? "–")
            }, isEmpty: held.isEmpty,
            paging: Paging(
                first: after == nil ? nil : path, next: last.map { "\(path)?after=\($0.id)" }))
        return try render(
            "Pages/hash-quarantine", page, visit, section: .hashLists, path: path)
    }

    func listProposals(_ visit: Visit) async throws -> Response {
        try await proposalsPage(visit)
    }

    private func proposalsPage(
        _ visit: Visit, about id: HashProposal.ID? = nil, errors: ErrorSummary? = nil
    ) async throws -> Response {
        let after = visit.request.query("after").flatMap { HashProposal.ID($0) }
        let waiting = try await services.hashLists.waitingProposals(
            after: after, limit: Self.proposalRowsMax)
        let phrases = renderer.phrases(visit.language)
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
                    since: timeText.moment(each.proposedAt, visit.language),
                    canConfirm: each.proposedBy != (try visit.actor),
                    reason: isMeant ? visit.form["reason"] : "",
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
            visit, section: .hashLists, path: path, errors: errors)
    }

    func confirmProposal(_ visit: Visit) async throws -> Response {
        let id = try visit.identifier(HashProposal.self)
        return try await decide(visit, id) {
            try await services.hashLists.confirm(id, by: visit.actor)
            return "hash-confirmed"
        }
    }

    func refuseProposal(_ visit: Visit) async throws -> Response {
        let id = try visit.identifier(HashProposal.self)
        return try await decide(visit, id) {
            try await services.hashLists.refuse(
                id, reason: visit.form["reason"], by: visit.actor)
            return "hash-refused"
        }
    }

    private func decide(
        _ visit: Visit, _ id: HashProposal.ID, _ body: () async throws -> String
    ) async throws -> Response {
        let path = "/hash-lists/proposals"
        let phrases = renderer.phrases(visit.language)
        func refuse(_ key: String) async throws -> Response {
            let limit = ["limit": String(HashListService.reasonCharactersMax)]
            return try await proposalsPage(
                visit, about: id,
                errors: ErrorSummary([
                    .init(field: "reason-\(id)", text: phrases(key, limit))
                ]))
        }
        do {
            return .seeOther("\(path)?done=\(try await body())")
        } catch MatchingError.proposalUnknown {
            throw WebError.notFound
        } catch MatchingError.proposalDecided, MatchingError.entryNotWithdrawn {
            return .seeOther("\(path)?done=hash-done-before")
        } catch MatchingError.secondPersonNeeded {
            return try await refuse("errors.hashSecondPersonNeeded")
        } catch MatchingError.reasonInvalid {
            return try await refuse(
                visit.form["reason"].isEmpty ? "errors.undoReasonMissing" : "errors.reasonNotALine")
        } catch MatchingError.importUnderWay {
            return try await refuse("errors.importUnderWay")
        }
    }
}
