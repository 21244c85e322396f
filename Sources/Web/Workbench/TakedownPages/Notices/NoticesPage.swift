// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import NightlightCore
import Takedown
import WebComponents
import WorkbenchShell

/// A list of notices, newest first.
struct NoticesPage {
    struct Row {
        let path: String
        let number: String
        let state: Tag
        let contact: String
        let count: String
        let at: String
    }

    let states: SelectField
    let rows: [Row]
    let isEmpty: Bool
    let paging: Paging?

    init(_ notices: [NoticeRow], in state: Notice.State?, isContinued: Bool, _ words: PageWords) {
        var query = QueryText()
        query.add("state", state?.rawValue)
        let last = notices.count == TakedownPages.rowsMax ? notices.last : nil
        states = SelectField(
            filter: "state", label: words("list.state"), "noticeState", state, words)
        rows = notices.map { row in
            Row(
                path: CaseworkPath.notice(row.notice.id), number: row.notice.number,
                state: Tag(row.notice.state, words), contact: row.contact.name,
                count: String(row.notice.itemCount),
                at: words.moment(row.notice.sentAt ?? row.notice.composedAt))
        }
        isEmpty = notices.isEmpty
        paging = Paging(
            first: isContinued ? query.path("/notices") : nil,
            next: last.map { query.path("/notices", adding: "before", $0.notice.id.text) })
    }
}
