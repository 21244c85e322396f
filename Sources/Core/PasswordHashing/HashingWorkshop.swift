// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CSodium
import Dispatch
import NightlightCore
import Synchronization

/// Runs blocking work on threads outside Swift's cooperative pool, a few at once, the rest in a
/// queue.
///
/// A caller that is cancelled while it waits leaves the queue: whoever closes the browser does not
/// keep others waiting.
final class HashingWorkshop: Sendable {
    // LIMIT: 256 callers waiting: at ten hashes a second, half a minute, longer than a browser's
    // patience.
    static let waitingMax = 256

    private struct State {
        var running = 0
        var nextTicket: UInt64 = 0
        /// In order of tickets; a cancelled ticket is simply absent.
        var waiting: [(ticket: UInt64, turn: CheckedContinuation<Void, any Error>)] = []
    }

    private let concurrencyMax: Int
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "nightlight.password-hashing", attributes: .concurrent)

    init(concurrencyMax: Int) { self.concurrencyMax = max(1, concurrencyMax) }

    func run<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await takeTurn()
        defer { giveTurn() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                // Safe to call again and from any thread; -1 means there is no randomness.
                guard sodium_init() >= 0 else {
                    return continuation.resume(throwing: PasswordHashingError.unavailable)
                }
                continuation.resume(with: Swift.Result { try work() })
            }
        }
    }

    private func takeTurn() async throws {
        try Task.checkCancellation()
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let immediate = state.withLock { state -> Result<Void, any Error>? in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.running < concurrencyMax {
                        state.running += 1
                        return .success(())
                    }
                    if state.waiting.count >= Self.waitingMax {
                        return .failure(PasswordHashingError.busy)
                    }
                    state.waiting.append((ticket, continuation))
                    return nil
                }
                if let immediate { continuation.resume(with: immediate) }
            }
        } onCancel: {
            let turn = state.withLock { state in
                state.waiting.firstIndex { $0.ticket == ticket }
                    .map { state.waiting.remove(at: $0).turn }
            }
            turn?.resume(throwing: CancellationError())
        }
    }

    /// Hands this turn to the one who waits longest.
    private func giveTurn() {
        let next = state.withLock { state -> CheckedContinuation<Void, any Error>? in
            guard !state.waiting.isEmpty else {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst().turn
        }
        next?.resume()
    }
}
