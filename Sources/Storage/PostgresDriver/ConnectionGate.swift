// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage
import Synchronization

/// Keeps many callers from knocking at a server that is gone: after a failure nobody tries again
/// for a while, which doubles up to a bound, and callers learn at once that it is unavailable.
final class ConnectionGate: Sendable {
    private struct State {
        var failures = 0
        var closedUntil: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    private let pauseMillisecondsMax: Int

    init(pauseMillisecondsMax: Int) { self.pauseMillisecondsMax = pauseMillisecondsMax }

    func open<Value>(
        _ connect: () throws(StorageError) -> Value
    ) throws(StorageError) -> Value {
        let now = ContinuousClock.now
        let isClosed = state.withLock { state in state.closedUntil.map { now < $0 } ?? false }
        guard !isClosed else { throw .unavailable }
        do {
            let value = try connect()
            state.withLock { $0 = State() }
            return value
        } catch {
            state.withLock { state in
                let pause = min(pauseMillisecondsMax, 50 << min(state.failures, 10))
                state.failures += 1
                state.closedUntil = .now + .milliseconds(Int.random(in: (pause / 2)...pause))
            }
            throw error
        }
    }
}
