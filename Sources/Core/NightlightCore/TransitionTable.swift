// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Which event can happen in which state, and where it leads: a state machine as a table.
///
/// Code moves a state through its table and asks the table what is possible; nobody else lists
/// states. What changes states in SQL binds the states that an event starts from, so that both say
/// the same.
package struct TransitionTable<State, Event>: Sendable
where
    State: CaseIterable & Hashable & Sendable, Event: CaseIterable & Hashable & Sendable
{
    /// Where an event starts from, and where it leads.
    package struct Move: Sendable {
        let origins: Set<State>
        /// Nowhere else: the state stays what it is.
        let targets: Set<State>

        package static func from(_ origins: Set<State>, to target: State) -> Move {
            Move(origins: origins, targets: [target])
        }

        /// What came with the event decides which one it is.
        package static func from(_ origins: Set<State>, toOneOf targets: Set<State>) -> Move {
            Move(origins: origins, targets: targets)
        }

        /// The event is taken, and leaves the state as it is.
        package static func staying(in origins: Set<State>) -> Move {
            Move(origins: origins, targets: [])
        }
    }

    private let targets: [Event: [State: Set<State>]]

    /// - Parameter moves: the moves of each event, which add up. Written as a `switch` over the
    ///   events, so that the compiler asks for the row of a new one.
    package init(_ moves: (Event) -> [Move]) {
        var targets: [Event: [State: Set<State>]] = [:]
        for event in Event.allCases {
            for move in moves(event) {
                for origin in move.origins {
                    targets[event, default: [:]][origin, default: []]
                        .formUnion(move.targets.isEmpty ? [origin] : move.targets)
                }
            }
        }
        self.targets = targets
    }

    /// The states in which an event can happen, in the order in which they are declared.
    package func origins(of event: Event) -> [State] {
        State.allCases.filter { targets[event]?[$0] != nil }
    }

    package func allows(_ event: Event, in state: State) -> Bool { targets[event]?[state] != nil }

    /// Every state that an event can lead to from here; empty where it cannot happen.
    package func targets(of event: Event, in state: State) -> Set<State> {
        targets[event]?[state] ?? []
    }

    /// Where an event leads, when that is one state; `nil` when it cannot happen here.
    package func next(after event: Event, in state: State) -> State? {
        let targets = targets(of: event, in: state)
        return targets.count == 1 ? targets.first : nil
    }
}
