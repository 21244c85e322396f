// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Testing

@Suite struct TransitionTableTests {
    enum Door: String, CaseIterable, Sendable { case open, shut, locked }
    enum Push: String, CaseIterable, Sendable { case pull, push, turn, knock }

    static let table = TransitionTable<Door, Push> { push in
        switch push {
        case .pull: [.from([.shut], to: .open)]
        case .push: [.from([.open], to: .shut)]
        case .turn: [.from([.shut, .locked], toOneOf: [.shut, .locked])]
        case .knock: [.staying(in: [.shut]), .staying(in: [.locked])]
        }
    }

    @Test func `an event happens where its row says, and nowhere else`() {
        let allowed = Push.allCases.flatMap { push in
            Door.allCases.filter { Self.table.allows(push, in: $0) }.map { "\(push) \($0)" }
        }
        #expect(
            allowed == [
                "pull shut", "push open", "turn shut", "turn locked", "knock shut", "knock locked",
            ])
    }

    @Test func `one target is where it leads, several are for the caller to choose from`() {
        #expect(Self.table.next(after: .pull, in: .shut) == .open)
        #expect(Self.table.next(after: .pull, in: .locked) == nil)
        #expect(Self.table.next(after: .turn, in: .shut) == nil)
        #expect(Self.table.targets(of: .turn, in: .shut) == [.shut, .locked])
        #expect(Self.table.next(after: .knock, in: .locked) == .locked)
        #expect(Self.table.origins(of: .knock) == [.shut, .locked])
        #expect(Self.table.origins(of: .push) == [.open])
    }
}
