// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import Matching
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

/// One list with its entries, imports and settings.
struct HashListPage {
    let crumbs: Crumbs
    let id: String
    let name: String
    let tags: [Tag]
    /// `nil` for who may not add.
    let add: Link?
    /// What waits for a second person.
    let waiting: Banner?
    let entries: DataTable
    let facts: SummaryList
    /// `nil` when nothing was imported.
    let imports: Timeline?
    /// `nil` for who may not change them.
    let settings: HashListSettingsForm?

    init(
        _ file: HashListReading.ListFile, isSupervisor: Bool, isContinued: Bool, _ form: Form,
        _ errors: ErrorSummary?, _ words: PageWords
    ) {
        let list = file.list
        crumbs = Crumbs([Link(HashListPath.all, words("section.hash-lists"))])
        id = list.id.text
        name = list.name
        tags = [Tag(useOf: list, words), Tag(trustOf: list, words)]
        add =
            isSupervisor
            ? Link(HashListPath.adding(to: list.id), words("hashLists.addTitle")) : nil
        waiting = Self.waiting(file.waiting, isSupervisor: isSupervisor, words)
        entries = DataTable(entriesOf: file, isSupervisor: isSupervisor, isContinued, words)
        facts = SummaryList("hashFact.", Self.facts(file, words), words)
        imports =
            file.imports.isEmpty ? nil : Timeline(file.imports.map { .init($0, words) })
        settings = isSupervisor ? HashListSettingsForm(list, form, errors, words) : nil
    }

    private static func waiting(
        _ proposals: [HashProposal], isSupervisor: Bool, _ words: PageWords
    ) -> Banner? {
        guard !proposals.isEmpty else { return nil }
        let actions = proposals.map { words("hashProposal.\($0.action.rawValue)") }
        return Banner(
            .wait, words("hashLists.waits") + " " + Set(actions).sorted().joined(separator: ", "),
            link: isSupervisor
                ? Link(HashListPath.proposals, words("hashLists.openProposals")) : nil)
    }

    private static func facts(
        _ file: HashListReading.ListFile, _ words: PageWords
    ) -> [(name: String, value: String?)] {
        let list = file.list
        let numbers = NumberText(words.language)
        let against = list.againstID.map { file.names[$0.text] ?? "–" }
        return [
            ("listKind", words("hashListKind.\(list.kind.rawValue)")),
            ("against", list.kind == .negative ? against ?? words("hashLists.everyList") : nil),
            ("source", list.source),
            ("classification", words("hashClassification.\(list.classification.rawValue)")),
            ("entries", numbers.text(list.usedCount)),
            ("heldEntries", numbers.text(list.heldCount)),
            ("withdrawnEntries", numbers.text(list.withdrawnCount)),
            ("adding", words("hashAdding.\(list.adding.rawValue)")),
            ("distance", String(list.pdqDistanceMax)), ("quality", String(list.pdqQualityMin)),
            ("version", String(list.version)), ("created", words.moment(list.createdAt)),
            ("changed", words.moment(list.changedAt)),
        ]
    }
}

extension Timeline.Event {
    fileprivate init(_ each: HashImport, _ words: PageWords) {
        let numbers = NumberText(words.language)
        self.init(
            words("importState.\(each.state.rawValue)"),
            at: words.moment(each.endedAt ?? each.startedAt), tone: Tone(each.state),
            details: [
                words(
                    "hashLists.importCounts",
                    [
                        "added": numbers.text(each.addedCount),
                        "present": numbers.text(each.presentCount),
                        "bad": numbers.text(each.badCount), "held": numbers.text(each.heldCount),
                    ])
            ])
    }
}

extension DataTable {
    /// A page of a list's entries, each with the way to withdraw it for who may.
    fileprivate init(
        entriesOf file: HashListReading.ListFile, isSupervisor: Bool, _ isContinued: Bool,
        _ words: PageWords
    ) {
        let path = HashListPath.list(file.list.id)
        let rows = file.entries.rows.map { entry in
            Row(
                [
                    Cell(
                        entry.fingerprint.abbreviated, path: HashListPath.entry(entry),
                        isCode: true), Cell(entry.fingerprint.kind.title),
                    Cell(
                        "", tags: [Tag(entry, words)],
                        note: entry.withdrawnReason ?? entry.hold.map { words.cause($0.cause) }),
                    Cell(words.day(entry.addedAt)),
                ],
                actions: isSupervisor && entry.withdrawnAt == nil
                    ? [
                        Link(
                            HashListPath.withdrawal(entry), words("hashLists.withdraw"),
                            hiddenText: entry.fingerprint.abbreviated)
                    ] : [])
        }
        self.init(
            caption: words("hashLists.entries"),
            [
                .init(words("hashFact.fingerprint")), .init(words("hashFact.kind")),
                .init(words("list.state")), .init(words("hashFact.added")),
            ], rows,
            empty: EmptyState(
                title: words("hashLists.noEntriesTitle"), text: words("hashLists.noEntries"),
                action: isSupervisor
                    ? Link(HashListPath.adding(to: file.list.id), words("hashLists.addTitle"))
                    : nil),
            paging: Paging(
                first: isContinued ? path : nil,
                next: file.entries.last.map { "\(path)?after=\($0.id)" }))
    }
}
