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

    func askWithdrawal(_ visit: Visit) async throws -> Response {
        try await withdrawalPage(visit, entry: visit.request.query("entry") ?? "")
    }

    private func withdrawalPage(
        _ visit: Visit, entry text: String, errors: ErrorSummary? = nil
    ) async throws -> Response {
        let list = try await hashList(visit.identifier(HashList.self))
        let entry = try await entry(text, of: list.id)
        try await record("hash-list.viewed", subject: "hash-list:\(list.id)", visit)
        let phrases = renderer.phrases(visit.language)
        let facts = [
            ("kind", TimelineText.name(of: entry.fingerprint.kind)),
            ("fingerprint", entry.fingerprint.hex),
            ("added", timeText.moment(entry.addedAt, visit.language)),
        ]
        let page = HashEntryPage(
            listPath: "/hash-lists/\(list.id)", listName: list.name, listID: list.id.text,
            entry: entry.id.text, kind: entry.fingerprint.kind.rawValue,
            fingerprint: entry.fingerprint.hex,
            facts: facts.map { Fact(name: phrases("hashFact.\($0)"), value: $1) },
            reason: visit.form["reason"], reasonError: errors?.text(at: "reason"))
        return try render(
            "Pages/hash-entry", page, visit, section: .hashLists,
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
    func withdrawHash(_ visit: Visit) async throws -> Response {
        let id = try visit.identifier(HashList.self)
        let text = visit.form["entry"]
        let entry = try await entry(text, of: id)
        let reason = visit.form["reason"]
        do {
            let isNew = try await services.hashLists.withdraw(
                entry.fingerprint, from: id, reason: reason, by: visit.actor)
            let done = isNew ? "hash-withdrawn" : "hash-withdrawn-before"
            return .seeOther("/hash-lists/\(id)?done=\(done)")
        } catch MatchingError.reasonInvalid {
            let key = reason.isEmpty ? "errors.withdrawalReasonMissing" : "errors.reasonNotALine"
            let problem = renderer.phrases(visit.language)(
                key, ["limit": String(HashListService.reasonCharactersMax)])
            return try await withdrawalPage(
                visit, entry: text,
                errors: ErrorSummary([.init(field: "reason", text: problem)]))
        } catch MatchingError.entryUnknown {
            throw WebError.notFound
        }
    }
}
