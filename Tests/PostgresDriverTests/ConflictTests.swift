// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import PostgresDriver
import Storage
import TestSupport
import Testing

/// Transactions that meet, and statements that take too long.
struct ConflictTests {
    @Test func `of two that lock crosswise both get through`() async throws {
        let schema = try await ThingSchema()
        let database = schema.open()
        try await database.insert("a")
        try await database.insert("b")
        let runs = Tally(0)
        let meeting = [Blockade(), Blockade()]
        let tasks = [("a", "b", meeting[0]), ("b", "a", meeting[1])].map {
            first, second, blockade in
            let isFirstRun = Tally(true)
            return Task {
                try await database.write { transaction in
                    runs.change { $0 += 1 }
                    try transaction.execute(
                        "UPDATE thing SET number = number + 1 WHERE id = \(first)")
                    if isFirstRun.change({ $0 = false }) { blockade.wait() }
                    try transaction.execute(
                        "UPDATE thing SET number = number + 1 WHERE id = \(second)")
                }
            }
        }
        for blockade in meeting { await blockade.arrived() }
        for blockade in meeting { blockade.open() }
        for task in tasks { try await task.value }
        let numbers = try await database.read {
            try $0.all("SELECT number FROM thing ORDER BY id") { try $0.get(0, as: Int.self) }
        }
        #expect(numbers == [2, 2])
        #expect(runs.value == 3, "one of the two ran again, from the start")
        try await database.close()
    }

    @Test func `what could not be put in a row is run again`() async throws {
        let schema = try await ThingSchema()
        let database = schema.open()
        let meeting = [Blockade(), Blockade()]
        let tasks = meeting.enumerated().map { number, blockade in
            let isFirstRun = Tally(true)
            return Task {
                try await database.write { transaction in
                    try transaction.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
                    let count = try transaction.count("SELECT count(*) FROM thing")
                    if isFirstRun.change({ $0 = false }) { blockade.wait() }
                    try transaction.execute(
                        "INSERT INTO thing (id, number) VALUES (\("n\(number)"), \(count))")
                }
            }
        }
        for blockade in meeting { await blockade.arrived() }
        for blockade in meeting { blockade.open() }
        for task in tasks { try await task.value }
        let numbers = try await database.read {
            try $0.all("SELECT number FROM thing ORDER BY number") { try $0.get(0, as: Int.self) }
        }
        #expect(numbers == [0, 1], "as if one had run after the other")
        try await database.close()
    }

    @Test func `a lock that is not had in time is a conflict`() async throws {
        let schema = try await ThingSchema()
        let database = schema.open { $0.lockSecondsMax = 1 }
        try await database.insert("a")
        let blockade = Blockade()
        let holding = Task {
            try await database.write { transaction in
                try transaction.execute("UPDATE thing SET number = 1 WHERE id = 'a'")
                blockade.wait()
            }
        }
        await blockade.arrived()
        await #expect(throws: StorageError.conflict) {
            try await database.write { transaction in
                _ = try transaction.execute("UPDATE thing SET number = 2 WHERE id = 'a'")
            }
        }
        blockade.open()
        try await holding.value
        try await database.close()
    }

    @Test func `a statement that takes too long is stopped, and its connection stays`()
        async throws
    {
        let schema = try await ThingSchema()
        let database = schema.open {
            $0.connectionsMax = 1
            $0.statementSecondsMax = 1
        }
        let before = try await database.read { try $0.count("SELECT pg_backend_pid()") }
        await #expect(throws: StorageError.timeout) {
            try await database.write { transaction in
                try transaction.execute("INSERT INTO thing (id) VALUES ('slow')")
                try transaction.forEachRow("SELECT pg_sleep(30)") { _ in }
            }
        }
        let after = try await database.read { try $0.count("SELECT pg_backend_pid()") }
        #expect(before == after)
        #expect(try await database.identifiers() == [])
        try await database.close()
    }

    @Test func `a body that dawdles is given up, and the next one is served`() async throws {
        let schema = try await ThingSchema()
        let database = schema.open {
            $0.connectionsMax = 1
            $0.statementSecondsMax = 1
        }
        let other = schema.open()
        let process = Tally<Int?>(nil)
        let blockade = Blockade()
        let dawdling = Task {
            try await database.write { transaction in
                let id = try transaction.count("SELECT pg_backend_pid()")
                process.change { $0 = id }
                try transaction.execute("INSERT INTO thing (id) VALUES ('slow')")
                blockade.wait()
                try transaction.execute("INSERT INTO thing (id) VALUES ('too late')")
            }
        }
        await blockade.arrived()
        let victim = try #require(process.value)
        // Ends when the server has given the connection up.
        var isThere = true
        while isThere {
            isThere = try await other.read { transaction in
                try transaction.count(
                    "SELECT count(*) FROM pg_stat_activity WHERE pid = CAST(\(victim) AS int)") > 0
            }
        }
        blockade.open()
        // Which of the two depends on whether the server's last word is still read.
        let error = await #expect(throws: StorageError.self) { try await dawdling.value }
        #expect(error == .timeout || error == .unavailable)
        try await database.insert("next")
        #expect(try await database.identifiers() == ["next"])
        try await database.close()
        try await other.close()
    }

    @Test func `more callers than can wait are refused, the others all served`() async throws {
        let schema = try await ThingSchema()
        let database = schema.open {
            $0.connectionsMax = 1
            $0.waitingMax = 20
        }
        let blockade = Blockade()
        let holding = Task {
            try await database.write { transaction in
                _ = try transaction.count("SELECT 1")
                blockade.wait()
            }
        }
        await blockade.arrived()
        let tasks = (0..<30).map { number in
            Task.immediate { try await database.insert("n\(number)") }
        }
        blockade.open()
        try await holding.value
        var refused = 0
        for task in tasks {
            do { try await task.value } catch StorageError.unavailable { refused += 1 }
        }
        #expect(refused == 10)
        #expect(try await database.identifiers().count == 20)
        try await database.close()
        await #expect(throws: StorageError.closed) { try await database.insert("late") }
    }
}
