// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import Matching
import NightlightCore
import WebComponents
import WorkbenchShell

/// Entries in quarantine on any list.
struct QuarantinePage {
    let views: Navigation?
    let table: DataTable

    init(
        _ quarantine: HashListReading.Quarantine,
        _ collisions: [HashEntry.ID: ImportResult.Collision], isContinued: Bool,
        _ words: PageWords
    ) {
        let names = quarantine.overview.names
        views = Navigation(.quarantine, quarantine.overview, isSupervisor: true, words)
        table = DataTable(
            caption: words("hashLists.quarantine"),
            [
                .init(words("hashFact.fingerprint")), .init(words("hashFact.kind")),
                .init(words("hashLists.name")), .init(words("hashFact.heldBecause")),
                .init(words("hashFact.heldSince")),
            ],
            quarantine.entries.rows.map { entry in
                .init([
                    .init(
                        entry.fingerprint.abbreviated, path: HashListPath.entry(entry),
                        isCode: true), .init(entry.fingerprint.kind.title),
                    .init(
                        names[entry.listID.text] ?? "–", path: HashListPath.list(entry.listID)),
                    .init(
                        entry.hold.map { words.cause($0.cause) } ?? "",
                        note: collisions[entry.id].map(words.collision)),
                    .init(
                        entry.hold.map { words.age(since: $0.at) } ?? "",
                        note: entry.hold.map { words.moment($0.at) }),
                ])
            },
            empty: EmptyState(
                title: words("hashLists.quarantineEmpty"),
                text: words("hashLists.quarantineEmptyText")),
            paging: Paging(
                first: isContinued ? HashListPath.quarantine : nil,
                next: quarantine.entries.last.map {
                    "\(HashListPath.quarantine)?after=\($0.id)"
                }))
    }
}
