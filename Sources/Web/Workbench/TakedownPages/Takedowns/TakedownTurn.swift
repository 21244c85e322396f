// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Takedown

/// Who has to go on with a takedown: the views of their list.
enum TakedownTurn: String, CaseIterable {
    /// Somebody here, or nothing happens.
    case people
    /// The host or the network above it, which were told.
    case hosts
    /// The platform goes on by itself.
    case platform
    /// Nothing is left to do.
    case over

    init(_ state: TakedownState) {
        self =
            switch state {
            case .awaitingConfirmation, .held, .failed: .people
            case .noticed, .escalated: .hosts
            case .traced, .queued: .platform
            case .gone, .withdrawn: .over
            }
    }

    var states: Set<TakedownState> {
        Set(TakedownState.allCases.filter { TakedownTurn($0) == self })
    }
}
