// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Takedown
import WorkbenchShell

/// Which takedowns somebody asked to see: those of one turn, of one state, or all.
struct TakedownListRequest: Sendable {
    let turn: TakedownTurn?
    let state: TakedownState?
    /// Where the page before ended.
    let before: Takedown.ID?

    /// - Parameter value: of a name in the query. A state is narrower than a turn, and wins.
    init(_ value: (String) -> String?) {
        state = value("state").flatMap(TakedownState.init(rawValue:))
        turn = state == nil ? value("turn").flatMap(TakedownTurn.init(rawValue:)) : nil
        before = value("before").flatMap { Takedown.ID($0) }
    }

    var filter: TakedownFilter {
        TakedownFilter(states: state.map { [$0] } ?? turn?.states ?? [])
    }

    /// Its first page.
    var path: String {
        var query = QueryText()
        query.add("turn", turn?.rawValue)
        query.add("state", state?.rawValue)
        return query.path(Self.all)
    }

    func path(before id: Takedown.ID) -> String {
        path + (path.contains("?") ? "&" : "?") + "before=\(id)"
    }

    static let all = "/takedowns"

    static func path(_ turn: TakedownTurn) -> String { "\(all)?turn=\(turn.rawValue)" }
}

/// A page of takedowns, and how many there are in each state, as of one moment.
struct TakedownListSnapshot: Sendable {
    let takedowns: PageRows<TakedownRow>
    let counts: [TakedownState: Int]
}
