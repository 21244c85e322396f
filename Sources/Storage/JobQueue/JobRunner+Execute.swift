// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Logging
import NightlightCore
import Storage

extension JobRunner {
    /// Runs one claimed job to one of its ends: done, postponed, to be tried again, dead, given
    /// back.
    func execute(_ job: Job) async {
        var logger = logger
        logger[metadataKey: "job"] = "\(job.id)"
        logger[metadataKey: "kind"] = "\(job.kind.rawValue)"
        do {
            guard let handler = handlers[job.kind] else { return try await queue.release(job) }
            guard job.attempt <= handler.attemptsMax else {
                return try await queue.fail(
                    job, code: job.lastErrorCode ?? JobError.attemptsExhausted.code, retryAt: nil)
            }
            do {
                try await runKeepingLease(job, with: handler)
                guard try await !queue.isHeld(job) else { throw JobError.notCompleted }
            } catch JobError.leaseLost {
                // Another worker has it; what this one did was rolled back.
                logger.notice("lease lost")
            } catch  where Task.isCancelled {
                try await queue.release(job)
            } catch {
                try await recordFailure(of: job, error, attemptsMax: handler.attemptsMax, logger)
            }
        } catch {
            // The outcome could not be written down: the lease runs out and the job runs again.
            logger.warning(
                "job outcome not recorded", metadata: ["code": "\(JobRunner.code(of: error))"])
        }
    }

    private func recordFailure(
        of job: Job, _ error: any Error, attemptsMax: Int, _ logger: Logger
    ) async throws {
        let code = JobRunner.code(of: error)
        let isLast = job.attempt >= attemptsMax
        let delay = Backoff.jobs.delay(attempt: job.attempt, position: .random(in: 0...1))
        try await queue.fail(job, code: code, retryAt: isLast ? nil : time.now() + delay)
        logger.warning(
            isLast ? "job is dead" : "job failed, will be tried again",
            metadata: ["code": "\(code)", "attempt": "\(job.attempt)"])
    }

    /// Runs the handler beside a heartbeat, and cancels it when the lease is lost.
    private func runKeepingLease(_ job: Job, with handler: JobHandler) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await handler.run(job) }
            group.addTask { try await keepLease(of: job, lease: handler.lease) }
            // The handler's end is the end; the heartbeat ends first only by losing the lease.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func keepLease(of job: Job, lease: Duration) async throws {
        var pause = leaseMin / 3
        while true {
            try await time.sleep(until: time.now() + pause)
            do {
                guard try await isRenewed(job, lease: lease) else {
                    throw JobError.leaseLost
                }
                pause = lease / 3
            } catch let error as StorageError {
                // The database is gone for a while: the lease may outlast that.
                logger.warning("lease not renewed", metadata: ["code": "\(error.code)"])
                try await Task.sleep(for: .milliseconds(500))
                pause = .zero
            }
        }
    }

    /// `false` when another worker has the job.
    ///
    /// One that its own handler has just finished counts as renewed: the heartbeat is about to be
    /// cancelled.
    private func isRenewed(_ job: Job, lease: Duration) async throws -> Bool {
        do {
            try await queue.renew(job, lease: lease)
            return true
        } catch JobError.leaseLost {
            return try await queue.job(job.id)?.fence == job.fence
        }
    }
}
