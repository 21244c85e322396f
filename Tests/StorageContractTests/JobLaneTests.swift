// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import Intake
import JobQueue
import Logging
import NightlightCore
import Storage
import TestSupport
import Testing

/// Whoever fills the queue, or has its jobs take long, holds up nobody else.
struct JobLaneTests {
    private let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))

    private func enqueue(
        _ keys: [String], _ lane: JobLane, priority: Int = 100, on database: any Database
    ) async throws {
        let queue = JobQueue(database: database, time: time)
        let now = time.now()
        try await database.write { transaction in
            for key in keys {
                try queue.enqueue(
                    NewJob(
                        kind: .weather, key: key, payload: "{}", due: now, lane: lane,
                        priority: priority), in: transaction)
            }
        }
    }

    private func claim(
        _ order: ClaimOrder = .oldest, _ lanes: [JobLane] = [.strangers], limit: Int = 9,
        on database: any Database
    ) async throws -> [Job] {
        try await JobQueue(database: database, time: time).claim(
            kinds: [.weather], lanes: lanes, order: order, limit: limit, lease: .seconds(10),
            worker: "w")
    }

    /// Says which jobs run, and lets each end when it is told to.
    private struct Stage: Sendable {
        let began: AsyncStream<String>
        private let begin: AsyncStream<String>.Continuation
        private let gates = Tally<[String: CheckedContinuation<Void, Never>?]>([:])

        init() { (began, begin) = AsyncStream.makeStream() }

        func play(_ key: String) async {
            begin.yield(key)
            await withCheckedContinuation { gate in
                // There already is an entry where it may end at once.
                let isOpen = gates.change { if $0[key] == nil { $0[key] = gate } }[key] != nil
                if isOpen { gate.resume() }
            }
        }

        func end(_ key: String) {
            let gate = gates.change { $0[key] = .some(nil) }[key]
            gate??.resume()
        }
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a lane that is full of jobs that never end holds up no other`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let queue = JobQueue(database: database, time: time)
        try await enqueue((1...40).map { "silent-\($0)" }, .strangers, on: database)
        let stage = Stage()
        let runner = JobRunner(
            queue: queue,
            handlers: [
                JobHandler(kind: .weather) { job in
                    await stage.play(job.key)
                    try await database.write { try queue.complete(job, in: $0) }
                }
            ], time: time, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            concurrency: 3)
        let running = Task { try await runner.run() }
        var began = stage.began.makeAsyncIterator()
        for _ in 1...3 { #expect(await began.next()?.hasPrefix("silent") == true) }
        for lane in JobLane.allCases where lane != .strangers {
            try await enqueue(["honest-\(lane)"], lane, on: database)
            #expect(await began.next() == "honest-\(lane)")
        }
        running.cancel()
        for key in (1...40).map({ "silent-\($0)" }) + JobLane.allCases.map({ "honest-\($0)" }) {
            stage.end(key)
        }
        _ = await running.result
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `who comes last does not wait behind all who came before`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let queue = JobQueue(database: database, time: time)
        try await enqueue((1...40).map { "silent-\($0)" }, .strangers, on: database)
        let stage = Stage()
        let runner = JobRunner(
            queue: queue,
            handlers: [
                JobHandler(kind: .weather) { job in
                    await stage.play(job.key)
                    try await database.write { try queue.complete(job, in: $0) }
                }
            ], time: time, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            slots: [.strangers: 1])
        let running = Task { try await runner.run() }
        var began = stage.began.makeAsyncIterator()
        let first = try #require(await began.next())
        time.advance(by: .seconds(1))
        try await enqueue(["newcomer"], .strangers, on: database)
        stage.end(first)
        #expect(await began.next() == "newcomer")
        running.cancel()
        for key in (1...40).map({ "silent-\($0)" }) + ["newcomer"] { stage.end(key) }
        _ = await running.result
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a claim takes from the lanes it names, oldest or newest first`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        for key in ["a", "b", "c"] {
            try await enqueue([key], .strangers, on: database)
            time.advance(by: .seconds(1))
        }
        try await enqueue(["second turn"], .strangers, priority: 110, on: database)
        try await enqueue(["other"], .known, on: database)
        #expect(try await claim(.newest, limit: 1, on: database).map(\.key) == ["c"])
        #expect(try await claim(.oldest, limit: 1, on: database).map(\.key) == ["a"])
        #expect(try await claim(.newest, on: database).map(\.key) == ["b", "second turn"])
        #expect(try await claim(on: database).isEmpty)
        #expect(try await claim(.oldest, [.known], on: database).map(\.key) == ["other"])
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `what failed or is put off waits in the lane of what has time`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let queue = JobQueue(database: database, time: time)
        try await enqueue(["fails"], .strangers, on: database)
        var job = try #require(try await claim(on: database).first)
        try await queue.fail(job, code: "test.rain", retryAt: time.now())
        #expect(try await claim(on: database).isEmpty)
        job = try #require(try await claim(.oldest, [.later], on: database).first)
        #expect(job.key == "fails" && job.attempt == 2)
        let (postponed, soon) = (job, time.now() + .seconds(5))
        try await database.write { try queue.postpone(postponed, until: soon, in: $0) }
        time.advance(by: .seconds(5))
        job = try #require(try await claim(.oldest, [.ordinary], on: database).first)
        #expect(job.attempt == 1, "postponed is as if for the first time")

        try await enqueue(["put off"], .strangers, on: database)
        let early = try #require(try await claim(on: database).first)
        let later = time.now() + .seconds(5)
        try await database.write { try queue.putOff(early, until: later, in: $0) }
        await #expect(throws: JobError.leaseLost) {
            try await database.write { try queue.putOff(early, until: later, in: $0) }
        }
        #expect(try await claim(.oldest, JobLane.allCases, on: database).isEmpty)
        time.advance(by: .seconds(5))
        #expect(try await claim(on: database).isEmpty)
        job = try #require(try await claim(.oldest, [.later], on: database).first)
        #expect(job.key == "put off" && job.attempt == 1, "it was not tried")
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `each report has its turn, however long and whatever it says is urgent`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try ContractRig()
        let database = try await TemporaryDatabase(engine).database
        var long = rig.draft((1...20).map { "https://a.example.org/\($0)" })
        long.concern = .luring
        let first = try await rig.report(long, on: database)
        rig.time.advance(by: .seconds(1))
        let second = try await rig.report(rig.draft(), on: database)
        let claimed = try await rig.queue(on: database).claim(
            kinds: [.examine], lanes: [.strangers], limit: 99, lease: .seconds(10), worker: "w")
        let turns = claimed.map(\.key)
        func key(_ incident: Incident) -> String { "incident:\(incident.id)" }
        #expect(claimed.count == 21)
        #expect(Set(turns.prefix(2)) == [key(first.incidents[0]), key(second.incidents[0])])
        #expect(Set(turns[2...4]) == Set(first.incidents[1...3].map(key)))
        try await database.close()
    }
}
