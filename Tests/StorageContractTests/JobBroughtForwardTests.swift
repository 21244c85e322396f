// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import JobQueue
import NightlightCore
import Storage
import TestSupport
import Testing

struct JobBroughtForwardTests {
    private let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))

    private func bringForward(
        _ queue: JobQueue, _ database: any Database, to due: Timestamp, key: String = "a"
    ) async throws -> Bool {
        try await database.write { try queue.bringForward(.weather, key: key, to: due, in: $0) }
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a job that waits runs sooner, and never later`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        let queue = JobQueue(database: database, time: time)
        let start = time.now()
        let job = NewJob(kind: .weather, key: "a", payload: "{}", due: start + .days(1))
        _ = try await database.write { try queue.enqueue(job, in: $0) }
        #expect(try await !bringForward(queue, database, to: start + .days(2)))
        #expect(try await !bringForward(queue, database, to: start + .hours(1), key: "b"))
        #expect(try await bringForward(queue, database, to: start + .hours(1)))
        #expect(try await queue.nextDue() == start + .hours(1))
        #expect(try await !bringForward(queue, database, to: start + .hours(1)))
        time.advance(by: .hours(1))
        let claimed = try await queue.claim(
            kinds: [.weather], limit: 5, lease: .seconds(10), worker: "w")
        #expect(claimed.map(\.due) == [start + .hours(1)])
        // One that is under way, or done, is left alone.
        #expect(try await !bringForward(queue, database, to: start))
        let first = try #require(claimed.first)
        try await database.write { try queue.complete(first, in: $0) }
        #expect(try await !bringForward(queue, database, to: start))
        #expect(try await queue.nextDue() == nil)
        try await database.close()
    }
}
