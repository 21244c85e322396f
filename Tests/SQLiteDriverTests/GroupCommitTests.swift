// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import SQLiteDriver
import Storage
import TestSupport
import Testing

/// Writes that wait together are committed together, and harm each other in nothing.
struct GroupCommitTests {
    /// Counts what reaches the disk: the only witness that cannot be mistaken.
    private func syncs(_ arguments: [String], on file: ThingFile) async throws -> (Int, [String]) {
        let trace = file.path + ".trace"
        let worker = try WorkerProcess(
            arguments,
            wrapper: ["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync,pwrite64", "-o", trace])
        try worker.leaveAlone()
        let acknowledged = await worker.read("ok")
        #expect(await worker.ended() == 0)
        let lines = try String(contentsOf: URL(filePath: trace), encoding: .utf8)
            .split(separator: "\n")
        let count = lines.count { $0.contains("sync(") && !$0.contains("resumed") }
        return (count, acknowledged)
    }

    @Test func `each write on its own is forced to the disk before it is answered`()
        async throws
    {
        let file = try await ThingFile()
        let (idle, _) = try await syncs(["write", file.path, "1", "0", "10"], on: file)
        let (busy, acknowledged) = try await syncs(["write", file.path, "1", "30", "10"], on: file)
        #expect(acknowledged.count == 30)
        #expect(busy - idle >= 30, "synchronous = FULL is one sync a commit, at the least")
        print("one after the other: 30 writes, \(busy - idle) syncs")
    }

    @Test func `writes that wait together share one sync`() async throws {
        let file = try await ThingFile()
        let (idle, _) = try await syncs(["write", file.path, "1", "0", "10"], on: file)
        let (busy, acknowledged) = try await syncs(["crowd", file.path, "200", "10"], on: file)
        #expect(acknowledged.count == 201)
        // One for the batch of 201, and one if the write that held them back came alone.
        #expect(busy - idle <= 4)
        print("together: 201 writes, \(busy - idle) syncs")
    }

    /// Writes whose bodies run in one batch, in the order of `bodies`.
    private func together(
        _ bodies: [@Sendable (any SQLTransaction) throws -> Void], on database: SQLiteDatabase
    ) async -> [Result<Void, any Error>] {
        let gate = Pipe()
        let first = Task.immediate {
            try await database.write { _ in _ = try gate.fileHandleForReading.read(upToCount: 1) }
        }
        let tasks = bodies.map { body in Task.immediate { try await database.write(body) } }
        // Closed for good: a body may run again.
        try? gate.fileHandleForWriting.close()
        _ = await first.result
        var results: [Result<Void, any Error>] = []
        for task in tasks { results.append(await task.result) }
        return results
    }

    private struct Stop: Error {}

    @Test func `a write that fails in a batch leaves its neighbours alone`() async throws {
        let file = try await ThingFile()
        try await file.using { database in
            let insert: @Sendable (String) -> @Sendable (any SQLTransaction) throws -> Void = {
                id in
                { _ = try $0.execute("INSERT INTO thing (id) VALUES (\(id))") }
            }
            let results = await together(
                [
                    insert("a"),
                    { transaction in
                        try transaction.execute("INSERT INTO thing (id) VALUES ('b')")
                        throw Stop()
                    },
                    insert("a"),
                    { transaction in
                        // Caught, and yet not kept.
                        try transaction.execute("INSERT INTO thing (id) VALUES ('c')")
                        _ = try? transaction.execute("INSERT INTO thing (id) VALUES ('a')")
                    },
                    { _ = try $0.execute("INSERT INTO nowhere (id) VALUES ('d')") },
                    { transaction in
                        // Sees the neighbour's row, and nothing of those that were taken back.
                        let count = try transaction.count("SELECT count(*) FROM thing")
                        try transaction.execute("INSERT INTO thing (id) VALUES (\("n\(count)"))")
                    },
                ], on: database)
            let outcomes = results.map { result -> String in
                switch result {
                case .success: "ok"
                case .failure(let error as StorageError): error.code
                case .failure: "stop"
                }
            }
            #expect(
                outcomes == [
                    "ok", "stop", "storage.constraint", "storage.constraint", "storage.statement",
                    "ok",
                ])
        }
        #expect(try await file.identifiers().things == ["a", "n1"])
    }

    /// The engine rolls the whole batch back when it finds no page left; who caused it is told, and
    /// the others are run again.
    @Test func `a write that fills the file leaves its neighbours alone`() async throws {
        let file = try await ThingFile()
        var limits = SQLiteLimits()
        limits.pageCountMax = 60
        let database = try SQLiteDatabase(path: file.path, limits: limits)
        let bodies: [@Sendable (any SQLTransaction) throws -> Void] = (0..<20).map { number in
            { transaction in
                let body = [UInt8](repeating: 1, count: number == 7 ? 1_000_000 : 10)
                try transaction.execute("INSERT INTO other (id) VALUES (\("n\(number)"))")
                try transaction.execute(
                    "INSERT INTO thing (id, body) VALUES (\("n\(number)"), \(body))")
            }
        }
        let results = await together(bodies, on: database)
        for (number, result) in results.enumerated() {
            if number == 7 {
                #expect(throws: StorageError.full) { try result.get() }
            } else {
                #expect(throws: Never.self) { try result.get() }
            }
        }
        try await database.close()
        let expected = Set((0..<20).filter { $0 != 7 }.map { "n\($0)" })
        let found = try await file.identifiers()
        #expect(found.things == expected && found.others == expected)
    }

    @Test func `closing answers everybody who waits, and refuses who comes later`() async throws {
        let file = try await ThingFile()
        let database = try SQLiteDatabase(path: file.path)
        let gate = Pipe()
        let first = Task.immediate {
            try await database.write { _ in _ = try gate.fileHandleForReading.read(upToCount: 1) }
        }
        let waiting = (0..<50).map { number in
            Task.immediate {
                try await database.write { transaction in
                    _ = try transaction.execute("INSERT INTO thing (id) VALUES (\("w\(number)"))")
                }
            }
        }
        let closing = Task.immediate { try await database.close() }
        await #expect(throws: StorageError.closed) { try await database.write { _ in } }
        await #expect(throws: StorageError.closed) { try await database.read { _ in } }
        try gate.fileHandleForWriting.close()
        try await first.value
        for task in waiting { try await task.value }
        try await closing.value
        #expect(try await file.identifiers().things.count == 50)
    }
}
