// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import Matching
import NightlightCore
import WebComponents
import WorkbenchShell

/// Entries in quarantine on any list.
struct QuarantinePage {
    struct Row {
        let path: String
        let list: String
        let kind: String
        let fingerprint: String
        let cause: String
        let since: String
    }

    let rows: [Row]
    let isEmpty: Bool
    let paging: Paging?

    init(_ quarantine: HashListReading.Quarantine, isContinued: Bool, _ words: PageWords) {
        let entries = quarantine.entries
        let last = entries.count == HashListReading.rowsMax ? entries.last : nil
        rows = entries.map { entry in
            Row(
                path: HashListPath.entry(entry), list: quarantine.names[entry.listID.text] ?? "–",
                kind: entry.fingerprint.kind.title, fingerprint: entry.fingerprint.abbreviated,
                cause: entry.hold.map { words.cause($0.cause) } ?? "–",
                since: entry.hold.map { words.moment($0.at) } ?? "–")
        }
        isEmpty = entries.isEmpty
        paging = Paging(
            first: isContinued ? HashListPath.quarantine : nil,
            next: last.map { "\(HashListPath.quarantine)?after=\($0.id)" })
    }
}
