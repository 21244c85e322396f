// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import Hummingbird
import Matching
import NightlightCore
import Storage
import WebSupport

/// One entry: where it comes from, what it did, what became of it, and what can be done about it.
struct HashDossierPage {
    struct Event {
        let what: Tag
        let reason: String?
        let at: String
    }

    let listPath: String
    let listName: String
    let listID: String
    let entry: String
    let state: Tag
    let facts: [Fact]
    let figures: [Fact]
    let events: [Event]
    /// `nil` where it is withdrawn, or for who may not.
    let withdrawPath: String?
    /// What the one form of the page does; `nil` where there is nothing to undo.
    let undo: Undo?

    struct Undo {
        let action: String
        let title: String
        let text: String
        let button: String
        let reason: String
        let reasonError: String?
    }
}

extension Workbench {
    static func dossierPath(_ entry: HashEntry) -> String {
        "/hash-lists/\(entry.listID)/entry?entry=\(entry.id)"
    }

    func showHashEntry(_ request: StaffRequest) async throws -> Outcome {
        .done(try await dossierPage(request, entry: request.query("entry") ?? ""))
    }

    private func dossierPage(
        _ request: StaffRequest, entry text: String, errors: ErrorSummary? = nil
    ) async throws -> Response {
        let list = try await hashList(request.identifier(HashList.self))
        let entry = try await entry(text, of: list.id)
        try await record("hash-list.viewed", subject: "hash-list:\(list.id)", request)
        let dossier = try await services.hashLists.dossier(of: entry.id)
        let phrases = renderer.phrases(request.language)
        let isSupervisor = try request.account.role >= .supervisor
        let page = HashDossierPage(
            listPath: "/hash-lists/\(list.id)", listName: list.name, listID: list.id.text,
            entry: entry.id.text, state: Tag(entry, phrases),
            facts: try await facts(of: entry, request.language),
            figures: figures(dossier.statistics, request.language),
            events: try await events(dossier.events, request.language),
            withdrawPath: isSupervisor && entry.withdrawnAt == nil
                ? Self.withdrawalPath(entry) : nil,
            undo: isSupervisor ? undo(entry, list, request, errors) : nil)
        return try render(
            "Pages/hash-dossier", page, request, section: .hashLists,
            path: Self.dossierPath(entry), errors: errors)
    }

    private func facts(of entry: HashEntry, _ language: Language) async throws -> [Fact] {
        let phrases = renderer.phrases(language)
        let origin = entry.origin
        var facts = [
            ("kind", TimelineText.name(of: entry.fingerprint.kind)),
            ("fingerprint", entry.fingerprint.hex),
            ("added", timeText.moment(entry.addedAt, language)),
            (
                "how",
                phrases(origin.importID == nil ? "hashLists.byHand" : "hashLists.byImport")
            ),
            ("addedBy", try await name(of: origin.addedBy, phrases)),
        ]
        if let second = origin.confirmedBy {
            facts.append(("confirmedBy", try await name(of: second, phrases)))
        }
        if let category = origin.category { facts.append(("category", category)) }
        if let note = origin.note { facts.append(("note", note)) }
        if let hold = entry.hold {
            facts.append(("heldBecause", phrases("holdCause.\(hold.cause.rawValue)")))
            facts.append(("heldSince", timeText.moment(hold.at, language)))
        }
        if let reason = entry.withdrawnReason { facts.append(("withdrawnBecause", reason)) }
        return facts.map { Fact(name: phrases("hashFact.\($0)"), value: $1) }
    }

    private func figures(_ figures: EntryStatistics, _ language: Language) -> [Fact] {
        let phrases = renderer.phrases(language)
        let never = phrases("hashLists.never")
        let facts = [
            ("matches", String(figures.matchCount)), ("media", String(figures.mediaCount)),
            ("firstMatched", figures.firstMatchedAt.map { timeText.moment($0, language) } ?? never),
            ("lastMatched", figures.lastMatchedAt.map { timeText.moment($0, language) } ?? never),
            ("confirmations", String(figures.confirmedCount)),
            ("refutations", String(figures.refutedCount)),
        ]
        return facts.map { Fact(name: phrases("hashFact.\($0)"), value: $1) }
    }

    private func events(
        _ events: [HashEntryEvent], _ language: Language
    ) async throws -> [HashDossierPage.Event] {
        let phrases = renderer.phrases(language)
        var shown: [HashDossierPage.Event] = []
        for event in events {
            let tone: Tag.Tone =
                switch event.kind {
                case .withdrawn: .plain
                case .restored, .released: .good
                case .held: .bad
                }
            // Nobody puts an entry there: the platform does, when it attracts a crowd.
            let who =
                event.kind == .held
                ? phrases("timeline.platform") : try await name(of: event.actor, phrases)
            let at = [timeText.moment(event.at, language), who].joined(separator: " · ")
            shown.append(
                HashDossierPage.Event(
                    what: Tag(phrases("hashEvent.\(event.kind.rawValue)"), tone),
                    reason: event.reason
                        ?? event.cause.map { phrases("holdCause.\($0.rawValue)") },
                    at: at))
        }
        return shown
    }

    /// What a person is called; the operator and the platform have no account.
    func name(of actor: AuditActor, _ phrases: Phrases) async throws -> String {
        guard case .account(let text) = actor else { return phrases("hashLists.platform") }
        guard let id = Account.ID(text) else { return phrases("timeline.formerAccount") }
        let account = try await services.database.read {
            try AccountStore().find(id, in: $0)
        }
        return account?.name ?? phrases("timeline.formerAccount")
    }

    private func undo(
        _ entry: HashEntry, _ list: HashList, _ request: StaffRequest, _ errors: ErrorSummary?
    ) -> HashDossierPage.Undo? {
        let action: String
        if entry.withdrawnAt != nil {
            action = "restore"
        } else if entry.hold != nil {
            action = "release"
        } else {
            return nil
        }
        let phrases = renderer.phrases(request.language)
        let rule = action == "restore" ? "restoreText.\(list.adding.rawValue)" : "releaseText"
        return HashDossierPage.Undo(
            action: action, title: phrases("hashLists.\(action)Title"),
            text: phrases("hashLists.\(rule)"), button: phrases("hashLists.\(action)"),
            reason: request.form["reason"], reasonError: errors?.text(at: "reason"))
    }

    func releaseHash(_ request: StaffRequest) async throws -> Outcome {
        try await undo(request) { entry, reason, actor in
            try await services.hashLists.release(entry.id, reason: reason, by: actor)
            return .done(back(to: entry, "hash-released"))
        }
    }

    func restoreHash(_ request: StaffRequest) async throws -> Outcome {
        try await undo(request) { entry, reason, actor in
            let restoring = try await services.hashLists.restore(
                entry.fingerprint, on: entry.listID, reason: reason, by: actor)
            return switch restoring {
            case .restored: .done(back(to: entry, "hash-restored"))
            case .held: .done(back(to: entry, "hash-held"))
            case .proposed: .done(back(to: entry, "hash-proposed"))
            case .waiting: .unchanged(back(to: entry, "hash-proposed"))
            }
        }
    }

    private func back(to entry: HashEntry, _ done: String) -> Response {
        .seeOther("\(Self.dossierPath(entry))&done=\(done)")
    }

    private func undo(
        _ request: StaffRequest, _ body: (HashEntry, String, AuditActor) async throws -> Outcome
    ) async throws -> Outcome {
        let id = try request.identifier(HashList.self)
        let text = request.form["entry"]
        let entry = try await entry(text, of: id)
        let phrases = renderer.phrases(request.language)
        func refuse(_ key: String) async throws -> Outcome {
            let limit = ["limit": String(HashListService.reasonCharactersMax)]
            return .unchanged(
                try await dossierPage(
                    request, entry: text,
                    errors: ErrorSummary([.init(field: "reason", text: phrases(key, limit))])))
        }
        do {
            return try await body(entry, request.form["reason"], request.actor)
        } catch MatchingError.reasonInvalid {
            return try await refuse(
                request.form["reason"].isEmpty
                    ? "errors.undoReasonMissing" : "errors.reasonNotALine")
        } catch MatchingError.secondPersonNeeded {
            return try await refuse("errors.hashSecondPersonNeeded")
        } catch MatchingError.entryNotHeld, MatchingError.entryNotWithdrawn {
            return .unchanged(back(to: entry, "hash-done-before"))
        }
    }
}
