// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Synchronization

/// The process's one `SignInThrottle`, behind a lock.
final class SignInGuard: Sendable {
    private let throttle = Mutex(SignInThrottle())

    func attempt(_ name: String, at now: Timestamp) throws(AccountError) {
        if let seconds = throttle.withLock({ $0.attempt(name, at: now) }) {
            throw .tooManyAttempts(retryAfterSeconds: seconds)
        }
    }

    func succeeded(_ name: String) { throttle.withLock { $0.succeeded(name) } }
}
