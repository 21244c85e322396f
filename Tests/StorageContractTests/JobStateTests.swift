// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Storage
import TestSupport
import Testing

@testable import JobQueue

/// The states of jobs, held against a table that is written here once more: every state and every
/// event, in the code and in the SQL of both engines.
struct JobStateTests {
    /// What each event makes of waiting, running, done and dead; `nil` where it cannot happen.
    static let expected: [JobState.Event: [JobState?]] = [
        .claimed: [.running, .running, nil, nil],
        .renewed: [nil, .running, nil, nil],
        .completed: [nil, .done, nil, nil],
        .postponed: [nil, .waiting, nil, nil],
        .broughtForward: [.waiting, nil, nil, nil],
        .failed: [nil, .waiting, nil, nil],
        .givenUp: [nil, .dead, nil, nil],
        .released: [nil, .waiting, nil, nil],
        .retried: [nil, nil, nil, .waiting],
    ]

    private static func expectation(_ event: JobState.Event, _ state: JobState) throws -> JobState?
    {
        let row = try #require(expected[event])
        #expect(row.count == JobState.allCases.count)
        return row[try #require(JobState.allCases.firstIndex(of: state))]
    }

    @Test(arguments: JobState.allCases, JobState.Event.allCases)
    func `an event leads where the table says`(state: JobState, event: JobState.Event) throws {
        let target = try Self.expectation(event, state)
        #expect(JobState.table.next(after: event, in: state) == target)
        #expect(state.allows(event) == (target != nil))
    }

    @Test(arguments: DatabaseUnderTest.allCases, JobState.Event.allCases)
    func `the queue moves a job as the table says, and otherwise leaves it`(
        engine: DatabaseUnderTest, event: JobState.Event
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))
        let queue = JobQueue(database: database, time: time)
        for state in JobState.allCases {
            let job = try await Self.job(in: state, queue, database)
            #expect(job.state == state)
            // Any lease is over by then.
            time.advance(by: .hours(1))
            let isTaken = try await Self.apply(event, to: job, queue, database)
            let target = try Self.expectation(event, state)
            #expect(isTaken == (target != nil), "\(event) of a job that is \(state)")
            let after = try #require(try await queue.job(job.id))
            #expect(after.state == target ?? state, "\(event) of a job that is \(state)")
        }
        try await database.close()
    }

    /// A job of its own kind, brought into a state as jobs come there.
    private static func job(
        in state: JobState, _ queue: JobQueue, _ database: any Database
    ) async throws -> Job {
        let now = queue.time.now()
        let kind = JobKind(rawValue: "test.\(state.rawValue)")
        _ = try await database.write { transaction in
            try queue.enqueue(
                NewJob(kind: kind, key: "a", payload: "{}", due: now), in: transaction)
        }
        if state != .waiting {
            let claimed = try await queue.claim(
                kinds: [kind], limit: 1, lease: .seconds(10), worker: "test")
            let job = try #require(claimed.first)
            switch state {
            case .waiting, .running: break
            case .done: try await database.write { try queue.complete(job, in: $0) }
            case .dead: try await queue.fail(job, code: "test.rain", retryAt: nil)
            }
        }
        return try await database.read { transaction in
            try #require(try queue.job(kind: kind, key: "a", in: transaction))
        }
    }

    /// Whether the queue took it.
    private static func apply(
        _ event: JobState.Event, to job: Job, _ queue: JobQueue, _ database: any Database
    ) async throws -> Bool {
        let now = queue.time.now()
        do {
            switch event {
            case .claimed:
                return try await !queue.claim(
                    kinds: [job.kind], limit: 1, lease: .seconds(10), worker: "other"
                ).isEmpty
            case .renewed: try await queue.renew(job, lease: .seconds(10))
            case .completed: try await database.write { try queue.complete(job, in: $0) }
            case .postponed:
                try await database.write { try queue.postpone(job, until: now, in: $0) }
            case .broughtForward:
                return try await database.write {
                    try queue.bringForward(job.kind, key: job.key, to: job.due - .days(1), in: $0)
                }
            case .failed: try await queue.fail(job, code: "test.hail", retryAt: now)
            case .givenUp: try await queue.fail(job, code: "test.hail", retryAt: nil)
            case .released: try await queue.release(job)
            case .retried: try await queue.retry(job.id)
            }
            return true
        } catch let error as JobError where error == .leaseLost || error == .notDead {
            return false
        }
    }
}
