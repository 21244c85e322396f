// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import Matching
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

/// The form that takes one entry out of use.
struct HashWithdrawalPage {
    let listPath: String
    let listName: String
    let listID: String
    let entry: String
    let facts: SummaryList
    let reason: String
    let reasonError: String?

    init(
        _ file: HashListReading.EntryFile, _ form: Form, _ errors: ErrorSummary?,
        _ words: PageWords
    ) {
        let fingerprint = file.entry.fingerprint
        listPath = HashListPath.list(file.list.id)
        listName = file.list.name
        listID = file.list.id.text
        entry = file.entry.id.text
        facts = SummaryList(
            "hashFact.",
            [
                ("kind", fingerprint.kind.title), ("fingerprint", fingerprint.hex),
                ("added", words.moment(file.entry.addedAt)),
            ], words)
        reason = form["reason"]
        reasonError = errors?.text(at: "reason")
    }
}
