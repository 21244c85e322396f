// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import JobQueue
package import Logging

extension Feature {
    /// The queue through which all other work goes.
    static let jobQueue = Feature(
        module: "JobQueue",
        tables: ["job"],
        doors: [TableGrant("job", .selectOf(["kind", "key", "state"]), .insert)],
        settings: [.workerConcurrency, .workerLeaseSeconds])
}

extension DatabaseServices {
    package var queue: JobQueue { JobQueue(database: database, time: time) }
}

extension Installation {
    package var queue: JobQueue { services.queue }
}

extension Workers {
    /// Runs the jobs of every feature.
    package func runner(logger: Logger) throws -> JobRunner {
        let settings = casework.installation.settings
        let lease = Duration.seconds(try settings.number(.workerLeaseSeconds, in: 5...3_600))
        return JobRunner(
            queue: casework.installation.queue,
            handlers: try handlers().map { handler in
                JobHandler(
                    kind: handler.kind, attemptsMax: handler.attemptsMax, lease: lease,
                    run: handler.run)
            }, time: casework.installation.time, logger: logger,
            concurrency: try settings.number(.workerConcurrency, in: 1...64))
    }
}

extension Setting {
    package static let workerConcurrency = Setting(
        "worker.concurrency", default: "4",
        reason: "Jobs that one worker process runs at once.")
    static let workerLeaseSeconds = Setting(
        "worker.leaseSeconds", default: "120",
        reason: """
            How long the job of a worker that died is stuck before another takes it; a living one \
            renews in time.
            """)
}
