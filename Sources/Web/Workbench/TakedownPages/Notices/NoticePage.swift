// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import CaseworkParts
import NightlightCore
import Takedown
import WebComponents
import WorkbenchShell

/// A notice as its page shows it.
struct NoticePage {
    struct Item {
        let takedownPath: String
        let kind: String
        let incident: String
        let address: AddressText?
    }

    struct Report {
        let title: String
        let text: String
    }

    let id: String
    let number: String
    let state: Tag
    let facts: SummaryList
    /// By host, then by the rest of the address.
    let items: [Item]
    let subject: String
    let text: String
    let reports: [Report]
    let canRetry: Bool

    init(_ snapshot: NoticeSnapshot, for role: AccountRole, _ words: PageWords) {
        let opened = snapshot.opened
        let notice = opened.notice
        id = notice.id.text
        number = notice.number
        state = Tag(notice.state, words)
        facts = SummaryList(
            "noticeFact.",
            [
                ("contact", "\(opened.contact.name) (\(opened.contact.email))"),
                ("contactStatus", words("contactStatus.\(opened.contact.status.rawValue)")),
                ("composed", words.moment(notice.composedAt)),
                ("sent", notice.sentAt.map(words.moment)),
                ("failure", notice.failureCode.map(words.code)),
            ], words)
        items = snapshot.items.map { item in
            Item(
                takedownPath: CaseworkPath.takedown(item.takedown),
                kind: words("noticeKind.\(item.kind.rawValue)"), incident: item.incidentNumber,
                address: item.address.map(AddressText.init))
        }.sorted {
            ($0.address?.host ?? "", $0.address?.rest ?? "")
                < ($1.address?.host ?? "", $1.address?.rest ?? "")
        }
        subject = opened.message.subject
        text = opened.message.text
        reports = opened.reports.enumerated().map { index, text in
            Report(title: words("notices.report", ["number": String(index + 1)]), text: text)
        }
        canRetry = role >= .supervisor && notice.state == .failed
    }
}
