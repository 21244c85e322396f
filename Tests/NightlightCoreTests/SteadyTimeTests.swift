// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Synchronization
import Testing

struct SteadyTimeTests {
    /// Two clocks that a test sets as it likes.
    private final class Clocks: TimeSource {
        private let state = Mutex(
            (wall: Timestamp(secondsSinceEpoch: 1_798_700_000), steady: Duration.zero))

        func now() -> Timestamp { state.withLock(\.wall) }
        func steady() -> Duration { state.withLock(\.steady) }
        func sleep(until deadline: Timestamp) async throws {}

        /// Time goes on, and the wall clock is set as well.
        func pass(_ duration: Duration, setting change: Duration = .zero) {
            state.withLock {
                $0.wall = $0.wall + duration + change
                $0.steady += duration
            }
        }
    }

    private let clocks = Clocks()
    private let start: Timestamp
    private let time: SteadyTime

    init() {
        let clocks = clocks
        start = clocks.now()
        time = SteadyTime(wall: clocks) { clocks.steady() }
    }

    @Test func `it goes as the wall clock does, also when that is stepped a little`() {
        clocks.pass(.hours(3))
        #expect(time.now() == start + .hours(3))
        clocks.pass(.seconds(10), setting: .minutes(4))
        #expect(time.now() == start + .hours(3) + .minutes(4) + .seconds(10))
    }

    @Test func `a jump forward that is taken back again was none`() {
        clocks.pass(.seconds(10), setting: .days(60))
        #expect(time.now() == start + .seconds(10))
        clocks.pass(.minutes(5))
        #expect(time.now() == start + .minutes(5) + .seconds(10))
        clocks.pass(.seconds(1), setting: .zero - .days(60))
        #expect(time.now() == start + .minutes(5) + .seconds(11))
    }

    @Test func `a jump forward that lasts is followed`() {
        clocks.pass(.seconds(1), setting: .hours(2))
        #expect(time.now() == start + .seconds(1))
        clocks.pass(SteadyTime.jumpHolds)
        #expect(time.now() == start + .hours(2) + .seconds(1) + SteadyTime.jumpHolds)
    }

    @Test func `two jumps do not add up to one that lasts`() {
        clocks.pass(.seconds(1), setting: .hours(2))
        _ = time.now()
        clocks.pass(.minutes(10), setting: .days(300))
        _ = time.now()
        clocks.pass(.minutes(10))
        #expect(time.now() == start + .minutes(20) + .seconds(1))
    }

    @Test func `a clock that goes back takes nothing back`() {
        clocks.pass(.hours(1))
        let before = time.now()
        for _ in 1...10 {
            clocks.pass(.hours(1), setting: .zero - .hours(2))
            #expect(time.now() > before)
        }
        #expect(time.now() == start + .hours(11))
        clocks.pass(.seconds(1), setting: .zero - .minutes(3))
        #expect(time.now() >= start + .hours(11))
    }
}
