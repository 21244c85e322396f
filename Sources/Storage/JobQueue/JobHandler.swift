// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// What is done for the jobs of one kind.
package struct JobHandler: Sendable {
    package let kind: JobKind
    // LIMIT: twelve attempts with the back-off below are about a day and a half of trying.
    package let attemptsMax: Int
    // LIMIT: how long a dead worker's job is stuck; a living one renews at every third of it.
    package let lease: Duration
    package let run: @Sendable (Job) async throws -> Void

    /// - Parameter run: does the work, and calls `complete` or `postpone` in the transaction of its
    ///   effects. What it throws leads to another attempt later.
    package init(
        kind: JobKind, attemptsMax: Int = 12, lease: Duration = .seconds(120),
        run: @escaping @Sendable (Job) async throws -> Void
    ) {
        self.kind = kind
        self.attemptsMax = attemptsMax
        self.lease = lease
        self.run = run
    }
}

/// How long to wait after a failure: doubling, bounded, and spread so that many jobs that failed
/// together do not come back together.
package struct Backoff: Sendable, Equatable {
    package let first: Duration
    package let longest: Duration

    package init(first: Duration, longest: Duration) {
        self.first = first
        self.longest = longest
    }

    package static let jobs = Backoff(first: .seconds(30), longest: .hours(6))
    package static let database = Backoff(first: .milliseconds(200), longest: .seconds(10))

    /// - Parameters:
    ///   - attempt: 1 after the first failure.
    ///   - position: between 0 and 1: where in the spread of a fifth to either side.
    package func delay(attempt: Int, position: Double) -> Duration {
        var delay = first
        for _ in 1..<max(1, attempt) where delay < longest { delay *= 2 }
        return min(delay, longest) * (0.8 + 0.4 * position)
    }
}
