// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Foundation
import JobQueue
import NightlightCore
import Schema
import Storage
import Synchronization

/// What the process can be told to do.
enum Work {
    /// Brings the tables up to date; says how many migrations it ran.
    static func migrate(_ database: any Database) async throws {
        let ran = try await Schema.migrator.migrate(database, at: SystemTime().now())
        Line.say("ok", String(ran.count))
    }

    /// Reads once and writes once, and says what came of each.
    static func probe(_ database: any Database) async {
        do {
            let count = try await database.read { try $0.count("SELECT count(*) FROM thing") }
            Line.say("read", "ok", String(count))
        } catch {
            Line.say("read", StorageWorker.code(of: error))
        }
        do {
            let id = Identifier<Never>(at: SystemTime().now())
            try await database.write { transaction in
                _ = try transaction.execute("INSERT INTO thing (id) VALUES (\(id.text))")
            }
            Line.say("write", "ok", id.text)
        } catch {
            Line.say("write", StorageWorker.code(of: error))
        }
    }

    /// Writes rows in several lanes at once, and says the identifier of each that is durable; a
    /// lane ends with its first error.
    ///
    /// Then it does the same again for each line it reads.
    static func write(_ database: any Database, lanes: Int, count: Int, bytes: Int) async {
        repeat {
            let remaining = Countdown(count)
            await withTaskGroup(of: Void.self) { group in
                for _ in 1...max(1, lanes) {
                    group.addTask {
                        while remaining.next() {
                            guard await writeOne(database, bytes: bytes) else { return }
                        }
                    }
                }
            }
            Line.say("end")
        } while readLine() != nil
    }

    /// Writes one large row and `count` empty ones, all of which wait for the writer together.
    static func crowd(_ database: any Database, count: Int, bytes: Int) async {
        let gate = Pipe()
        // Holds the writer until everybody has come.
        let first = Task.immediate {
            try? await database.write { _ in _ = try gate.fileHandleForReading.read(upToCount: 1) }
        }
        let writes = ([bytes] + Array(repeating: 0, count: count)).map { bytes in
            Task.immediate { await writeOne(database, bytes: bytes) }
        }
        // Closed for good: a body may run again.
        try? gate.fileHandleForWriting.close()
        await first.value
        for write in writes { _ = await write.value }
        Line.say("end")
    }

    @discardableResult
    private static func writeOne(_ database: any Database, bytes: Int) async -> Bool {
        let id = Identifier<Never>(at: SystemTime().now()).text
        // Bytes that no page compresses or shares.
        let body = (0..<bytes).map { _ in UInt8.random(in: .min ... .max) }
        do {
            try await database.write { transaction in
                // Two statements, so that half of it would show.
                try transaction.execute("INSERT INTO thing (id, body) VALUES (\(id), \(body))")
                try transaction.execute("INSERT INTO other (id) VALUES (\(id))")
            }
            Line.say("ok", id)
            return true
        } catch {
            Line.say("error", StorageWorker.code(of: error), String(bytes))
            return false
        }
    }

    /// Works off the jobs that are due; the effect of each is a row named after its key.
    static func jobs(_ database: any Database, name: String) async throws {
        let queue = JobQueue(database: database, time: SystemTime())
        while true {
            let jobs = try await queue.claim(
                kinds: [JobKind(rawValue: "test.weather")], limit: 2, lease: .seconds(600),
                worker: name)
            if jobs.isEmpty { return Line.say("idle") }
            for job in jobs {
                try await database.write { transaction in
                    // A second effect of the same job breaks the primary key.
                    try transaction.execute("INSERT INTO thing (id) VALUES (\(job.key))")
                    try queue.complete(job, in: transaction)
                }
                Line.say("ok", job.key)
            }
        }
    }

    /// Records events and sequences them, for ever; says the size of each signed tree.
    static func sequence(_ database: any Database) async throws {
        let signer = try CheckpointSigner(
            origin: "audit.example.org/log", privateKey: [UInt8](repeating: 7, count: 32))
        let time = SystemTime()
        let sequencer = AuditSequencer(database: database, signer: signer, time: time)
        let trail = AuditTrail()
        while true {
            try await database.write { transaction in
                for _ in 1...40 {
                    try trail.record(
                        AuditEvent(
                            kind: .jobRetried, actor: .system, subject: .hashLists,
                            at: time.now()),
                        in: transaction)
                }
            }
            if let checkpoint = try await sequencer.sequence() {
                Line.say("ok", String(checkpoint.size))
            }
        }
    }
}

/// How many are still to be done, for several lanes.
final class Countdown: Sendable {
    private let remaining: Mutex<Int>

    init(_ count: Int) { remaining = Mutex(count) }

    func next() -> Bool {
        remaining.withLock { remaining in
            remaining -= 1
            return remaining >= 0
        }
    }
}
