// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// Where the platform reads the time, so that tests and the demonstration can hurry it.
package protocol TimeSource: Sendable {
    func now() -> Timestamp
    /// Returns when `now()` has reached `deadline`; throws `CancellationError` when cancelled.
    func sleep(until deadline: Timestamp) async throws
}

/// The machine's own clock.
package struct SystemTime: TimeSource {
    package init() {}

    package func now() -> Timestamp {
        var spec = timespec()
        // SAFETY: the call fills the structure it is given.
        unsafe clock_gettime(CLOCK_REALTIME, &spec)
        return Timestamp(
            microsecondsSinceEpoch: Int64(spec.tv_sec) * 1_000_000 + Int64(spec.tv_nsec) / 1_000)
    }

    package func sleep(until deadline: Timestamp) async throws {
        let wait = deadline - now()
        if wait > .zero { try await Task.sleep(for: wait) }
    }
}
