// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Synchronization

/// A clock that stands still until somebody advances it: days of rechecks pass in a moment.
///
/// Sleepers wake in the order of their deadlines when `advance(to:)` passes them.
package final class HurriedTime: TimeSource {
    private struct State {
        var now: Timestamp
        var nextTicket: UInt64 = 0
        var sleepers: [UInt64: Sleeper] = [:]
        var watchers: [Watcher] = []
    }

    private struct Sleeper {
        var deadline: Timestamp
        var continuation: CheckedContinuation<Void, any Error>
    }

    /// Somebody who waits until others sleep.
    private struct Watcher {
        var count: Int
        var continuation: CheckedContinuation<Void, Never>
    }

    private let state: Mutex<State>

    package init(startingAt now: Timestamp) {
        state = Mutex(State(now: now))
    }

    package func now() -> Timestamp { state.withLock(\.now) }

    /// Moves the clock forward (never back) and wakes everyone whose deadline has come.
    package func advance(to time: Timestamp) {
        let due = state.withLock { state -> [Sleeper] in
            state.now = max(state.now, time)
            let now = state.now
            let ready = state.sleepers.filter { $0.value.deadline <= now }
            for ticket in ready.keys { state.sleepers[ticket] = nil }
            return ready.values.sorted { $0.deadline < $1.deadline }
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    package func advance(by duration: Duration) { advance(to: now() + duration) }

    /// How many sleep at this moment.
    package var sleeperCount: Int { state.withLock(\.sleepers.count) }

    /// Returns once at least so many sleep: whoever advances the clock then wakes them.
    package func waitForSleepers(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.sleepers.count >= count { return true }
                state.watchers.append(Watcher(count: count, continuation: continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    package func sleep(until deadline: Timestamp) async throws {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                var watchers: [Watcher] = []
                let immediate = state.withLock { state -> Result<Void, any Error>? in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.now >= deadline { return .success(()) }
                    state.sleepers[ticket] = Sleeper(deadline: deadline, continuation: continuation)
                    let count = state.sleepers.count
                    watchers = state.watchers.filter { $0.count <= count }
                    state.watchers.removeAll { $0.count <= count }
                    return nil
                }
                if let immediate { continuation.resume(with: immediate) }
                for watcher in watchers { watcher.continuation.resume() }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: ticket) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}
