// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Synchronization

/// Runs calls that block (name look-ups, mail, password hashes) on threads of its own, a few at
/// once, the rest in line.
///
/// Dispatch's threads will not do: on Linux they are as many as there are cores, shared with
/// everything asynchronous, and joined by another only after a second of standstill. Two silent
/// name servers would hold up the whole process.
package final class BlockingThreads: Sendable {
    /// Thrown when as many wait in line as may.
    package struct Full: Error {}

    private struct Turn: Sendable {
        /// `nil` for work that nobody gives up.
        let ticket: UInt64?
        let work: @Sendable () -> Void
        /// Tells whoever waits that its turn will not come.
        let giveUp: @Sendable () -> Void
    }

    private struct State {
        var running = 0
        var lastTicket: UInt64 = 0
        var waiting: [Turn] = []
    }

    private let threadsMax: Int
    private let waitingMax: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - threadsMax: how many calls block at once.
    ///   - waitingMax: how many calls of `run` may wait in line; `nil` where something else bounds
    ///     them.
    package init(threadsMax: Int, waitingMax: Int? = nil) {
        self.threadsMax = max(1, threadsMax)
        self.waitingMax = waitingMax ?? .max
    }

    /// Runs work that tells its caller by itself, and is never refused.
    package func start(_ work: @escaping @Sendable () -> Void) {
        let turn = Turn(ticket: nil, work: work, giveUp: {})
        let isFirst = state.withLock { state in
            guard state.running >= threadsMax else {
                state.running += 1
                return true
            }
            state.waiting.append(turn)
            return false
        }
        if isFirst { detach(turn) }
    }

    /// Runs work and returns what it gave.
    ///
    /// A caller that is cancelled while it waits leaves the line: whoever closes the browser does
    /// not keep others waiting.
    ///
    /// - Throws: `Full`, `CancellationError`, or what the work throws.
    package func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try Task.checkCancellation()
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let turn = Turn(
                    ticket: ticket, work: { continuation.resume(with: Result { try work() }) },
                    giveUp: { continuation.resume(throwing: CancellationError()) })
                let isFirst = state.withLock { state -> Result<Bool, any Error> in
                    // Asked under the lock: a cancellation from now on finds the turn in line.
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.running < threadsMax {
                        state.running += 1
                        return .success(true)
                    }
                    guard state.waiting.count < waitingMax else { return .failure(Full()) }
                    state.waiting.append(turn)
                    return .success(false)
                }
                switch isFirst {
                case .success(true): detach(turn)
                case .success(false): break
                case .failure(let error): continuation.resume(throwing: error)
                }
            }
        } onCancel: {
            let turn = state.withLock { state in
                state.waiting.firstIndex { $0.ticket == ticket }
                    .map { state.waiting.remove(at: $0) }
            }
            turn?.giveUp()
        }
    }

    /// A thread that takes one turn after another, and ends when nobody waits.
    private func detach(_ first: Turn) {
        Thread.detachNewThread { [self] in
            var turn = first
            while true {
                turn.work()
                guard let next = takeNext() else { return }
                turn = next
            }
        }
    }

    private func takeNext() -> Turn? {
        state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.running -= 1
            return nil
        }
    }
}
