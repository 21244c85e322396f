// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import CaseworkParts
import Matching
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

/// One entry: where it comes from, what it did, what became of it, and what can be done about it.
struct HashEntryPage {
    let crumbs: Crumbs
    let title: String
    let state: Tag
    /// `nil` where it is withdrawn, or for who may not.
    let withdraw: Link?
    /// `nil` where there is nothing to undo, or for who may not.
    let undo: HashUndoForm?
    let facts: SummaryList
    let figures: SummaryList
    /// `nil` when nothing happened to it since.
    let history: Timeline?

    init(
        _ file: HashListReading.EntryFile, _ collision: ImportResult.Collision?,
        isSupervisor: Bool, _ form: Form, _ errors: ErrorSummary?, _ words: PageWords
    ) {
        let (list, entry) = (file.list, file.entry)
        crumbs = Crumbs([
            Link(HashListPath.all, words("section.hash-lists")),
            Link(HashListPath.list(list.id), list.name),
        ])
        title = words(
            "hashLists.entryOf",
            ["kind": entry.fingerprint.kind.title, "digits": entry.fingerprint.abbreviated])
        state = Tag(entry, words)
        withdraw =
            isSupervisor && entry.withdrawnAt == nil
            ? Link(HashListPath.withdrawal(entry), words("hashLists.withdrawTitle")) : nil
        undo = isSupervisor ? HashUndoForm(entry, on: list, form, errors, words) : nil
        facts = SummaryList(Self.facts(file, collision, words))
        figures = SummaryList("hashFact.", Self.figures(file.history.statistics, words), words)
        history =
            file.history.events.isEmpty
            ? nil
            : Timeline(file.history.events.map { .init($0, file.people, words) })
    }

    private static func facts(
        _ file: HashListReading.EntryFile, _ collision: ImportResult.Collision?,
        _ words: PageWords
    ) -> [SummaryList.Row] {
        let entry = file.entry
        let origin = entry.origin
        let facts: [(name: String, value: String?)] = [
            ("added", words.moment(entry.addedAt)),
            ("how", words(origin.importID == nil ? "hashLists.byHand" : "hashLists.byImport")),
            ("addedBy", words.actor(origin.addedBy, among: file.people)),
            ("confirmedBy", origin.confirmedBy.map { words.actor($0, among: file.people) }),
            ("category", origin.category), ("note", origin.note),
            ("heldBecause", entry.hold.map { words.cause($0.cause) }),
            ("heldAgainst", collision.map(words.collision)),
            ("heldSince", entry.hold.map { words.moment($0.at) }),
            ("withdrawnBecause", entry.withdrawnReason),
        ]
        let fingerprint = SummaryList.Row(
            words("hashFact.fingerprint"), entry.fingerprint.hex, isCode: true)
        return [.init(words("hashFact.kind"), entry.fingerprint.kind.title), fingerprint]
            + facts.compactMap { fact in
                fact.value.map { .init(words("hashFact.\(fact.name)"), $0) }
            }
    }

    private static func figures(
        _ figures: EntryStatistics, _ words: PageWords
    ) -> [(name: String, value: String?)] {
        let never = words("hashLists.never")
        let numbers = NumberText(words.language)
        return [
            ("matches", numbers.text(figures.matchCount)),
            ("media", numbers.text(figures.mediaCount)),
            ("firstMatched", figures.firstMatchedAt.map(words.moment) ?? never),
            ("lastMatched", figures.lastMatchedAt.map(words.moment) ?? never),
            ("confirmations", numbers.text(figures.confirmedCount)),
            ("refutations", numbers.text(figures.refutedCount)),
        ]
    }
}

extension Timeline.Event {
    fileprivate init(_ event: HashEntryEvent, _ people: [AccountID: String], _ words: PageWords) {
        // Nobody puts an entry there: the platform does, when it matches far too much.
        let who =
            event.kind == .held
            ? words("timeline.platform") : words.actor(event.actor, among: people)
        self.init(
            words("hashEvent.\(event.kind.rawValue)"), at: words.moment(event.at), by: who,
            tone: Tone(event.kind),
            details: [event.reason ?? event.cause.map(words.cause)].compactMap { $0 })
    }
}

/// Puts an entry back into use, for a reason that others read.
struct HashUndoForm {
    let action: String
    let entry: String
    let title: String
    let text: String
    let reason: TextField
    let button: String

    /// `nil` where there is nothing to undo.
    init?(
        _ entry: HashEntry, on list: HashList, _ form: Form, _ errors: ErrorSummary?,
        _ words: PageWords
    ) {
        let (name, rule): (String, String)
        if entry.withdrawnAt != nil {
            (name, rule) = ("restore", "restoreText.\(list.adding.rawValue)")
        } else if entry.hold != nil {
            (name, rule) = ("release", "releaseText")
        } else {
            return nil
        }
        action = "\(HashListPath.list(list.id))/\(name)"
        self.entry = entry.id.text
        title = words("hashLists.\(name)Title")
        text = words("hashLists.\(rule)")
        reason = TextField(
            "reason", label: words("hashLists.undoReason"), value: form["reason"],
            hint: words("hashLists.withdrawHint"), error: errors?.text(at: "reason"),
            lengthMax: HashListService.reasonCharactersMax)
        button = words("hashLists.\(name)")
    }
}
