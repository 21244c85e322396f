// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Accounts
package import Takedown
package import WorkbenchShell

/// What a person can do with takedowns.
package enum TakedownMove: String, CaseIterable, Sendable {
    /// Releases the first notice, as the second person.
    case confirm
    case hold
    case release
    case withdraw

    /// Stopping is for everybody; going on after police asked to wait, and giving up, is not.
    package var leastRole: AccountRole {
        switch self {
        case .confirm, .hold: .analyst
        case .release, .withdraw: .supervisor
        }
    }

    private var event: TakedownEvent.Name {
        switch self {
        case .confirm: .confirmed
        case .hold: .held
        case .release: .released
        case .withdraw: .withdrawn
        }
    }

    package func isPossible(from state: TakedownState) -> Bool { state.allows(event) }
}

/// A button that moves the chosen takedowns.
package struct MoveButton: Sendable {
    let path: String
    let text: String
    let hint: String
    let isFirst: Bool

    package static func possible(
        _ states: [TakedownState], for role: AccountRole, path: String, _ words: PageWords
    ) -> [MoveButton] {
        let moves = TakedownMove.allCases.filter { move in
            role >= move.leastRole && states.contains { move.isPossible(from: $0) }
        }
        return moves.enumerated().map { index, move in
            MoveButton(
                path: "\(path)/\(move.rawValue)", text: words("move.\(move.rawValue).action"),
                hint: words("move.\(move.rawValue).hint"), isFirst: index == 0)
        }
    }
}

/// What a page says after takedowns were moved.
package struct MoveDone: RawRepresentable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package init(_ move: TakedownMove) { rawValue = "takedown-\(move.rawValue)" }
}
