// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Synchronization

/// The process's one `SignInThrottle`, behind a lock, with the attempts under way.
final class SignInGuard: Sendable {
    // LIMIT: attempts of devices that nobody knows, being compared at once: each takes a tenth of a
    // second of a processor. Known devices then wait for eight at most, however many strangers try.
    static let strangersMax = 8

    private struct State {
        var throttle = SignInThrottle()
        var strangers = 0
    }

    private let state = Mutex(State())

    /// Counts an attempt, and lets it be made.
    func attempt<Value>(
        _ lane: SignInLane, at now: Timestamp, _ body: () async throws -> Value
    ) async throws -> Value {
        let wait = state.withLock { state -> Int? in
            if lane.device == nil, state.strangers >= Self.strangersMax { return 1 }
            if let seconds = state.throttle.attempt(lane, at: now) { return seconds }
            if lane.device == nil { state.strangers += 1 }
            return nil
        }
        if let wait { throw AccountError.tooManyAttempts(retryAfterSeconds: wait) }
        defer {
            if lane.device == nil { state.withLock { $0.strangers -= 1 } }
        }
        return try await body()
    }

    func succeeded(_ lane: SignInLane) { state.withLock { $0.throttle.succeeded(lane) } }
}
