// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import Hummingbird
import Matching
import NightlightCore
import Storage
import WebSupport

/// The form that takes one entry out of use.
struct HashEntryPage {
    let listPath: String
    let listName: String
    let listID: String
    let entry: String
    let kind: String
    let fingerprint: String
    let facts: [Fact]
    let reason: String
    let reasonError: String?
}

extension Workbench {
    /// An entry is named by its identifier: no fingerprint is in an address.
    static func withdrawalPath(_ entry: HashEntry) -> String {
        "/hash-lists/\(entry.listID)/withdraw?entry=\(entry.id)"
    }

    func askWithdrawal(_ request: StaffRequest) async throws -> Outcome {
        .done(try await withdrawalPage(request, entry: request.query("entry") ?? ""))
    }

    private func withdrawalPage(
        _ request: StaffRequest, entry text: String, errors: ErrorSummary? = nil
    ) async throws -> Response {
        let list = try await hashList(request.identifier(HashList.self))
        let entry = try await entry(text, of: list.id)
        try await record("hash-list.viewed", subject: "hash-list:\(list.id)", request)
        let phrases = renderer.phrases(request.language)
        let facts = [
            ("kind", TimelineText.name(of: entry.fingerprint.kind)),
            ("fingerprint", entry.fingerprint.hex),
            ("added", timeText.moment(entry.addedAt, request.language)),
        ]
        let page = HashEntryPage(
            listPath: "/hash-lists/\(list.id)", listName: list.name, listID: list.id.text,
            entry: entry.id.text, kind: entry.fingerprint.kind.rawValue,
            fingerprint: entry.fingerprint.hex,
            facts: facts.map { Fact(name: phrases("hashFact.\($0)"), value: $1) },
            reason: request.form["reason"], reasonError: errors?.text(at: "reason"))
        return try render(
            "Pages/hash-entry", page, request, section: .hashLists,
            path: Self.withdrawalPath(entry), errors: errors)
    }

    func entry(_ text: String, of list: HashList.ID) async throws -> HashEntry {
        guard let id = HashEntry.ID(text) else { throw WebError.notFound }
        let entry = try await services.database.read { transaction in
            try HashListStore().entry(id, in: transaction)
        }
        guard let entry, entry.listID == list else { throw WebError.notFound }
        return entry
    }

    /// Takes one entry out of use, for good.
    func withdrawHash(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(HashList.self)
        let text = request.form["entry"]
        let entry = try await entry(text, of: id)
        let reason = request.form["reason"]
        do {
            let isNew = try await services.hashLists.withdraw(
                entry.fingerprint, from: id, reason: reason, by: request.actor)
            return isNew
                ? .done(.seeOther("/hash-lists/\(id)?done=hash-withdrawn"))
                : .unchanged(.seeOther("/hash-lists/\(id)?done=hash-withdrawn-before"))
        } catch MatchingError.reasonInvalid {
            let key = reason.isEmpty ? "errors.withdrawalReasonMissing" : "errors.reasonNotALine"
            let problem = renderer.phrases(request.language)(
                key, ["limit": String(HashListService.reasonCharactersMax)])
            return .unchanged(
                try await withdrawalPage(
                    request, entry: text,
                    errors: ErrorSummary([.init(field: "reason", text: problem)])))
        } catch MatchingError.entryUnknown {
            throw WebError.notFound
        }
    }
}
