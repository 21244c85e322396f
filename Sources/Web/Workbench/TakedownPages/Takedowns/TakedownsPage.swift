// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import NightlightCore
import Takedown
import WebComponents
import WorkbenchShell

/// A list of takedowns, newest first.
struct TakedownsPage {
    let turns: Navigation
    let filters: FilterBar
    let table: DataTable

    init(_ snapshot: TakedownListSnapshot, _ asked: TakedownListRequest, _ words: PageWords) {
        turns = Self.turns(snapshot.counts, asked, words)
        filters = Self.filters(asked, words)
        table = DataTable(
            caption: words("section.takedowns"),
            [
                .init(words("takedowns.host")), .init(words("incident.title")),
                .init(words("fact.status")), .init(words("takedowns.turn")),
                .init(words("takedowns.since")),
            ], snapshot.takedowns.rows.map { DataTable.Row($0, words) },
            empty: Self.empty(asked, isFirstRun: snapshot.counts.isEmpty, words),
            paging: Paging(
                first: asked.before == nil ? nil : asked.path,
                next: snapshot.takedowns.last.map { asked.path(before: $0.takedown.id) }))
    }

    private static func turns(
        _ counts: [TakedownState: Int], _ asked: TakedownListRequest, _ words: PageWords
    ) -> Navigation {
        let numbers = NumberText(words.language)
        let all = Navigation.Item(
            TakedownListRequest.all, words("list.all"),
            isCurrent: asked.turn == nil && asked.state == nil)
        return Navigation(
            label: words("takedowns.turn"),
            [all]
                + TakedownTurn.allCases.map { turn in
                    Navigation.Item(
                        TakedownListRequest.path(turn), words("takedownView.\(turn.rawValue)"),
                        count: numbers.text(turn.states.reduce(0) { $0 + (counts[$1] ?? 0) }),
                        isCurrent: asked.turn == turn)
                })
    }

    private static func filters(_ asked: TakedownListRequest, _ words: PageWords) -> FilterBar {
        FilterBar(
            action: TakedownListRequest.all, label: words("takedowns.filter"),
            selects: [
                SelectField(
                    filter: "state", label: words("fact.status"), "takedown", asked.state, words)
            ],
            chips: asked.state.map {
                [.init(words("takedown.\($0.rawValue)"), removePath: TakedownListRequest.all)]
            } ?? [], clearPath: TakedownListRequest.all)
    }

    private static func empty(
        _ asked: TakedownListRequest, isFirstRun: Bool, _ words: PageWords
    ) -> EmptyState {
        if isFirstRun {
            return EmptyState(
                title: words("takedowns.firstTitle"), text: words("takedowns.firstText"),
                action: Link("/", words("takedowns.toQueue")))
        }
        let all = Link(TakedownListRequest.all, words("takedowns.toAll"))
        return asked.turn == .people
            ? EmptyState(
                title: words("takedowns.noneForPeopleTitle"),
                text: words("takedowns.noneForPeopleText"), action: all)
            : EmptyState(
                title: words("takedowns.emptyTitle"), text: words("takedowns.emptyText"),
                action: all)
    }
}

extension DataTable.Row {
    fileprivate init(_ row: TakedownRow, _ words: PageWords) {
        let progress = row.takedown.progress
        // Whoever was told has known since then; everything else counts from the last change.
        let since =
            TakedownTurn(progress.state) == .hosts
            ? progress.firstNoticeAt ?? row.takedown.updatedAt : row.takedown.updatedAt
        self.init([
            .init(
                row.contactName ?? words("takedowns.nobody"),
                path: CaseworkPath.takedown(row.takedown.id),
                note: row.takedown.country.map(words.country)),
            .init(
                row.incidentNumber, path: CaseworkPath.incident(row.takedown.incidentID),
                note: row.waitingCount > 1
                    ? words("takedowns.others", ["count": String(row.waitingCount - 1)]) : nil),
            .init("", tags: [Tag(progress.state, words)]),
            .init(words("takedownTurn.\(progress.state.rawValue)")),
            .init(words.age(since: since), note: words.moment(since)),
        ])
    }
}
