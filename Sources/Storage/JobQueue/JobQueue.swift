// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// JobQueue: work that survives whoever does it.
//
// A job is a row. Workers claim it with a lease, and write their effects and its end in one
// transaction, so that they can be killed at any point.
//
// May touch: the storage seam. It knows none of the features.
// Tables: job.
// Invariants:
// - a worker whose lease ran out can change nothing (fencing);
// - one kind and key is one job, for ever;
// - each lane has workers of its own, so that nobody's jobs hold up another lane's;
// - states move only through the queue's transition table.

package import NightlightCore
package import Storage

/// The work between the parts: durable, claimed with a lease, repeated until done, never lost.
///
/// A job is enqueued in the transaction of whatever calls for it, and completed in the transaction
/// of its effects. It may be run more than once (a worker may die), but its effects happen once: a
/// worker whose lease was taken over cannot complete, and its transaction rolls back.
package struct JobQueue: Sendable {
    let database: any Database
    package let time: any TimeSource

    package init(database: any Database, time: any TimeSource) {
        self.database = database
        self.time = time
    }

    /// Adds a job; `false` when this kind and key were enqueued before, whatever became of it.
    @discardableResult
    package func enqueue(_ job: NewJob, in transaction: any SQLTransaction) throws -> Bool {
        let now = time.now()
        let changed = try transaction.execute(
            """
            INSERT INTO job \(values: Job.Column.self, [
                .id: Job.ID(at: now), .kind: job.kind, .key: job.key, .payload: job.payload,
                .due: job.due, .lane: job.lane, .priority: job.priority,
                .state: JobState.waiting, .attempt: 0, .fence: 0, .availableAt: job.due,
                .createdAt: now, .changedAt: now,
            ])
            ON CONFLICT (kind, key) DO NOTHING
            """)
        return changed == 1
    }

    /// Marks the job done, together with the effects of the same transaction.
    /// - Throws: `JobError.leaseLost`; let it pass, so that the effects are rolled back.
    package func complete(_ job: Job, in transaction: any SQLTransaction) throws {
        let move = JobMove(.completed)
        let changed = try transaction.execute(
            """
            UPDATE job SET state = \(move.target), available_at = NULL, last_error_code = NULL,
                changed_at = \(time.now())
            WHERE \(query: held(job, move))
            """)
        guard changed == 1 else { throw JobError.leaseLost }
    }

    /// Lets the same job run again later, as if for the first time.
    /// - Throws: `JobError.leaseLost`; let it pass, so that the effects are rolled back.
    package func postpone(
        _ job: Job, until due: Timestamp, lane: JobLane = .ordinary,
        in transaction: any SQLTransaction
    ) throws {
        let move = JobMove(.postponed)
        let changed = try transaction.execute(
            """
            UPDATE job SET state = \(move.target), due_at = \(due), available_at = \(due),
                lane = \(lane), attempt = 0, worker = NULL, last_error_code = NULL,
                changed_at = \(time.now())
            WHERE \(query: held(job, move))
            """)
        guard changed == 1 else { throw JobError.leaseLost }
    }

    /// Gives a claimed job back unrun, for the lane of what has time.
    /// - Throws: `JobError.leaseLost`; let it pass, so that the effects are rolled back.
    package func putOff(
        _ job: Job, until due: Timestamp, in transaction: any SQLTransaction
    ) throws {
        let move = JobMove(.released)
        let changed = try transaction.execute(
            """
            UPDATE job SET state = \(move.target), due_at = \(due), available_at = \(due),
                lane = \(JobLane.later), attempt = attempt - 1, worker = NULL,
                changed_at = \(time.now())
            WHERE \(query: held(job, move))
            """)
        guard changed == 1 else { throw JobError.leaseLost }
    }

    /// Lets a job that waits for a later moment run at `due` already.
    ///
    /// `false` when there is no such job, or when it is under way, ended, or due sooner.
    @discardableResult
    package func bringForward(
        _ kind: JobKind, key: String, to due: Timestamp, in transaction: any SQLTransaction
    ) throws -> Bool {
        let move = JobMove(.broughtForward)
        return try transaction.execute(
            """
            UPDATE job SET due_at = \(due), available_at = \(due), changed_at = \(time.now())
            WHERE kind = \(kind) AND key = \(key) AND state IN \(list: move.origins)
                AND available_at > \(due)
            """) == 1
    }

    /// Records that a run failed: it waits until `retryAt`, or is dead when that is `nil`.
    ///
    /// From then on it is in the lane of what has time: what fails again and again takes no worker
    /// from what was not tried yet.
    package func fail(_ job: Job, code: String, retryAt: Timestamp?) async throws {
        let now = time.now()
        let move = JobMove(retryAt == nil ? .givenUp : .failed)
        try await changeHeld {
            """
            UPDATE job SET state = \(move.target), available_at = \(retryAt),
                lane = \(JobLane.later), worker = NULL, last_error_code = \(code),
                changed_at = \(now)
            WHERE \(query: held(job, move))
            """
        }
    }

    /// Gives a claimed job back as if it had never been claimed: the worker is shutting down.
    package func release(_ job: Job) async throws {
        let now = time.now()
        let move = JobMove(.released)
        try await changeHeld {
            """
            UPDATE job SET state = \(move.target), available_at = \(now), attempt = attempt - 1,
                worker = NULL, changed_at = \(now)
            WHERE \(query: held(job, move))
            """
        }
    }

    /// Extends the lease of a job that is still being worked on.
    package func renew(_ job: Job, lease: Duration) async throws {
        let end = time.now() + lease
        let move = JobMove(.renewed)
        try await changeHeld {
            "UPDATE job SET available_at = \(end) WHERE \(query: held(job, move))"
        }
    }

    /// Whether this claim is still the latest and the job not finished.
    package func isHeld(_ job: Job) async throws -> Bool {
        try await database.read { transaction in
            try transaction.count(
                "SELECT count(*) FROM job WHERE \(query: held(job, JobMove(.completed)))") == 1
        }
    }

    /// Lets a dead job run again now, with its attempts counted from the start.
    package func retry(_ id: Job.ID) async throws {
        try await database.write { try retry(id, in: $0) }
    }

    /// The same, together with what is recorded about it.
    /// - Throws: `JobError.notDead`, `JobError.notFound`.
    package func retry(_ id: Job.ID, in transaction: any SQLTransaction) throws {
        let now = time.now()
        let move = JobMove(.retried)
        let changed = try transaction.execute(
            """
            UPDATE job SET state = \(move.target), available_at = \(now), attempt = 0,
                changed_at = \(now)
            WHERE id = \(id) AND state IN \(list: move.origins)
            """)
        guard changed == 0 else { return }
        let exists = try transaction.count("SELECT count(*) FROM job WHERE id = \(id)") == 1
        throw exists ? JobError.notDead : JobError.notFound
    }

    /// This very claim of the job, in a state that the event starts from.
    private func held(_ job: Job, _ move: JobMove) -> SQLQuery {
        """
        id = \(job.id) AND fence = \(job.fence) AND state IN \(list: move.origins)
        """
    }

    private func changeHeld(_ query: @escaping @Sendable () -> SQLQuery) async throws {
        try await database.write { transaction in
            guard try transaction.execute(query()) == 1 else { throw JobError.leaseLost }
        }
    }
}
