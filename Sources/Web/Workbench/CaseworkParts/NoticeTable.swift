// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Takedown
package import WebComponents
package import WorkbenchShell

extension DataTable {
    /// Notices wherever they are named; `nil` when there is none.
    package init?(notices: [Notice], caption: String, _ words: PageWords) {
        guard !notices.isEmpty else { return nil }
        self.init(
            caption: caption,
            [
                Column(words("noticeTable.number")), Column(words("fact.status")),
                Column(words("noticeTable.at")),
            ],
            notices.map { notice in
                Row([
                    Cell(notice.number, path: CaseworkPath.notice(notice.id), isCode: true),
                    Cell("", tags: [Tag(notice.state, words)]),
                    Cell(words.moment(notice.sentAt ?? notice.composedAt)),
                ])
            }, isNarrow: true)
    }
}
