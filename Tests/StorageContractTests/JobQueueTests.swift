// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import JobQueue
import NightlightCore
import Storage
import TestSupport
import Testing

extension JobKind {
    static let weather = JobKind(rawValue: "test.weather")
    static let kittens = JobKind(rawValue: "test.kittens")
}

/// Claiming, finishing, failing: what a queue promises on both engines.
struct JobQueueTests {
    private let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))

    private func queue(_ database: any Database) -> JobQueue {
        JobQueue(database: database, time: time)
    }

    private func enqueue(
        _ keys: [String], kind: JobKind = .weather, after delay: Duration = .zero,
        priority: Int = 100, on database: any Database
    ) async throws {
        let queue = queue(database)
        let due = time.now() + delay
        try await database.write { transaction in
            for key in keys {
                try queue.enqueue(
                    NewJob(kind: kind, key: key, payload: "{}", due: due, priority: priority),
                    in: transaction)
            }
        }
    }

    private func claim(
        _ limit: Int = 1, worker: String = "w", on database: any Database
    ) async throws -> [Job] {
        try await queue(database).claim(
            kinds: [.weather], limit: limit, lease: .seconds(10), worker: worker)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a job is enqueued once per kind and key`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        let queue = queue(database)
        let job = NewJob(kind: .weather, key: "a", payload: "{}", due: time.now())
        let other = NewJob(kind: .kittens, key: "a", payload: "{}", due: time.now())
        #expect(try await database.write { try queue.enqueue(job, in: $0) })
        #expect(try await !database.write { try queue.enqueue(job, in: $0) })
        #expect(try await database.write { try queue.enqueue(other, in: $0) })
        let claimed = try await claim(5, on: database)
        #expect(claimed.map(\.key) == ["a"])
        try await database.write { try queue.complete(claimed[0], in: $0) }
        #expect(try await !database.write { try queue.enqueue(job, in: $0) }, "done stays done")
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `low numbers run first, then the longest due, and nothing before its time`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        try await enqueue(["later"], after: .seconds(60), priority: 1, on: database)
        try await enqueue(["second"], after: .seconds(2), on: database)
        try await enqueue(["first"], after: .seconds(1), on: database)
        try await enqueue(["urgent"], after: .seconds(3), priority: 10, on: database)
        try await enqueue(["not mine"], kind: .kittens, priority: 1, on: database)
        #expect(try await claim(9, on: database).isEmpty)
        time.advance(by: .seconds(3))
        let keys = try await claim(9, on: database).map(\.key)
        #expect(keys == ["urgent", "first", "second"])
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `many claimers at once get each job exactly once`(engine: DatabaseUnderTest) async throws {
        let temporary = try await TemporaryDatabase(engine)
        let database = temporary.database
        // Another handle, as another process would have.
        let handles = [database, try await temporary.openAnother()]
        try await enqueue((1...120).map { "\($0)" }, on: database)
        let claimed = try await withThrowingTaskGroup(of: [String].self) { group in
            for worker in 1...16 {
                let handle = handles[worker % 2]
                group.addTask {
                    var keys: [String] = []
                    while true {
                        let jobs = try await claim(
                            1 + worker % 3, worker: "w\(worker)", on: handle)
                        if jobs.isEmpty { return keys }
                        keys += jobs.map(\.key)
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.count == 120)
        #expect(Set(claimed).count == 120)
        for handle in handles { try await handle.close() }
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `who lost the lease can do nothing, and its effects are rolled back`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let queue = queue(database)
        try await enqueue(["a"], on: database)
        let late = try #require(try await claim(worker: "late", on: database).first)
        #expect(try await claim(on: database).isEmpty, "the lease holds")
        time.advance(by: .seconds(11))
        let next = try #require(try await claim(worker: "next", on: database).first)
        #expect(next.id == late.id && next.fence == late.fence + 1 && next.attempt == 2)
        let now = time.now()
        await #expect(throws: JobError.leaseLost) {
            try await database.write { transaction in
                try queue.enqueue(
                    NewJob(kind: .kittens, key: "effect", payload: "{}", due: now),
                    in: transaction)
                try queue.complete(late, in: transaction)
            }
        }
        await #expect(throws: JobError.leaseLost) {
            try await database.write { try queue.postpone(late, until: now, in: $0) }
        }
        await #expect(throws: JobError.leaseLost) { try await queue.renew(late, lease: .days(1)) }
        await #expect(throws: JobError.leaseLost) { try await queue.release(late) }
        await #expect(throws: JobError.leaseLost) {
            try await queue.fail(late, code: "test.late", retryAt: nil)
        }
        #expect(try await !queue.isHeld(late))
        #expect(try await queue.isHeld(next))
        try await database.write { try queue.complete(next, in: $0) }
        await #expect(throws: JobError.leaseLost, "twice is once too often") {
            try await database.write { try queue.complete(next, in: $0) }
        }
        let counts = try await queue.counts()
        #expect(counts.map(\.state) == [.done] && counts.map(\.count) == [1])
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a renewed lease holds for longer`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        try await enqueue(["a"], on: database)
        let job = try #require(try await claim(on: database).first)
        time.advance(by: .seconds(9))
        try await queue(database).renew(job, lease: .seconds(10))
        time.advance(by: .seconds(9))
        #expect(try await claim(on: database).isEmpty)
        time.advance(by: .seconds(2))
        #expect(try await claim(on: database).count == 1)
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `failed, dead, retried, postponed and given back`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let queue = queue(database)
        try await enqueue(["a"], on: database)
        var job = try #require(try await claim(on: database).first)
        try await queue.fail(job, code: "test.rain", retryAt: time.now() + .seconds(30))
        #expect(try await claim(on: database).isEmpty)
        #expect(try await queue.nextDue() == time.now() + .seconds(30))
        time.advance(by: .seconds(30))
        job = try #require(try await claim(on: database).first)
        #expect(job.attempt == 2 && job.lastErrorCode == "test.rain")
        try await queue.release(job)
        job = try #require(try await claim(on: database).first)
        #expect(job.attempt == 2, "given back does not count")
        await #expect(throws: JobError.notDead) { try await queue.retry(job.id) }
        try await queue.fail(job, code: "test.hail", retryAt: nil)
        #expect(try await queue.nextDue() == nil)
        #expect(try await queue.list(state: .dead).map(\.id) == [job.id])
        try await queue.retry(job.id)
        await #expect(throws: JobError.notFound) {
            try await queue.retry(Job.ID(at: time.now()))
        }
        job = try #require(try await claim(on: database).first)
        #expect(job.attempt == 1)
        let held = job
        let later = time.now() + .days(7)
        try await database.write { try queue.postpone(held, until: later, in: $0) }
        #expect(try await queue.nextDue() == later)
        time.advance(by: .days(7))
        job = try #require(try await claim(on: database).first)
        #expect(job.attempt == 1 && job.lastErrorCode == nil)
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a clock that jumps back holds work up, and loses and doubles none`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        try await enqueue(["a"], on: database)
        let early = JobQueue(
            database: database,
            time: HurriedTime(startingAt: time.now() - .hours(2)))
        let none = try await early.claim(
            kinds: [.weather], limit: 1, lease: .seconds(10), worker: "behind")
        #expect(none.isEmpty)
        let job = try #require(try await claim(on: database).first)
        // Two hours ahead: the lease seems to be over, and the job is taken; once.
        let ahead = JobQueue(
            database: database, time: HurriedTime(startingAt: time.now() + .hours(2)))
        let taken = try await ahead.claim(
            kinds: [.weather], limit: 1, lease: .seconds(10), worker: "ahead")
        #expect(taken.map(\.id) == [job.id])
        await #expect(throws: JobError.leaseLost) {
            try await database.write { try queue(database).complete(job, in: $0) }
        }
        try await database.write { try ahead.complete(taken[0], in: $0) }
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `lists go page by page, newest first`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        let queue = queue(database)
        for number in 1...7 {
            time.advance(by: .seconds(1))
            try await enqueue(["\(number)"], on: database)
        }
        let first = try await queue.list(kind: .weather, limit: 4)
        let second = try await queue.list(
            state: .waiting, kind: .weather, limit: 4, before: first.last?.id)
        #expect((first + second).map(\.key) == ["7", "6", "5", "4", "3", "2", "1"])
        #expect(try await queue.job(first[0].id) == first[0])
        try await database.close()
    }
}
