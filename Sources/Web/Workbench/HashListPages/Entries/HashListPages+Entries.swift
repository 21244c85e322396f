// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage
import Accounts
import AuditLog
import CaseworkParts
import Hummingbird
import Matching
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

extension HashListPages {
    /// The entry that a request names, with its list and history.
    private func file(of text: String, _ request: StaffRequest) async throws
        -> HashListReading.EntryFile
    {
        let list = try request.identifier(HashList.ID.self)
        return try await services.database.read { [reading] in
            try reading.entry(text, of: list, in: $0)
        }
    }

    func showEntry(_ request: StaffRequest) async throws -> Outcome {
        .done(try await entryPage(request, request.query("entry") ?? ""))
    }

    private func entryPage(
        _ request: StaffRequest, _ text: String, errors: ErrorSummary? = nil
    ) async throws -> Response {
        let list = try request.identifier(HashList.ID.self)
        let (file, collisions) = try await services.hashLists.readWithCollisions {
            [reading] compared, transaction in
            let file = try reading.entry(text, of: list, in: transaction)
            return (file, try compared.collisions(of: [file.entry], in: transaction))
        }
        try await record(.hashListViewed, of: .hashList(file.list.id), request)
        let page = HashEntryPage(
            file, collisions[file.entry.id], isSupervisor: try request.account.role >= .supervisor,
            request.form, errors,
            printer.words(for: request))
        return try printer.page(
            "Pages/hash-entry", page, for: request, in: .hashLists,
            path: HashListPath.entry(file.entry), errors: errors)
    }

    func askWithdrawal(_ request: StaffRequest) async throws -> Outcome {
        .done(try await withdrawalPage(request, request.query("entry") ?? ""))
    }

    private func withdrawalPage(
        _ request: StaffRequest, _ text: String, errors: ErrorSummary? = nil
    ) async throws -> Response {
        let file = try await file(of: text, request)
        try await record(.hashListViewed, of: .hashList(file.list.id), request)
        let words = printer.words(for: request)
        let fingerprint = file.entry.fingerprint
        let page = ConfirmPage(
            title: words("hashLists.withdrawAsk"), text: words("hashLists.withdrawLead"),
            facts: SummaryList([
                .init(words("hashLists.name"), file.list.name),
                .init(words("hashFact.kind"), fingerprint.kind.title),
                .init(words("hashFact.fingerprint"), fingerprint.hex, isCode: true),
                .init(words("hashFact.added"), words.moment(file.entry.addedAt)),
            ]), action: "\(HashListPath.list(file.list.id))/withdraw",
            hidden: [.init("entry", file.entry.id.text)],
            reason: TextField(
                "reason", label: words("hashLists.withdrawReason"), value: request.form["reason"],
                hint: words("hashLists.withdrawHint"), error: errors?.text(at: "reason"),
                lengthMax: HashListService.reasonCharactersMax),
            buttonText: words("hashLists.withdrawButton"),
            cancelPath: HashListPath.entry(file.entry), crumbs: crumbs(to: file, words),
            for: request)
        return try printer.page(
            "Pages/confirm", page, for: request, in: .hashLists,
            path: HashListPath.withdrawal(file.entry), errors: errors)
    }

    private func crumbs(to file: HashListReading.EntryFile, _ words: PageWords) -> [Link] {
        [
            Link(HashListPath.all, words("section.hash-lists")),
            Link(HashListPath.list(file.list.id), file.list.name),
            Link(HashListPath.entry(file.entry), words("hashLists.entryTitle")),
        ]
    }

    /// Takes one entry out of use, for good.
    func withdrawEntry(_ request: StaffRequest) async throws -> Outcome {
        let text = request.form["entry"]
        let reason = request.form["reason"]
        let entry = try await file(of: text, request).entry
        let path = HashListPath.list(entry.listID)
        do {
            let isNew = try await services.hashLists.withdraw(
                entry.fingerprint, from: entry.listID, reason: reason, by: request.actor)
            return isNew
                ? .done(.seeOther(path, done: Done.withdrawn))
                : .unchanged(.seeOther(path, done: Done.withdrawnBefore))
        } catch MatchingError.reasonInvalid {
            let key = reason.isEmpty ? "errors.withdrawalReasonMissing" : "errors.reasonNotALine"
            return .unchanged(
                try await withdrawalPage(request, text, errors: reasonProblem(key, request)))
        } catch MatchingError.entryUnknown {
            throw WebError.notFound
        }
    }

    func reasonProblem(
        _ key: String, at field: String = "reason", _ request: StaffRequest
    ) -> ErrorSummary? {
        printer.words(for: request).problem(
            at: field, key, ["limit": String(HashListService.reasonCharactersMax)])
    }

    func releaseEntry(_ request: StaffRequest) async throws -> Outcome {
        try await undo(request) { entry, reason, actor in
            try await services.hashLists.release(entry.id, reason: reason, by: actor)
            return .done(back(to: entry, .released))
        }
    }

    func restoreEntry(_ request: StaffRequest) async throws -> Outcome {
        try await undo(request) { entry, reason, actor in
            let restoring = try await services.hashLists.restore(
                entry.fingerprint, on: entry.listID, reason: reason, by: actor)
            return switch restoring {
            case .restored: .done(back(to: entry, .restored))
            case .held: .done(back(to: entry, .held))
            case .proposed: .done(back(to: entry, .proposed))
            case .waiting: .unchanged(back(to: entry, .proposed))
            }
        }
    }

    private func back(to entry: HashEntry, _ done: Done) -> Response {
        .seeOther(HashListPath.entry(entry), done: done)
    }

    private func undo(
        _ request: StaffRequest, _ body: (HashEntry, String, AuditActor) async throws -> Outcome
    ) async throws -> Outcome {
        let text = request.form["entry"]
        let reason = request.form["reason"]
        let entry = try await file(of: text, request).entry
        func refuse(_ key: String) async throws -> Outcome {
            .unchanged(try await entryPage(request, text, errors: reasonProblem(key, request)))
        }
        do {
            return try await body(entry, reason, request.actor)
        } catch MatchingError.reasonInvalid {
            return try await refuse(
                reason.isEmpty ? "errors.undoReasonMissing" : "errors.reasonNotALine")
        } catch MatchingError.secondPersonNeeded {
            return try await refuse("errors.hashSecondPersonNeeded")
        } catch MatchingError.entryNotHeld, MatchingError.entryNotWithdrawn {
            return .unchanged(back(to: entry, .doneBefore))
        }
    }
}
