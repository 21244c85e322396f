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
        await time.waitForSleepers(1)
        time.advance(by: .minutes(59))
        #expect(time.sleeperCount == 1, "a minute is left")
        time.advance(by: .minutes(1))
        #expect(time.sleeperCount == 0)
        #expect(try await sleeper.value == deadline)
    }

    @Test func `the clock never goes back`() {
        let time = HurriedTime(startingAt: start)
        time.advance(to: start - .days(1))
        #expect(time.now() == start)
    }

    @Test func `a sleeper that is cancelled wakes and throws`() async {
        let time = HurriedTime(startingAt: start)
        let deadline = start + .days(365)
        let sleeper = Task { try await time.sleep(until: deadline) }
        await time.waitForSleepers(1)
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
        #expect(time.sleeperCount == 0)
    }

    @Test func `who is cancelled before sleeping throws at once`() async {
        let time = HurriedTime(startingAt: start)
        let deadline = start + .days(365)
        await #expect(throws: CancellationError.self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.cancelAll()
                group.addTask { try await time.sleep(until: deadline) }
                try await group.waitForAll()
            }
        }
    }

    @Test func `sleepers wake when their own deadlines come`() async throws {
        let time = HurriedTime(startingAt: start)
        let (early, late) = (start + .hours(1), start + .hours(2))
        async let first: Void = time.sleep(until: early)
        async let second: Void = time.sleep(until: late)
        await time.waitForSleepers(2)
        time.advance(to: early)
        try await first
        #expect(time.sleeperCount == 1)
        time.advance(to: late)
        try await second
    }

    @Test func `a deadline in the past does not sleep`() async throws {
        let time = HurriedTime(startingAt: start)
        try await time.sleep(until: start)
    }
}
