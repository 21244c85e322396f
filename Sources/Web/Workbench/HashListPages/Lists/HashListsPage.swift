// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import Matching
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

/// Every list, and what was found of a fingerprint.
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

    init(
        _ overview: HashListReading.Overview, isSupervisor: Bool, lookup: Lookup?, _ form: Form,
        _ errors: ErrorSummary?, _ words: PageWords
    ) {
        rows = overview.lists.map { list in
            Row(
                path: HashListPath.list(list.id), name: list.name, source: list.source,
                kind: words("hashListKind.\(list.kind.rawValue)"),
                trust: Tag(trustOf: list, words), use: Tag(useOf: list, words),
                entries: String(list.usedCount), withdrawn: String(list.withdrawnCount))
        }
        held = String(overview.lists.map(\.heldCount).reduce(0, +))
        waiting = String(overview.waitingCount)
        self.isSupervisor = isSupervisor
        isEmpty = overview.lists.isEmpty
        fingerprint = form["fingerprint"]
        fingerprintError = errors?.text(at: "fingerprint")
        self.lookup = lookup
    }
}

extension HashListsPage.Lookup {
    init(_ entries: [HashEntry], on names: [String: String], _ words: PageWords) {
        title = words(entries.isEmpty ? "hashLists.notFound" : "hashLists.found")
        found = entries.map { entry in
            HashListsPage.Found(
                list: names[entry.listID.text] ?? "–", path: HashListPath.list(entry.listID),
                kind: entry.fingerprint.kind.title, state: Tag(entry, words))
        }
    }
}
