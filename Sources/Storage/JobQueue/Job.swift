// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// What a job does, such as `examination.examine`.
///
/// Each feature declares its own as static members.
package struct JobKind: RawRepresentable, Hashable, Sendable, SQLConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A piece of work to be enqueued.
package struct NewJob: Sendable {
    package var kind: JobKind
    /// Makes the work unique within its kind, for ever: enqueueing it again changes nothing.
    package var key: String
    /// Opaque JSON with identifiers only; nothing about a person.
    package var payload: String
    package var due: Timestamp
    package var lane: JobLane
    /// Lower runs first, among the jobs of its lane.
    package var priority: Int

    package init(
        kind: JobKind, key: String, payload: String, due: Timestamp,
        lane: JobLane = .ordinary, priority: Int = 100
    ) {
        self.kind = kind
        self.key = key
        self.payload = payload
        self.due = due
        self.lane = lane
        self.priority = priority
    }
}

/// A piece of work as the queue has it.
package struct Job: Sendable, Equatable {
    package typealias ID = JobID

    package let id: ID
    package let kind: JobKind
    package let key: String
    package let payload: String
    package let due: Timestamp
    package let lane: JobLane
    package let priority: Int
    package let state: JobState
    /// How often it was claimed since it was enqueued, postponed or retried; the first run is 1.
    package let attempt: Int
    /// Which claim this is; a later claim by another worker makes this one powerless.
    package let fence: Int
    /// When the job is claimable: its due time, or the end of the lease; `nil` when done or dead.
    package let availableAt: Timestamp?
    package let worker: String?
    package let lastErrorCode: String?
    package let createdAt: Timestamp
    package let changedAt: Timestamp
}

/// How many jobs of a kind are in a state.
package struct JobCount: Sendable, Hashable {
    package let kind: JobKind
    package let state: JobState
    package let count: Int
}
