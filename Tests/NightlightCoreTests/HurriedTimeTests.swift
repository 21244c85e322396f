// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Testing

struct HurriedTimeTests {
    private let start = Timestamp(secondsSinceEpoch: 1_700_000_000)

    @Test func `a sleeper wakes when the clock passes its deadline and not before`() async throws {
        let time = HurriedTime(startingAt: start)
        let deadline = start + .hours(1)
        let sleeper = Task { () async throws -> Timestamp in
            try await time.sleep(until: deadline)
            return time.now()
        }
        time.advance(by: .minutes(59))
        time.advance(by: .minutes(1))
        #expect(try await sleeper.value >= deadline)
    }

    @Test func `the clock never goes back`() {
        let time = HurriedTime(startingAt: start)
        time.advance(to: start - .days(1))
        #expect(time.now() == start)
    }

    @Test func `a cancelled sleeper throws`() async {
        let time = HurriedTime(startingAt: start)
        let deadline = start + .days(365)
        let sleeper = Task { try await time.sleep(until: deadline) }
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
    }

    @Test func `a deadline in the past does not sleep`() async throws {
        let time = HurriedTime(startingAt: start)
        try await time.sleep(until: start)
    }
}
