// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import NightlightCore
import Takedown
import WebComponents
import WorkbenchShell

/// A list of takedowns, newest first.
struct TakedownsPage {
    struct Row {
        let path: String
        let incident: String
        let state: Tag
        let contact: String
        let country: String
        let since: String
    }

    let states: SelectField
    let rows: [Row]
    let isEmpty: Bool
    let paging: Paging?

    /// - Parameters:
    ///   - state: only those in it; `nil` for all.
    ///   - isContinued: whether the list began on a page before.
    init(
        _ takedowns: [TakedownRow], in state: TakedownState?, isContinued: Bool, _ words: PageWords
    ) {
        var query = QueryText()
        query.add("state", state?.rawValue)
        let last = takedowns.count == TakedownPages.rowsMax ? takedowns.last : nil
        states = SelectField(
            filter: "state", label: words("list.state"), "takedown", state, words)
        rows = takedowns.map { row in
            Row(
                path: CaseworkPath.takedown(row.takedown.id), incident: row.incidentNumber,
                state: Tag(row.takedown.progress.state, words),
                contact: row.contactName ?? words("takedowns.nobody"),
                country: row.takedown.country.map(words.country) ?? words("incident.unknown"),
                since: words.age(since: row.takedown.createdAt))
        }
        isEmpty = takedowns.isEmpty
        paging = Paging(
            first: isContinued ? query.path("/takedowns") : nil,
            next: last.map { query.path("/takedowns", adding: "before", $0.takedown.id.text) })
    }
}
