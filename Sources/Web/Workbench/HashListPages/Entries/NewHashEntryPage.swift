// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import Matching
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

/// The form that adds one entry by hand.
struct NewHashEntryPage {
    let crumbs: Crumbs
    let action: String
    /// What happens then: it counts, or waits for a second person.
    let hint: String
    let kind: SelectField
    let fingerprint: TextField
    let note: TextField
    let cancelPath: String

    init(_ list: HashList, _ form: Form, _ errors: ErrorSummary?, _ words: PageWords) {
        let chosen = HashKind(rawValue: form["add-kind"]) ?? .pdq
        let path = HashListPath.list(list.id)
        crumbs = Crumbs([
            Link(HashListPath.all, words("section.hash-lists")), Link(path, list.name),
        ])
        action = HashListPath.adding(to: list.id)
        hint = words("hashLists.addHint.\(list.adding.rawValue)")
        kind = SelectField(
            "add-kind", label: words("hashFact.kind"),
            HashKind.allCases.map { .init($0.rawValue, $0.title, isSelected: $0 == chosen) })
        fingerprint = TextField(
            "add-fingerprint", label: words("hashFact.fingerprint"),
            value: form["add-fingerprint"], hint: words("hashLists.fingerprintHint"),
            error: errors?.text(at: "add-fingerprint"), isCode: true, lengthMax: 64)
        note = TextField(
            "add-note", label: words("hashFact.note"), value: form["add-note"],
            hint: words("hashLists.noteHint"), error: errors?.text(at: "add-note"),
            lengthMax: 200)
        cancelPath = path
    }
}
