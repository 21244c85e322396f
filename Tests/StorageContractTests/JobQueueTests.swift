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

struct JobQueueTests {
    @Test(arguments: DatabaseUnderTest.allCases)
    func `a job is enqueued once per key`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))
        let queue = JobQueue(database: database, time: time)
        let job = NewJob(kind: .weather, key: "a", payload: "{}", due: time.now())
        let first = try await database.write { try queue.enqueue(job, in: $0) }
        let second = try await database.write { try queue.enqueue(job, in: $0) }
        #expect(first && !second)
        let claimed = try await queue.claim(
            kinds: [.weather], limit: 5, lease: .seconds(10), worker: "w")
        #expect(claimed.map(\.key) == ["a"])
    }
}
