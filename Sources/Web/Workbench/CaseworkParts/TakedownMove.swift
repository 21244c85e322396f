// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Accounts
package import Takedown
import WebComponents
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
    let button: Button
    /// What it does, beside it.
    let hint: String
    let hintID: String

    package static func possible(
        _ states: [TakedownState], for role: AccountRole, path: String, _ words: PageWords
    ) -> [MoveButton] {
        let moves = TakedownMove.allCases.filter { move in
            role >= move.leastRole && states.contains { move.isPossible(from: $0) }
        }
        return moves.map { move in
            let hintID = "move-\(move.rawValue)-hint"
            return MoveButton(
                button: Button(
                    words("move.\(move.rawValue).action"),
                    tone: move == .confirm ? .main : .quiet, isSmall: true,
                    formAction: "\(path)/\(move.rawValue)", describedBy: hintID),
                hint: words("move.\(move.rawValue).hint"), hintID: hintID)
        }
    }
}

/// What a page says after takedowns were moved.
package struct MoveDone: RawRepresentable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package init(_ move: TakedownMove) { rawValue = "takedown-\(move.rawValue)" }
}
