// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import PostgresDriver
import Storage
import TestSupport
import Testing

/// Servers that stop, crash and come back, and connections that are cut.
struct ServerLossTests {
    @Test(arguments: ["fast", "immediate"])
    func `a server that was away is found again, and its absence is said`(
        manner: String
    ) async throws {
        let server = try await OwnPostgres()
        let database = try await ThingSchema(at: server.connection).open()
        try await database.insert("before")
        try await server.stop(manner)
        await #expect(throws: StorageError.unavailable) { try await database.insert("meanwhile") }
        await #expect(throws: StorageError.unavailable) { _ = try await database.identifiers() }
        try await server.start()
        try await database.insert("after")
        #expect(try await database.identifiers() == ["after", "before"])
        try await database.close()
    }

    @Test func `a connection that broke while idle is made anew without a word`() async throws {
        let server = try await OwnPostgres()
        let database = try await ThingSchema(at: server.connection).open()
        try await database.insert("before")
        try await server.stop()
        try await server.start()
        try await database.insert("after")
        #expect(try await database.identifiers() == ["after", "before"])
        try await database.close()
    }

    /// Writers that go on through three crashes; each knows of every row whether it is there, is
    /// not, or cannot be known.
    @Test func `nothing is lost or done twice while the server crashes`() async throws {
        let server = try await OwnPostgres()
        let schema = try await ThingSchema(at: server.connection)
        let database = schema.open { $0.connectionsMax = 4 }
        let acknowledged = Tally<Set<String>>([])
        let refused = Tally<Set<String>>([])
        let unknown = Tally<Set<String>>([])
        let isOver = Tally(false)
        let isAway = Tally(false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 1...4 {
                group.addTask {
                    var number = 0
                    while !isOver.value {
                        number += 1
                        let id = "\(lane)-\(number)"
                        do {
                            try await database.write { transaction in
                                try transaction.execute("INSERT INTO thing (id) VALUES (\(id))")
                                try transaction.execute("UPDATE total SET number = number + 1")
                            }
                            acknowledged.change { $0.insert(id) }
                        } catch StorageError.outcomeUnknown {
                            unknown.change { $0.insert(id) }
                        } catch StorageError.unavailable {
                            refused.change { $0.insert(id) }
                            // Nobody knocks again before the server is back.
                            while isAway.value { await Task.yield() }
                        }
                    }
                }
            }
            for manner in ["immediate", "fast", "immediate"] {
                let before = acknowledged.value.count
                while acknowledged.value.count < before + 40 { await Task.yield() }
                isAway.change { $0 = true }
                try await server.stop(manner)
                try await server.start()
                isAway.change { $0 = false }
            }
            isOver.change { $0 = true }
            try await group.waitForAll()
        }
        let found = Set(try await database.identifiers())
        let total = try await database.read { try $0.count("SELECT number FROM total") }
        print(
            """
            server crashes: 3, acknowledged \(acknowledged.value.count), \
            unknown \(unknown.value.count), refused \(refused.value.count), \
            lost acknowledged writes: \(acknowledged.value.subtracting(found).count)
            """)
        #expect(acknowledged.value.isSubset(of: found))
        #expect(refused.value.isDisjoint(with: found))
        #expect(total == found.count, "both statements of a transaction, or neither")
        try await database.close()
    }

    /// Where the cut falls: before another statement, or before the commit.
    @Test(arguments: [StorageError.unavailable, .outcomeUnknown])
    func `a connection cut in the middle of a transaction takes all of it`(
        expected: StorageError
    ) async throws {
        let schema = try await ThingSchema()
        let database = schema.open { $0.connectionsMax = 1 }
        let blockade = Blockade()
        let process = Tally<Int>(0)
        let writing = Task {
            try await database.write { transaction in
                let id = try transaction.count("SELECT pg_backend_pid()")
                process.change { $0 = id }
                try transaction.execute("INSERT INTO thing (id) VALUES ('half')")
                blockade.wait()
                if expected == .unavailable {
                    try transaction.execute("INSERT INTO thing (id) VALUES ('other half')")
                }
            }
        }
        await blockade.arrived()
        let other = schema.open()
        let victim = process.value
        let wasCut = try await other.write { transaction in
            try transaction.count("SELECT pg_terminate_backend(CAST(\(victim) AS int), 5000)")
        }
        #expect(wasCut == 1)
        blockade.open()
        await #expect(throws: expected) { try await writing.value }
        #expect(try await database.identifiers() == [])
        try await database.insert("after")
        #expect(try await other.identifiers() == ["after"])
        try await database.close()
        try await other.close()
    }

    @Test func `a server that has no connection left is unavailable for as long`() async throws {
        let server = try await OwnPostgres(connectionsMax: 6)
        let schema = try await ThingSchema(at: server.connection)
        let greedy = schema.open { $0.connectionsMax = 6 }
        let blockades = (0..<6).map { _ in Blockade() }
        let holding = blockades.map { blockade in
            Task {
                try await Self.onceLetIn {
                    try await greedy.read { transaction in
                        _ = try transaction.count("SELECT 1")
                        blockade.wait()
                    }
                }
            }
        }
        for blockade in blockades { await blockade.arrived() }
        let late = schema.open()
        await #expect(throws: StorageError.unavailable) { try await late.insert("late") }
        for blockade in blockades { blockade.open() }
        for task in holding { try await task.value }
        try await greedy.close()
        try await Self.onceLetIn { try await late.insert("late") }
        #expect(try await late.identifiers() == ["late"])
        try await late.close()
    }

    /// Tries until the server has room: it frees a connection some time after the client left.
    private static func onceLetIn(_ body: () async throws -> Void) async throws {
        for _ in 0..<10_000 {
            do {
                return try await body()
            } catch StorageError.unavailable {
                await Task.yield()
            }
        }
        try await body()
    }

    @Test func `a wrong password is unavailable, and stands nowhere`() async throws {
        let server = try await OwnPostgres()
        let schema = try await ThingSchema(at: server.connection)
        let administrator = schema.open()
        try await administrator.write { transaction in
            try transaction.execute("CREATE ROLE rain LOGIN PASSWORD 'hail on tin'")
            try transaction.execute("GRANT ALL ON thing TO rain")
        }
        try await administrator.close()
        try await server.demandPassword(of: "rain")
        let address = "host=\(server.folder) user=rain dbname=postgres"
        let right = PostgresDatabase(connection: address + " password='hail on tin'")
        try await right.insert("let in")
        try await right.close()
        let wrong = PostgresDatabase(connection: address + " password=cumulonimbus")
        do {
            try await wrong.insert("not let in")
            Issue.record("let in with a wrong password")
        } catch {
            #expect(error as? StorageError == .unavailable)
            #expect(!"\(error) \(String(reflecting: error))".contains("cumulonimbus"))
        }
        try await wrong.close()
        let worker = try WorkerProcess(
            ["probe", address + " password=cumulonimbus"],
            wrapper: ["sh", "-c", "\"$0\" \"$@\" 2>&1"])
        var said: [String] = []
        for await line in worker.lines { said.append(line) }
        await worker.ended()
        #expect(said == ["read storage.unavailable", "write storage.unavailable"])
        #expect(try !server.log().contains("cumulonimbus"))
    }
}
