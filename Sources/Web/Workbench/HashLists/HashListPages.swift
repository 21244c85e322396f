// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import HTTPTypes
import Hummingbird
import Matching
import NightlightCore
import Storage
import WebSupport

struct HashListsPage {
    struct Row {
        let path: String
        let name: String
        let source: String
        let kind: String
        let trust: Tag
        let use: Tag
        let entries: String
        let withdrawn: String
    }

    struct Found {
        let list: String
        let path: String
        let kind: String
        let state: Tag
    }

    let rows: [Row]
    /// Entries in quarantine, and what waits for a second person.
    let held: String
    let waiting: String
    let isSupervisor: Bool
    let isEmpty: Bool
    let fingerprint: String
    let fingerprintError: String?
    /// What was found; `nil` when nothing was looked for.
    let lookup: Lookup?

    struct Lookup {
        let title: String
        let found: [Found]
    }
}

struct HashListPage {
    struct Settings {
        /// Only lists of known material can be trusted.
        let canBeTrusted: Bool
        let isTrusted: Bool
        let isEnabled: Bool
        let isTwoPerson: Bool
        let distance: String
        let quality: String
        let error: String?
    }

    struct Import {
        let state: Tag
        let counts: String
        let at: String
    }

    struct Entry {
        let path: String
        let kind: String
        /// Its first and last digits: enough to tell it from others.
        let fingerprint: String
        let added: String
        let state: Tag
        let reason: String?
        /// `nil` for who may not withdraw it, or when it is withdrawn.
        let withdrawPath: String?
    }

    let id: String
    let name: String
    let trust: Tag
    let use: Tag
    let facts: [Fact]
    /// What waits for a second person, in words.
    let waiting: [String]
    let settings: Settings?
    /// `nil` for who may not add.
    let adding: HashAddForm?
    let imports: [Import]
    let entries: [Entry]
    let paging: Paging
}

extension Tag {
    init(trustOf list: HashList, _ phrases: Phrases) {
        self =
            list.isTrusted
            ? Tag(phrases("hashLists.trusted"), .good) : Tag(phrases("hashLists.notTrusted"))
    }

    init(useOf list: HashList, _ phrases: Phrases) {
        self =
            list.isEnabled
            ? Tag(phrases("hashLists.enabled"), .good)
            : Tag(phrases("hashLists.disabled"), .bad)
    }

    init(_ entry: HashEntry, _ phrases: Phrases) {
        self =
            if entry.withdrawnAt != nil {
                Tag(phrases("hashLists.withdrawn"))
            } else if entry.hold != nil {
                Tag(phrases("hashLists.held"), .bad)
            } else {
                Tag(phrases("hashLists.inUse"), .good)
            }
    }
}

extension Workbench {
    /// LIMIT: 50 entries on a page.
    private static let entryRowsMax = 50
    /// LIMIT: the last 10 imports; the audit log has them all.
    private static let importRowsMax = 10

    func listHashLists(_ request: StaffRequest) async throws -> Response {
        try await hashListsPage(request)
    }

    private func hashListsPage(
        _ request: StaffRequest, lookup: HashListsPage.Lookup? = nil, errors: ErrorSummary? = nil
    ) async throws -> Response {
        let phrases = renderer.phrases(request.language)
        let lists = try await services.hashLists.all()
        let page = HashListsPage(
            rows: lists.map { list in
                HashListsPage.Row(
                    path: "/hash-lists/\(list.id)", name: list.name, source: list.source,
                    kind: phrases("hashListKind.\(list.kind.rawValue)"),
                    trust: Tag(trustOf: list, phrases), use: Tag(useOf: list, phrases),
                    entries: String(list.usedCount),
                    withdrawn: String(list.withdrawnCount))
            },
            held: String(lists.map(\.heldCount).reduce(0, +)),
            waiting: String(try await waitingCount()),
            isSupervisor: try request.account.role >= .supervisor, isEmpty: lists.isEmpty,
            fingerprint: request.form["fingerprint"],
            fingerprintError: errors?.text(at: "fingerprint"), lookup: lookup)
        return try render(
            "Pages/hash-lists", page, request, section: .hashLists, path: "/hash-lists",
            errors: errors)
    }

    /// Looks a fingerprint up on every list.
    ///
    /// By a form that posts, so that no fingerprint is in an address; which one was looked for is
    /// nobody's business but that somebody looked is on record.
    func findHash(_ request: StaffRequest) async throws -> Outcome {
        let phrases = renderer.phrases(request.language)
        let hex = request.form["fingerprint"]
        let wanted = HashKind.allCases.compactMap { Fingerprint(kind: $0, hex: hex) }
        guard !wanted.isEmpty else {
            return .unchanged(
                try await hashListsPage(
                    request,
                    errors: ErrorSummary([
                        .init(field: "fingerprint", text: phrases("errors.fingerprintInvalid"))
                    ])))
        }
        try await record("hash-list.searched", subject: "hash-list:all", request)
        let names = try await hashListNames()
        var found: [HashListsPage.Found] = []
        for fingerprint in wanted {
            found += try await services.hashLists.entries(with: fingerprint).map { entry in
                HashListsPage.Found(
                    list: names[entry.listID.text] ?? "–", path: "/hash-lists/\(entry.listID)",
                    kind: TimelineText.name(of: fingerprint.kind), state: Tag(entry, phrases))
            }
        }
        return .done(
            try await hashListsPage(
                request,
                lookup: HashListsPage.Lookup(
                    title: phrases(found.isEmpty ? "hashLists.notFound" : "hashLists.found"),
                    found: found)))
    }

    /// What people call the lists, by their identifiers.
    func hashListNames() async throws -> [String: String] {
        Dictionary(try await services.hashLists.all().map { ($0.id.text, $0.name) }) { $1 }
    }

    func record(_ kind: String, subject: String, _ request: StaffRequest) async throws {
        let event = AuditEvent(
            kind: kind, actor: try request.actor, subject: subject, at: time.now())
        let audit = services.audit
        _ = try await services.database.write { try audit.record(event, in: $0) }
    }

    func showHashList(_ request: StaffRequest) async throws -> Outcome {
        .done(try await hashListPage(request))
    }

    func hashListPage(
        _ request: StaffRequest, errors: ErrorSummary? = nil, status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        let id = try request.identifier(HashList.self)
        let list = try await hashList(id)
        try await record("hash-list.viewed", subject: "hash-list:\(id)", request)
        let phrases = renderer.phrases(request.language)
        let after = request.query("after").flatMap { HashEntry.ID($0) }
        let entries = try await services.hashLists.entries(
            of: id, after: after, limit: Self.entryRowsMax)
        let imports = try await services.hashLists.imports(of: id, limit: Self.importRowsMax)
        let isSupervisor = try request.account.role >= .supervisor
        let last = entries.count == Self.entryRowsMax ? entries.last : nil
        let page = HashListPage(
            id: id.text, name: list.name, trust: Tag(trustOf: list, phrases),
            use: Tag(useOf: list, phrases), facts: try await facts(list, request.language),
            waiting: try await services.hashLists.waitingProposals(on: id).map {
                phrases("hashProposal.\($0.action.rawValue)")
            }, settings: isSupervisor ? settings(list, request, errors) : nil,
            adding: isSupervisor ? HashAddForm(request, list, errors, phrases) : nil,
            imports: imports.map { shown($0, request.language) },
            entries: entries.map { entry in
                HashListPage.Entry(
                    path: Self.dossierPath(entry),
                    kind: TimelineText.name(of: entry.fingerprint.kind),
                    fingerprint: entry.fingerprint.abbreviated,
                    added: timeText.day(entry.addedAt, request.language),
                    state: Tag(entry, phrases),
                    reason: entry.withdrawnReason
                        ?? entry.hold.map { phrases("holdCause.\($0.cause.rawValue)") },
                    withdrawPath: isSupervisor && entry.withdrawnAt == nil
                        ? Self.withdrawalPath(entry) : nil)
            },
            paging: Paging(
                first: after == nil ? nil : "/hash-lists/\(id)",
                next: last.map { "/hash-lists/\(id)?after=\($0.id)" }))
        return try render(
            "Pages/hash-list", page, request, section: .hashLists, path: "/hash-lists/\(id)",
            errors: errors, status: status)
    }

    func hashList(_ id: HashList.ID) async throws -> HashList {
        do {
            return try await services.hashLists.list(id)
        } catch MatchingError.listUnknown {
            throw WebError.notFound
        }
    }

    private func facts(_ list: HashList, _ language: Language) async throws -> [Fact] {
        let phrases = renderer.phrases(language)
        var facts = [("listKind", phrases("hashListKind.\(list.kind.rawValue)"))]
        if list.kind == .negative {
            let names = try await hashListNames()
            facts.append(
                (
                    "against",
                    list.againstID.map { names[$0.text] ?? "–" } ?? phrases("hashLists.everyList")
                ))
        }
        facts += [
            ("source", list.source),
            ("classification", phrases("hashClassification.\(list.classification.rawValue)")),
            ("entries", String(list.usedCount)), ("heldEntries", String(list.heldCount)),
            ("adding", phrases("hashAdding.\(list.adding.rawValue)")),
            ("withdrawnEntries", String(list.withdrawnCount)),
            ("distance", String(list.pdqDistanceMax)), ("quality", String(list.pdqQualityMin)),
            ("version", String(list.version)),
            ("created", timeText.moment(list.createdAt, language)),
            ("changed", timeText.moment(list.changedAt, language)),
        ]
        return facts.map { Fact(name: phrases("hashFact.\($0)"), value: $1) }
    }

    private func settings(
        _ list: HashList, _ request: StaffRequest, _ errors: ErrorSummary?
    ) -> HashListPage.Settings {
        // What was typed comes back with a problem; otherwise the form shows what holds.
        let isTyped = errors?.text(at: "distance") != nil
        return HashListPage.Settings(
            canBeTrusted: list.kind == .known,
            isTrusted: isTyped ? request.form.contains("trusted") : list.isTrusted,
            isEnabled: isTyped ? request.form.contains("enabled") : list.isEnabled,
            isTwoPerson: isTyped
                ? request.form.contains("two-person") : list.adding == .twoPerson,
            distance: isTyped ? request.form["distance"] : String(list.pdqDistanceMax),
            quality: isTyped ? request.form["quality"] : String(list.pdqQualityMin),
            error: errors?.text(at: "distance"))
    }

    private func shown(_ each: HashImport, _ language: Language) -> HashListPage.Import {
        let phrases = renderer.phrases(language)
        let tone: Tag.Tone =
            switch each.state {
            case .done: .good
            case .running: .wait
            case .rejected, .abandoned: .bad
            }
        return HashListPage.Import(
            state: Tag(phrases("importState.\(each.state.rawValue)"), tone),
            counts: phrases(
                "hashLists.importCounts",
                [
                    "added": String(each.addedCount), "known": String(each.knownCount),
                    "bad": String(each.badCount), "held": String(each.heldCount),
                ]), at: timeText.moment(each.endedAt ?? each.startedAt, language))
    }

    func changeHashList(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(HashList.self)
        let phrases = renderer.phrases(request.language)
        func refuse() async throws -> Outcome {
            .unchanged(
                try await hashListPage(
                    request,
                    errors: ErrorSummary([
                        .init(field: "distance", text: phrases("errors.thresholdInvalid"))
                    ])))
        }
        guard let distance = Int(request.form["distance"]),
            let quality = Int(request.form["quality"])
        else { return try await refuse() }
        do {
            let change = HashListChange(
                isTrusted: request.form.contains("trusted"),
                isEnabled: request.form.contains("enabled"), pdqDistanceMax: distance,
                pdqQualityMin: quality,
                adding: request.form.contains("two-person") ? .twoPerson : .onePerson)
            let changing = try await services.hashLists.change(id, change, by: request.actor)
            let now = changing.list
            let isDone =
                now.isTrusted == change.isTrusted && now.isEnabled == change.isEnabled
                && now.adding == change.adding
            let done = isDone ? "hash-list-changed" : "hash-list-waits"
            let response = Response.seeOther("/hash-lists/\(id)?done=\(done)")
            return changing.isNew ? .done(response) : .unchanged(response)
        } catch MatchingError.thresholdInvalid {
            return try await refuse()
        } catch MatchingError.listUnknown {
            throw WebError.notFound
        }
    }
}
