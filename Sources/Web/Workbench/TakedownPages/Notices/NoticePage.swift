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
    let crumbs: Crumbs
    let number: String
    let state: Tag
    /// Why it was refused, when it was.
    let failure: Banner?
    let facts: SummaryList
    let acts: Acts?
    /// By host, then by the rest of the address.
    let items: DataTable
    let letter: CodeBlock
    /// `nil` when there are none for programs.
    let reports: Reports?

    /// What programs read of the same.
    struct Reports {
        let title: String
        let blocks: [CodeBlock]
    }

    init(_ snapshot: NoticeSnapshot, for role: AccountRole, _ words: PageWords) {
        let opened = snapshot.opened
        let notice = opened.notice
        crumbs = Crumbs([Link(Section.notices.path, words("section.notices"))])
        number = notice.number
        state = Tag(notice.state, words)
        failure = notice.failureCode.map {
            Banner(.bad, title: words("noticeFact.failure"), words.code($0))
        }
        facts = SummaryList("noticeFact.", Self.facts(opened, words), words)
        acts = Acts(
            words("list.acts"),
            role >= .supervisor && notice.state == .failed
                ? [
                    Act(
                        words("notices.retry"), words("notices.retryHint"),
                        action: "\(CaseworkPath.notice(notice.id))/retry",
                        button: Button(words("notices.retry")))
                ] : [])
        items = DataTable(items: snapshot.items, words)
        letter = CodeBlock(
            opened.message.subject, opened.message.text, id: "letter", isWrapped: true)
        let blocks = opened.reports.enumerated().map { index, text in
            CodeBlock(
                words("notices.report", ["number": String(index + 1)]), text,
                id: "report-\(index + 1)")
        }
        reports =
            blocks.isEmpty
            ? nil
            : Reports(
                title: words("notices.reports", ["count": String(blocks.count)]), blocks: blocks)
    }

    private static func facts(
        _ opened: NoticeReader.Opened, _ words: PageWords
    ) -> [(name: String, value: String?)] {
        let notice = opened.notice
        return [
            ("contact", "\(opened.contact.name) (\(opened.contact.email))"),
            ("contactStatus", words("contactStatus.\(opened.contact.status.rawValue)")),
            ("turn", words("noticeTurn.\(notice.state.rawValue)")),
            ("composed", words.moment(notice.composedAt)),
            ("sent", notice.sentAt.map(words.moment)),
        ]
    }
}

extension DataTable {
    /// The addresses that a notice carries, the host first: who acts on one needs the host.
    fileprivate init(items: [NoticeSnapshot.Item], _ words: PageWords) {
        let rows = items.map { (item: $0, address: $0.address.map(AddressText.init)) }.sorted {
            ($0.address?.host ?? "", $0.address?.whole ?? "")
                < ($1.address?.host ?? "", $1.address?.whole ?? "")
        }
        self.init(
            caption: words("notices.addresses"),
            [
                .init(words("notices.host")), .init(words("takedownFact.address")),
                .init(words("notices.kind")), .init(words("incident.title")),
            ],
            rows.map { row in
                Row([
                    Cell(
                        row.address?.host ?? words("notices.addressErased"),
                        path: CaseworkPath.takedown(row.item.takedown)),
                    Cell(row.address?.whole ?? row.address?.host ?? "", isCode: true),
                    Cell("", tags: [Tag(words("noticeKind.\(row.item.kind.rawValue)"))]),
                    Cell(row.item.incidentNumber),
                ])
            })
    }
}
