// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import NightlightCore
import Takedown
import WebComponents
import WorkbenchShell

/// A page of notices, and how many there are in each state, as of one moment.
struct NoticeListSnapshot: Sendable {
    let notices: PageRows<NoticeRow>
    let counts: [Notice.State: Int]
}

/// A list of notices, newest first.
struct NoticesPage {
    let states: Navigation
    let table: DataTable

    init(
        _ snapshot: NoticeListSnapshot, in state: Notice.State?, isContinued: Bool,
        _ words: PageWords
    ) {
        states = Self.states(snapshot.counts, state, words)
        table = DataTable(
            caption: words("section.notices"),
            [
                .init(words("noticeFact.contact")), .init(words("fact.number")),
                .init(words("fact.status")), .init(words("takedowns.turn")),
                .init(words("notices.addresses"), isNumber: true), .init(words("notices.at")),
            ], snapshot.notices.rows.map { DataTable.Row($0, words) },
            empty: Self.empty(
                isFirstRun: snapshot.counts.values.allSatisfy { $0 == 0 }, words),
            paging: Paging(
                first: isContinued ? Self.path(state) : nil,
                next: snapshot.notices.last.map {
                    var query = Self.query(state)
                    query.add("before", $0.notice.id.text)
                    return query.path(Self.all)
                }))
    }

    private static let all = "/notices"

    private static func query(_ state: Notice.State?) -> QueryText {
        var query = QueryText()
        query.add("state", state?.rawValue)
        return query
    }

    private static func path(_ state: Notice.State?) -> String { query(state).path(all) }

    private static func states(
        _ counts: [Notice.State: Int], _ state: Notice.State?, _ words: PageWords
    ) -> Navigation {
        let numbers = NumberText(words.language)
        // Every notice, then what a person must act on, then the rest.
        let states = Notice.State.allCases.filter { $0 != .failed }
        let choices: [Notice.State?] = [nil, .failed] + states
        return Navigation(
            label: words("fact.status"),
            choices.map { choice in
                Navigation.Item(
                    path(choice),
                    words(choice.map { "noticeState.\($0.rawValue)" } ?? "list.all"),
                    count: choice.map { numbers.text(counts[$0] ?? 0) },
                    isCurrent: choice == state)
            })
    }

    private static func empty(isFirstRun: Bool, _ words: PageWords) -> EmptyState {
        isFirstRun
            ? EmptyState(
                title: words("notices.firstTitle"), text: words("notices.firstText"),
                action: Link(TakedownListRequest.all, words("notices.toTakedowns")))
            : EmptyState(
                title: words("notices.emptyTitle"), text: words("notices.emptyText"),
                action: Link(all, words("notices.toAll")))
    }
}

extension DataTable.Row {
    fileprivate init(_ row: NoticeRow, _ words: PageWords) {
        let notice = row.notice
        let at = notice.sentAt ?? notice.composedAt
        self.init([
            .init(row.contact.name, path: CaseworkPath.notice(notice.id)),
            .init(notice.number, isCode: true), .init("", tags: [Tag(notice.state, words)]),
            .init(words("noticeTurn.\(notice.state.rawValue)")),
            .init(NumberText(words.language).text(notice.itemCount)),
            .init(words.age(since: at), note: words.moment(at)),
        ])
    }
}
