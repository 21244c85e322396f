// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Intake
import NightlightCore
import Testing

/// The wish to have a report erased, held against a table that is written here once more.
struct ErasureStateTests {
    @Test(arguments: Erasure.State.allCases, Erasure.State.Event.allCases)
    func `a wish is decided once`(state: Erasure.State, event: Erasure.State.Event) {
        let expected: Erasure.State? =
            switch (state, event) {
            case (.waiting, .agreed): .done
            case (.waiting, .refused): .refused
            case (.done, _), (.refused, _): nil
            }
        #expect(Erasure.State.table.next(after: event, in: state) == expected)
        #expect(Erasure.State.table.allows(event, in: state) == (expected != nil))
    }
}
