// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import Matching
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

/// Every list.
struct HashListsPage {
    let views: Navigation?
    let table: DataTable
    let field: TextField

    init(
        _ overview: HashListReading.Overview, by order: HashListOrder, isSupervisor: Bool,
        _ words: PageWords
    ) {
        let numbers = NumberText(words.language)
        views = Navigation(.lists, overview, isSupervisor: isSupervisor, words)
        table = DataTable(
            caption: words("section.hash-lists"),
            [
                order.heading(.name, words("hashLists.name")),
                .init(words("hashFact.listKind")), .init(words("list.state")),
                order.heading(.entries, words("hashFact.entries"), isNumber: true),
                order.heading(.held, words("hashFact.heldEntries"), isNumber: true),
                order.heading(.changed, words("hashFact.changed")),
            ],
            order.sorted(overview.lists).map { list in
                .init([
                    .init(list.name, path: HashListPath.list(list.id), note: list.source),
                    .init(words("hashListKind.\(list.kind.rawValue)")),
                    .init("", tags: [Tag(useOf: list, words), Tag(trustOf: list, words)]),
                    .init(
                        numbers.text(list.usedCount),
                        note: list.withdrawnCount == 0
                            ? nil
                            : words(
                                "hashLists.withdrawnCount",
                                ["count": numbers.text(list.withdrawnCount)])),
                    .init(numbers.text(list.heldCount)),
                    .init(
                        words.age(since: list.changedAt), note: words.moment(list.changedAt)),
                ])
            },
            empty: EmptyState(
                title: words("hashLists.emptyTitle"), text: words("hashLists.emptyText")))
        field = TextField(fingerprint: Form(), nil, words)
    }
}

/// What was found of a fingerprint on every list.
struct HashSearchPage {
    let crumbs: Crumbs
    let field: TextField
    /// `nil` when what was typed is no fingerprint.
    let found: DataTable?

    init(
        _ entries: [HashEntry]?, on names: [String: String], _ form: Form,
        _ errors: ErrorSummary?, _ words: PageWords
    ) {
        crumbs = Crumbs([Link(HashListPath.all, words("section.hash-lists"))])
        field = TextField(fingerprint: form, errors, words)
        found = entries.map { entries in
            DataTable(
                caption: words("hashLists.found"), showsCaption: true,
                [
                    .init(words("hashLists.name")), .init(words("hashFact.kind")),
                    .init(words("list.state")), .init(words("hashFact.added")),
                ],
                entries.map { entry in
                    .init(
                        [
                            .init(
                                names[entry.listID.text] ?? "–",
                                path: HashListPath.list(entry.listID)),
                            .init(entry.fingerprint.kind.title),
                            .init("", tags: [Tag(entry, words)]),
                            .init(words.day(entry.addedAt)),
                        ],
                        actions: [
                            Link(
                                HashListPath.entry(entry), words("hashLists.openEntry"),
                                hiddenText: names[entry.listID.text])
                        ])
                },
                empty: EmptyState(
                    title: words("hashLists.notFound"), text: words("hashLists.notFoundText")))
        }
    }
}

extension TextField {
    /// Where a fingerprint of any kind is typed to be looked up.
    fileprivate init(fingerprint form: Form, _ errors: ErrorSummary?, _ words: PageWords) {
        self.init(
            "fingerprint", label: words("hashFact.fingerprint"), value: form["fingerprint"],
            hint: words("hashLists.findHint"), error: errors?.text(at: "fingerprint"),
            isCode: true, lengthMax: 64)
    }
}
