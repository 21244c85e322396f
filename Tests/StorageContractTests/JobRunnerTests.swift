// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import JobQueue
import Logging
import NightlightCore
import Storage
import TestSupport
import Testing

/// The runner: failures come back later, hopeless ones end, and killed workers lose nothing.
struct JobRunnerTests {
    /// In the past: real workers must find the jobs due.
    private let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_700_000_000))
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private struct Rain: CodedError {
        var code: String { "test.rain" }
    }

    private func enqueue(_ keys: [String], on database: any Database) async throws -> JobQueue {
        let queue = JobQueue(database: database, time: time)
        let now = time.now()
        try await database.write { transaction in
            for key in keys {
                try queue.enqueue(
                    NewJob(kind: .weather, key: key, payload: "{}", due: now), in: transaction)
            }
        }
        return queue
    }

    private func runner(
        _ queue: JobQueue, attemptsMax: Int = 3,
        _ run: @escaping @Sendable (Job) async throws -> Void
    ) -> JobRunner {
        JobRunner(
            queue: queue,
            handlers: [JobHandler(kind: .weather, attemptsMax: attemptsMax, run: run)],
            time: time, logger: logger, concurrency: 3)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a job that keeps failing comes back later each time, and then lies dead`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let queue = try await enqueue(["a"], on: database)
        let runner = runner(queue) { _ in throw Rain() }
        var pauses: [Duration] = []
        for _ in 1...2 {
            #expect(try await runner.runDue() == 1)
            let due = try #require(try await queue.nextDue())
            pauses.append(due - time.now())
            #expect(try await runner.runDue() == 0, "not before its time")
            time.advance(to: due)
        }
        #expect(pauses[0] >= .seconds(24) && pauses[0] <= .seconds(36))
        #expect(pauses[1] >= .seconds(48) && pauses[1] <= .seconds(72))
        #expect(try await runner.runDue() == 1)
        let dead = try await queue.list(state: .dead)
        #expect(dead.map(\.lastErrorCode) == ["test.rain"])
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a handler that forgets to finish its job has failed`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let queue = try await enqueue(["a"], on: database)
        #expect(try await runner(queue, attemptsMax: 1) { _ in }.runDue() == 1)
        #expect(
            try await queue.list(state: .dead).map(\.lastErrorCode) == [JobError.notCompleted.code])
        try await database.close()
    }

    /// What kills its worker each time must not do so for ever.
    @Test(arguments: DatabaseUnderTest.allCases)
    func `a job whose worker vanishes too often is laid aside unrun`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let queue = try await enqueue(["a"], on: database)
        for _ in 1...3 {
            #expect(
                try await queue.claim(
                    kinds: [.weather], limit: 1, lease: .seconds(10), worker: "gone"
                ).count == 1)
            time.advance(by: .seconds(11))
        }
        let runs = Tally(0)
        #expect(try await runner(queue) { _ in runs.change { $0 += 1 } }.runDue() == 1)
        #expect(runs.value == 0)
        #expect(
            try await queue.list(state: .dead).map(\.lastErrorCode)
                == [JobError.attemptsExhausted.code])
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `many jobs are each run to their end once`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        let queue = try await enqueue((1...60).map { "\($0)" }, on: database)
        let keys = Tally<[String]>([])
        let runner = runner(queue) { job in
            try await database.write { try queue.complete(job, in: $0) }
            keys.change { $0.append(job.key) }
        }
        #expect(try await runner.runDue() == 60)
        #expect(keys.value.count == 60 && Set(keys.value).count == 60)
        try await database.close()
    }

    /// Real processes, killed at any moment: every job has its effect, none has it twice.
    @Test(arguments: DatabaseUnderTest.allCases)
    func `no job is lost or done twice when workers are killed`(
        engine: DatabaseUnderTest
    ) async throws {
        let temporary = try await TemporaryDatabase(engine)
        let database = temporary.database
        let text = engine == .sqlite ? "TEXT" : "text"
        try await database.write { transaction in
            _ = try transaction.execute(
                SQLQuery(stringLiteral: "CREATE TABLE thing (id \(text) PRIMARY KEY)"))
        }
        let keys = (1...200).map { "job-\($0)" }
        _ = try await enqueue(keys, on: database)
        var acknowledged: Set<String> = []
        let rounds = 30
        for round in 1...rounds {
            let worker = try WorkerProcess(["jobs", temporary.address, "w\(round)"])
            let done = await worker.read("ok", count: 1 + round % 5, thenKill: true)
            await worker.ended()
            acknowledged.formUnion(done)
        }
        #expect(acknowledged.count >= rounds)
        // What the dead held is free when their leases are over.
        let later = HurriedTime(startingAt: SystemTime().now() + .days(400))
        let queue = JobQueue(database: database, time: later)
        while let job = try await queue.claim(
            kinds: [.weather], limit: 1, lease: .seconds(10), worker: "last"
        ).first {
            try await database.write { transaction in
                try transaction.execute("INSERT INTO thing (id) VALUES (\(job.key))")
                try queue.complete(job, in: transaction)
            }
        }
        let effects = try await database.read { transaction in
            try transaction.all("SELECT id FROM thing") { try $0.get(0, as: String.self) }
        }
        print(
            """
            kill -9, \(engine) job workers: rounds \(rounds), acknowledged \
            \(acknowledged.count), lost jobs: \(Set(keys).subtracting(effects).count)
            """)
        #expect(Set(effects) == Set(keys) && effects.count == keys.count)
        #expect(acknowledged.isSubset(of: effects))
        try await database.close()
    }
}
