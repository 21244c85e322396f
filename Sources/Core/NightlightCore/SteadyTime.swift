// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import Synchronization

/// The machine's clock, without its jumps.
///
/// It is held against a clock that nobody can set. A jump forward counts once it has lasted: a
/// wrong answer of a time server, soon corrected, numbers no incident in another year and ends no
/// session. A jump back never counts while the process runs: what ended stays ended. Steps of a few
/// minutes and clocks that are slowed or hurried are followed, but never back.
package final class SteadyTime: TimeSource {
    // LIMIT: how far a clock is stepped in ordinary life, such as after a night without network.
    package static let stepMax = Duration.minutes(5)
    // LIMIT: how long a jump has to last; time servers that disagree are sorted out in minutes.
    package static let jumpHolds = Duration.minutes(15)

    private struct State {
        /// What this clock showed, and the other one then.
        var shown: Timestamp
        var at: Duration
        /// A jump that may turn out to last: by how much, and since when.
        var jump: (by: Duration, since: Duration)?
    }

    private let wall: any TimeSource
    private let steady: @Sendable () -> Duration
    private let state: Mutex<State>

    /// - Parameter steady: goes on whatever the wall clock is set to; from any beginning.
    package init(
        wall: any TimeSource = SystemTime(),
        steady: @escaping @Sendable () -> Duration = SteadyTime.sinceBoot
    ) {
        self.wall = wall
        self.steady = steady
        state = Mutex(State(shown: wall.now(), at: steady()))
    }

    package func now() -> Timestamp {
        let (wall, steady) = (wall.now(), steady())
        return state.withLock { state in
            let expected = state.shown + max(.zero, steady - state.at)
            let difference = wall - expected
            if difference.magnitude <= Self.stepMax {
                state.jump = nil
                state.shown = max(state.shown, wall)
            } else if difference > .zero, isLasting(difference, at: steady, &state) {
                state.jump = nil
                state.shown = wall
            } else {
                state.shown = expected
            }
            state.at = steady
            return state.shown
        }
    }

    package func sleep(until deadline: Timestamp) async throws {
        let wait = deadline - now()
        if wait > .zero { try await Task.sleep(for: wait) }
    }

    private func isLasting(
        _ difference: Duration, at steady: Duration, _ state: inout State
    ) -> Bool {
        guard let jump = state.jump, (jump.by - difference).magnitude <= Self.stepMax else {
            state.jump = (difference, steady)
            return false
        }
        return steady - jump.since >= Self.jumpHolds
    }

    /// Time since the machine started, sleep included.
    package static func sinceBoot() -> Duration {
        var spec = timespec()
        // SAFETY: the call fills the structure it is given.
        unsafe clock_gettime(CLOCK_BOOTTIME, &spec)
        return .seconds(spec.tv_sec) + .nanoseconds(spec.tv_nsec)
    }
}

extension Duration {
    fileprivate var magnitude: Duration { self < .zero ? .zero - self : self }
}
