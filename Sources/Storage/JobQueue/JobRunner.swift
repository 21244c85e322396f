// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Logging
package import NightlightCore
import Storage

/// Takes jobs from the queue and hands them to their handlers, several at a time.
///
/// It survives the database being gone: it tries again with back-off and goes on where it stopped.
package struct JobRunner: Sendable {
    let queue: JobQueue
    let handlers: [JobKind: JobHandler]
    let time: any TimeSource
    let logger: Logger
    let concurrency: Int
    private let name: String

    package init(
        queue: JobQueue, handlers: [JobHandler], time: any TimeSource, logger: Logger,
        concurrency: Int
    ) {
        self.queue = queue
        self.handlers = Dictionary(
            handlers.map { ($0.kind, $0) }, uniquingKeysWith: { _, last in last })
        self.time = time
        self.logger = logger
        self.concurrency = max(1, concurrency)
        name = String(Identifier<JobRunner>(at: time.now()).text.suffix(12))
    }

    /// What a job is claimed for; its kind's own lease begins with the first heartbeat.
    var leaseMin: Duration { handlers.values.map(\.lease).min() ?? .seconds(120) }

    private var kinds: [JobKind] { Array(handlers.keys) }

    /// Works until the task is cancelled; jobs under way are then given back.
    package func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            for lane in 1...concurrency {
                group.addTask { await work(as: "\(name)-\(lane)") }
            }
        }
        try Task.checkCancellation()
    }

    /// Runs everything that is due now, and what becomes due now meanwhile, until nothing is.
    /// - Returns: the number of runs.
    @discardableResult
    package func runDue() async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for lane in 1...concurrency {
                group.addTask {
                    var count = 0
                    while let job = try await next(as: "\(name)-\(lane)") {
                        await execute(job)
                        count += 1
                    }
                    return count
                }
            }
            var count = 0
            for try await lane in group { count += lane }
            return count
        }
    }

    private func work(as worker: String) async {
        var failures = 0
        while !Task.isCancelled {
            do {
                if let job = try await next(as: worker) {
                    await execute(job)
                } else {
                    try await waitForWork()
                }
                failures = 0
            } catch {
                if Task.isCancelled { return }
                failures += 1
                logger.warning(
                    "jobs cannot be claimed", metadata: ["code": "\(JobRunner.code(of: error))"])
                let position = Double.random(in: 0...1)
                let delay = Backoff.database.delay(attempt: failures, position: position)
                try? await Task.sleep(for: delay)
            }
        }
    }

    /// Looks before it claims, so that an idle runner writes nothing.
    private func next(as worker: String) async throws -> Job? {
        guard let due = try await queue.nextDue(kinds: kinds), due <= time.now() else { return nil }
        return try await queue.claim(kinds: kinds, limit: 1, lease: leaseMin, worker: worker).first
    }

    /// Returns when the next job is due, and after a moment in any case: another process may have
    /// enqueued one meanwhile.
    ///
    /// The moment is real time, also when the clock is hurried.
    private func waitForWork() async throws {
        // LIMIT: the time a new job waits at most for an idle runner.
        let pollMilliseconds = Int.random(in: 150...250)
        let due = try await queue.nextDue(kinds: kinds)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await Task.sleep(for: .milliseconds(pollMilliseconds)) }
            if let due, due > time.now() {
                group.addTask { try? await time.sleep(until: due) }
            }
            await group.next()
            group.cancelAll()
        }
    }

    static func code(of error: any Error) -> String {
        (error as? any CodedError)?.code ?? "job.failed"
    }
}
