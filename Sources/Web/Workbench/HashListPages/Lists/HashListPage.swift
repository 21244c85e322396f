// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import Matching
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

/// One list with its settings, imports and entries.
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
    let facts: SummaryList
    /// What waits for a second person, in words.
    let waiting: [String]
    let settings: Settings?
    /// `nil` for who may not add.
    let adding: HashAddForm?
    let imports: [Import]
    let entries: [Entry]
    let paging: Paging?

    init(
        _ file: HashListReading.ListFile, isSupervisor: Bool, isContinued: Bool, _ form: Form,
        _ errors: ErrorSummary?, _ words: PageWords
    ) {
        let list = file.list
        let path = HashListPath.list(list.id)
        let last = file.entries.count == HashListReading.rowsMax ? file.entries.last : nil
        id = list.id.text
        name = list.name
        trust = Tag(trustOf: list, words)
        use = Tag(useOf: list, words)
        facts = Self.facts(file, words)
        waiting = file.waiting.map { words("hashProposal.\($0.action.rawValue)") }
        settings = isSupervisor ? Settings(list, form, errors) : nil
        adding = isSupervisor ? HashAddForm(list, form, errors, words) : nil
        imports = file.imports.map { Import($0, words) }
        entries = file.entries.map { Entry($0, isSupervisor: isSupervisor, words) }
        paging = Paging(
            first: isContinued ? path : nil, next: last.map { "\(path)?after=\($0.id)" })
    }

    private static func facts(_ file: HashListReading.ListFile, _ words: PageWords) -> SummaryList {
        let list = file.list
        let against = list.againstID.map { file.names[$0.text] ?? "–" }
        return SummaryList(
            "hashFact.",
            [
                ("listKind", words("hashListKind.\(list.kind.rawValue)")),
                (
                    "against",
                    list.kind == .negative ? against ?? words("hashLists.everyList") : nil
                ),
                ("source", list.source),
                (
                    "classification",
                    words("hashClassification.\(list.classification.rawValue)")
                ),
                ("entries", String(list.usedCount)), ("heldEntries", String(list.heldCount)),
                ("adding", words("hashAdding.\(list.adding.rawValue)")),
                ("withdrawnEntries", String(list.withdrawnCount)),
                ("distance", String(list.pdqDistanceMax)),
                ("quality", String(list.pdqQualityMin)), ("version", String(list.version)),
                ("created", words.moment(list.createdAt)),
                ("changed", words.moment(list.changedAt)),
            ], words)
    }
}

extension HashListPage.Settings {
    /// What was typed comes back with a problem; otherwise the form shows what holds.
    init(_ list: HashList, _ form: Form, _ errors: ErrorSummary?) {
        let isTyped = errors?.text(at: "distance") != nil
        canBeTrusted = list.kind == .known
        isTrusted = isTyped ? form.contains("trusted") : list.isTrusted
        isEnabled = isTyped ? form.contains("enabled") : list.isEnabled
        isTwoPerson = isTyped ? form.contains("two-person") : list.adding == .twoPerson
        distance = isTyped ? form["distance"] : String(list.pdqDistanceMax)
        quality = isTyped ? form["quality"] : String(list.pdqQualityMin)
        error = errors?.text(at: "distance")
    }
}

extension HashListPage.Import {
    init(_ each: HashImport, _ words: PageWords) {
        state = Tag(each.state, words)
        counts = words(
            "hashLists.importCounts",
            [
                "added": String(each.addedCount), "known": String(each.knownCount),
                "bad": String(each.badCount), "held": String(each.heldCount),
            ])
        at = words.moment(each.endedAt ?? each.startedAt)
    }
}

extension HashListPage.Entry {
    init(_ entry: HashEntry, isSupervisor: Bool, _ words: PageWords) {
        path = HashListPath.entry(entry)
        kind = entry.fingerprint.kind.title
        fingerprint = entry.fingerprint.abbreviated
        added = words.day(entry.addedAt)
        state = Tag(entry, words)
        reason = entry.withdrawnReason ?? entry.hold.map { words.cause($0.cause) }
        withdrawPath =
            isSupervisor && entry.withdrawnAt == nil ? HashListPath.withdrawal(entry) : nil
    }
}
