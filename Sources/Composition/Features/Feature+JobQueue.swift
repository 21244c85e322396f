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
        settings: [.workerConcurrency, .workerExaminations, .workerLeaseSeconds])
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
        let concurrency = try settings.number(.workerConcurrency, in: 1...64)
        let examinations = try settings.number(.workerExaminations, in: 1...256)
        return JobRunner(
            queue: casework.installation.queue,
            handlers: try handlers().map { handler in
                JobHandler(
                    kind: handler.kind, attemptsMax: handler.attemptsMax, lease: lease,
                    run: handler.run)
            }, time: casework.installation.time, logger: logger,
            slots: [
                .ordinary: concurrency, .later: concurrency, .strangers: examinations,
                .known: examinations,
            ])
    }
}

extension Setting {
    package static let workerConcurrency = Setting(
        "worker.concurrency", default: "4",
        reason: """
            Jobs that one worker process runs at once of what the platform calls for by itself, \
            and as many of what was tried before and takes long.
            """)
    static let workerExaminations = Setting(
        "worker.examinations", default: "24",
        reason: """
            First looks at reported addresses that one worker process has under way at once, for \
            what anybody reports and as many for what providers report. Most of that time is \
            waiting for hosts; each may hold 64 mebibytes.
            """)
    static let workerLeaseSeconds = Setting(
        "worker.leaseSeconds", default: "120",
        reason: """
            How long the job of a worker that died is stuck before another takes it; a living one \
            renews in time.
            """)
}
