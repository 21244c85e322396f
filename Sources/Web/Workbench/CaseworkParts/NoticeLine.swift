// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Takedown
import WebComponents
package import WorkbenchShell

/// A notice, wherever one is named.
package struct NoticeLine: Sendable {
    let path: String
    let number: String
    let state: Tag
    let at: String

    package init(_ notice: Notice, _ words: PageWords) {
        path = CaseworkPath.notice(notice.id)
        number = notice.number
        state = Tag(notice.state, words)
        at = words.moment(notice.sentAt ?? notice.composedAt)
    }
}
