// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Synchronization

/// Runs calls that block (name look-ups, mail) on threads of its own, a few at once, the rest in
/// line.
///
/// Dispatch's threads will not do: on Linux they are as many as there are cores, shared with
/// everything asynchronous, and joined by another only after a second of standstill. Two silent
/// name servers would hold up the whole process.
final class BlockingThreads: Sendable {
    private struct State {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private let threadsMax: Int
    private let state = Mutex(State())

    init(threadsMax: Int) { self.threadsMax = threadsMax }

    func run(_ work: @escaping @Sendable () -> Void) {
        let mayStart = state.withLock { state in
            guard state.running < threadsMax else {
                state.waiting.append(work)
                return false
            }
            state.running += 1
            return true
        }
        guard mayStart else { return }
        Thread.detachNewThread { [self] in
            var work = work
            while true {
                work()
                guard let next = takeNext() else { return }
                work = next
            }
        }
    }

    private func takeNext() -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.running -= 1
            return nil
        }
    }
}
