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
    let facts: SummaryList
    let figures: SummaryList
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

    init(
        _ file: HashListReading.EntryFile, isSupervisor: Bool, _ form: Form,
        _ errors: ErrorSummary?, _ words: PageWords
    ) {
        let (list, entry) = (file.list, file.entry)
        listPath = HashListPath.list(list.id)
        listName = list.name
        listID = list.id.text
        self.entry = entry.id.text
        state = Tag(entry, words)
        facts = Self.facts(file, words)
        figures = Self.figures(file.history.statistics, words)
        events = file.history.events.map { Event($0, file.people, words) }
        withdrawPath =
            isSupervisor && entry.withdrawnAt == nil ? HashListPath.withdrawal(entry) : nil
        undo = isSupervisor ? Undo(entry, on: list, form, errors, words) : nil
    }

    private static func facts(_ file: HashListReading.EntryFile, _ words: PageWords) -> SummaryList
    {
        let entry = file.entry
        let origin = entry.origin
        return SummaryList(
            "hashFact.",
            [
                ("kind", entry.fingerprint.kind.title), ("fingerprint", entry.fingerprint.hex),
                ("added", words.moment(entry.addedAt)),
                (
                    "how",
                    words(origin.importID == nil ? "hashLists.byHand" : "hashLists.byImport")
                ),
                ("addedBy", words.actor(origin.addedBy, among: file.people)),
                (
                    "confirmedBy",
                    origin.confirmedBy.map { words.actor($0, among: file.people) }
                ),
                ("category", origin.category), ("note", origin.note),
                ("heldBecause", entry.hold.map { words.cause($0.cause) }),
                ("heldSince", entry.hold.map { words.moment($0.at) }),
                ("withdrawnBecause", entry.withdrawnReason),
            ], words)
    }

    private static func figures(_ figures: EntryStatistics, _ words: PageWords) -> SummaryList {
        let never = words("hashLists.never")
        return SummaryList(
            "hashFact.",
            [
                ("matches", String(figures.matchCount)), ("media", String(figures.mediaCount)),
                ("firstMatched", figures.firstMatchedAt.map(words.moment) ?? never),
                ("lastMatched", figures.lastMatchedAt.map(words.moment) ?? never),
                ("confirmations", String(figures.confirmedCount)),
                ("refutations", String(figures.refutedCount)),
            ], words)
    }
}

extension HashEntryPage.Event {
    init(_ event: HashEntryEvent, _ people: [AccountID: String], _ words: PageWords) {
        // Nobody puts an entry there: the platform does, when it matches far too much.
        let who =
            event.kind == .held
            ? words("timeline.platform") : words.actor(event.actor, among: people)
        what = Tag(event.kind, words)
        reason = event.reason ?? event.cause.map(words.cause)
        at = [words.moment(event.at), who].joined(separator: " · ")
    }
}

extension HashEntryPage.Undo {
    /// `nil` where there is nothing to undo.
    init?(
        _ entry: HashEntry, on list: HashList, _ form: Form, _ errors: ErrorSummary?,
        _ words: PageWords
    ) {
        let rule: String
        if entry.withdrawnAt != nil {
            action = "restore"
            rule = "restoreText.\(list.adding.rawValue)"
        } else if entry.hold != nil {
            action = "release"
            rule = "releaseText"
        } else {
            return nil
        }
        title = words("hashLists.\(action)Title")
        text = words("hashLists.\(rule)")
        button = words("hashLists.\(action)")
        reason = form["reason"]
        reasonError = errors?.text(at: "reason")
    }
}
