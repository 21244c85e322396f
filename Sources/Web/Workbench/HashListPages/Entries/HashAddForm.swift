// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import Matching
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

/// The form that adds one entry by hand.
struct HashAddForm {
    let fingerprint: String
    let fingerprintError: String?
    let note: String
    let noteError: String?
    let kinds: SelectField
    /// What happens then: it counts, or waits for a second person.
    let hint: String

    init(_ list: HashList, _ form: Form, _ errors: ErrorSummary?, _ words: PageWords) {
        fingerprintError = errors?.text(at: "add-fingerprint")
        noteError = errors?.text(at: "add-note")
        fingerprint = form["add-fingerprint"]
        note = form["add-note"]
        let chosen = HashKind(rawValue: form["add-kind"]) ?? .pdq
        kinds = SelectField(
            "add-kind", label: words("hashFact.kind"),
            HashKind.allCases.map {
                SelectField.Option($0.rawValue, $0.title, isSelected: $0 == chosen)
            })
        hint = words("hashLists.addHint.\(list.adding.rawValue)")
    }
}
