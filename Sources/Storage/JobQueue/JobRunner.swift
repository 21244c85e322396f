// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Logging
package import NightlightCore
import Storage

/// Takes jobs from the queue and hands them to their handlers, several at a time.
///
/// Every lane has slots of its own and takes turns between what is due for longest and what just
/// came. So nobody's jobs hold up those of another lane, however many they are and however long
/// they take; and within a lane, a newcomer waits for one slot and not for everything before it. It
/// survives the database being gone: it tries again with back-off and goes on where it stopped.
package struct JobRunner: Sendable {
    let queue: JobQueue
    let handlers: [JobKind: JobHandler]
    let time: any TimeSource
    let logger: Logger
    let slots: [JobLane: Int]
    private let name: String

    /// - Parameter slots: jobs of each lane at once; a lane that is not named has one.
    package init(
        queue: JobQueue, handlers: [JobHandler], time: any TimeSource, logger: Logger,
        slots: [JobLane: Int]
    ) {
        self.queue = queue
        self.handlers = Dictionary(
            handlers.map { ($0.kind, $0) }, uniquingKeysWith: { _, last in last })
        self.time = time
        self.logger = logger
        self.slots = slots
        name = String(Identifier<JobRunner>(at: time.now()).text.suffix(12))
    }

    /// - Parameter concurrency: jobs of each lane at once.
    package init(
        queue: JobQueue, handlers: [JobHandler], time: any TimeSource, logger: Logger,
        concurrency: Int
    ) {
        self.init(
            queue: queue, handlers: handlers, time: time, logger: logger,
            slots: Dictionary(uniqueKeysWithValues: JobLane.allCases.map { ($0, concurrency) }))
    }

    /// What a job is claimed for; its kind's own lease begins with the first heartbeat.
    var leaseMin: Duration { handlers.values.map(\.lease).min() ?? .seconds(120) }

    private var kinds: [JobKind] { Array(handlers.keys) }

    private func slots(of lane: JobLane) -> Int { max(1, slots[lane] ?? 1) }

    /// Works until the task is cancelled; jobs under way are then given back.
    package func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            for lane in JobLane.allCases {
                group.addTask { await serve(lane) }
            }
        }
        try Task.checkCancellation()
    }

    /// Runs everything that is due now, and what becomes due now meanwhile, until nothing is.
    /// - Returns: the number of runs.
    @discardableResult
    package func runDue() async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for slot in 1...slots(of: .ordinary) {
                group.addTask {
                    var count = 0
                    while let job = try await next(
                        of: JobLane.allCases, .oldest, as: "\(name)-\(slot)")
                    {
                        await execute(job)
                        count += 1
                    }
                    return count
                }
            }
            var count = 0
            for try await slot in group { count += slot }
            return count
        }
    }

    /// Fills the slots of one lane until the task is cancelled.
    private func serve(_ lane: JobLane) async {
        await withTaskGroup(of: Void.self) { group in
            let slots = slots(of: lane)
            var (running, claims, failures) = (0, 0, 0)
            while !Task.isCancelled {
                if running == slots {
                    await group.next()
                    running -= 1
                }
                do {
                    let order: ClaimOrder = claims.isMultiple(of: 2) ? .oldest : .newest
                    if let job = try await next(
                        of: [lane], order, as: "\(name)-\(lane.rawValue)")
                    {
                        claims += 1
                        running += 1
                        group.addTask { await execute(job) }
                    } else {
                        try await waitForWork(in: lane)
                    }
                    failures = 0
                } catch {
                    if Task.isCancelled { return }
                    failures += 1
                    logger.warning(
                        "jobs cannot be claimed",
                        metadata: ["code": "\(JobRunner.code(of: error))"])
                    let position = Double.random(in: 0...1)
                    let delay = Backoff.database.delay(attempt: failures, position: position)
                    try? await Task.sleep(for: delay)
                }
            }
        }
    }

    /// Looks before it claims, so that an idle runner writes nothing.
    private func next(
        of lanes: [JobLane], _ order: ClaimOrder, as worker: String
    ) async throws -> Job? {
        guard let due = try await queue.nextDue(kinds: kinds, lanes: lanes), due <= time.now()
        else { return nil }
        return try await queue.claim(
            kinds: kinds, lanes: lanes, order: order, limit: 1, lease: leaseMin, worker: worker
        ).first
    }

    /// Returns when the next job is due, and after a moment in any case: another process may have
    /// enqueued one meanwhile.
    ///
    /// The moment is real time, also when the clock is hurried.
    private func waitForWork(in lane: JobLane) async throws {
        // LIMIT: the time a new job waits at most for an idle runner.
        let pollMilliseconds = Int.random(in: 150...250)
        let due = try await queue.nextDue(kinds: kinds, lanes: [lane])
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
