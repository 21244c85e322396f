// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage
import TestSupport
import Testing

/// A process that writes is killed again and again, and every write it acknowledged is there.
struct DurabilityTests {
    @Test func `no acknowledged write is lost when the process is killed`() async throws {
        let file = try await ThingFile()
        var acknowledged: Set<String> = []
        let rounds = 40
        for round in 1...rounds {
            let worker = try WorkerProcess(["write", file.path, "8", "1000000", "2000"])
            // After another number of promises each time, so that kills fall everywhere.
            let promised = await worker.read("ok", count: 1 + (round * 37) % 90, thenKill: true)
            #expect(await worker.ended() == 9)
            acknowledged.formUnion(promised)
        }
        let found = try await file.identifiers()
        let lost = acknowledged.subtracting(found.things)
        print(
            """
            kill -9, SQLite driver: rounds \(rounds), acknowledged writes \(acknowledged.count), \
            lost acknowledged writes: \(lost.count)
            """)
        #expect(acknowledged.count > rounds)
        #expect(lost.isEmpty)
        #expect(found.things == found.others, "no transaction is half there")
    }

    /// Two processes share the file, as a command beside the server does.
    @Test func `two processes write to one file without losing anything`() async throws {
        let file = try await ThingFile()
        let workers = try (0..<2).map { _ in
            try WorkerProcess(["write", file.path, "4", "150", "500"])
        }
        var acknowledged: Set<String> = []
        for worker in workers {
            try worker.leaveAlone()
            acknowledged.formUnion(await worker.read("ok"))
            #expect(await worker.ended() == 0)
        }
        #expect(acknowledged.count == 300)
        #expect(try await file.identifiers().things == acknowledged)
    }
}
