// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

@testable import PostgresDriver
import Storage
import TestSupport
import Testing

/// Statements are prepared once a connection, and anew when that no longer holds.
struct PreparedStatementTests {
    @Test func `after a change of the tables statements are prepared anew`() async throws {
        let schema = try await ThingSchema()
        let database = schema.open { $0.connectionsMax = 1 }
        try await database.insert("a")
        let columns: @Sendable (any SQLTransaction) throws -> Int = { transaction in
            try transaction.first("SELECT * FROM thing LIMIT 1") { $0.values.count } ?? 0
        }
        #expect(try await database.read(columns) == 2)
        let other = schema.open()
        try await other.write { transaction in
            _ = try transaction.execute("ALTER TABLE thing ADD COLUMN colour text")
        }
        #expect(try await database.read(columns) == 3)
        try await other.write { transaction in
            _ = try transaction.execute("ALTER TABLE thing ALTER COLUMN number TYPE int")
        }
        #expect(try await database.write(columns) == 3)
        try await database.insert("b")
        #expect(try await other.identifiers() == ["a", "b"])
        try await database.close()
        try await other.close()
    }

    /// Servers speak the language of their administrators.
    @Test func `a stale plan is known in every language`() {
        let failure = PostgresFailure(
            state: "0A000", message: "le plan en cache ne doit pas modifier le type en résultat",
            function: "RevalidateCachedQuery")
        #expect(failure.remedy == .prepareAgain)
        let other = PostgresFailure(
            state: "0A000", message: "cached plan", function: "transformFromClause")
        #expect(other.remedy == .none)
    }

    @Test func `a connection that forgot a statement is told it again`() async throws {
        let schema = try await ThingSchema()
        let database = schema.open { $0.connectionsMax = 1 }
        try await database.insert("a")
        try await database.write { _ = try $0.execute("DEALLOCATE ALL") }
        try await database.insert("b")
        #expect(try await database.identifiers() == ["a", "b"])
        try await database.close()
    }

    @Test func `more statements than are kept make room for each other`() async throws {
        let schema = try await ThingSchema()
        let database = schema.open {
            $0.connectionsMax = 1
            $0.preparedStatementsMax = 4
        }
        for round in 0..<3 {
            for number in 0..<10 {
                let query = SQLQuery(stringLiteral: "SELECT \(number)")
                let found = try await database.read { try $0.count(query) }
                #expect(found == number, "round \(round)")
            }
        }
        let kept = try await database.read {
            try $0.count("SELECT count(*) FROM pg_prepared_statements")
        }
        #expect(kept <= 4)
        try await database.close()
    }

    @Test func `what the server says of a statement has no value in it`() async throws {
        let schema = try await ThingSchema()
        let database = schema.open()
        let secret = "nimbus-7312"
        let failing: [SQLQuery] = [
            "INSERT INTO thing (id, number) VALUES (\(secret), CAST(\(secret) AS bigint))",
            "INSERT INTO thing (id, number) VALUES (\(secret), \(SQLValue.null))",
            "SELECT nothing FROM thing WHERE id = \(secret)",
            "INSERT INTO thing (id, number) VALUES (\(secret), \(secret))",
        ]
        for query in failing {
            do {
                try await database.write { _ = try $0.execute(query) }
                Issue.record("a broken statement was run")
            } catch {
                #expect(error is StorageError)
                #expect(!String(reflecting: error).contains(secret))
            }
        }
        try await database.close()
    }
}
