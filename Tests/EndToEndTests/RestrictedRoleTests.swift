// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Foundation
import FoundationNetworking
import NightlightCore
import PostgresDriver
import Storage
import TestSupport
import Testing

/// The public site as a process of its own, under a role of PostgreSQL with the rights that the
/// program writes down, and no others.
@Suite(.serialized)  // Whole processes; two at once would only slow each other.
struct RestrictedRoleTests {
    private let folder: URL
    private let place: TemporaryDatabase
    private let role = "door-" + UUID().uuidString.lowercased().prefix(8)

    /// Tables of which the public site reads something.
    private static let readable: Set<String> = [
        "incident", "incident_counter", "incident_event", "job", "report", "schema_migration",
    ]

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "nightlight-\(UUID().uuidString)", directoryHint: .isDirectory)
        // With its tables: a process that made them would wait behind every other test that does.
        place = try await TemporaryDatabase(.postgres)
    }

    /// What stands behind a name in the connection string of the tests' database.
    private func part(_ opening: String) throws -> String {
        let rest = try #require(place.address.components(separatedBy: opening).dropFirst().first)
        return String(rest.prefix { $0 != " " && $0 != "'" })
    }

    private func url(as user: String) throws -> String {
        let (host, schema) = (try part("host="), try part("search_path="))
        return "database.url=postgres:///postgres?host=\(host)&user=\(user)"
            + "&options=-csearch_path%3D\(schema)"
    }

    private func open(as user: String) throws -> PostgresDatabase {
        PostgresDatabase(
            connection: place.address.replacing("user=nightlight", with: "user=\(user)"))
    }

    /// Makes the role with what the command prints.
    private func makeRole() async throws {
        let printed = try Program.run([
            "database", "grants", "--role", role, "--schema", try part("search_path="), "--part",
            "public", "--data-directory", folder.path, "--set", try url(as: "nightlight"),
        ])
        #expect(printed.status == 0)
        let statements = printed.output.components(separatedBy: ";\n").filter { !$0.isEmpty }
        #expect(statements.first == "BEGIN" && statements.last == "COMMIT")
        try await place.database.write { [role] transaction in
            try transaction.execute(SQLQuery(stringLiteral: "CREATE ROLE \"\(role)\" LOGIN"))
            for statement in statements.dropFirst().dropLast() {
                try transaction.execute(SQLQuery(stringLiteral: statement))
            }
        }
    }

    @Test func `the public site works under a role that may do no more than it needs`()
        async throws
    {
        let (inner, outer) = (folder.appending(path: "inner"), folder.appending(path: "outer"))
        for each in [inner, outer] {
            try FileManager.default.createDirectory(at: each, withIntermediateDirectories: true)
        }
        let casework = try ServedInstallation(
            in: inner, arguments: ["--set", try url(as: "nightlight")])
        let copied = try Program.run([
            "key", "copy-public", outer.path + "/keys", "--data-directory", inner.path,
        ])
        #expect(copied.status == 0)
        try await makeRole()
        let door = try ServedInstallation(
            in: outer, arguments: ["--only", "public", "--set", try url(as: role)])
        for language in ["en", "fr"] {
            let reporter = DemoReporter(site: door.publicSite, language: language)
            let receipt = try #require(
                try await reporter.report("https://pictures.example.org/\(language)"))
            #expect(try await reporter.status(receipt) != nil)
        }
        let ready = door.operations.appending(path: "readyz")
        let (answer, _) = try await URLSession.shared.data(from: ready)
        #expect(String(decoding: answer, as: UTF8.self) == "database ok\n")
        #expect(door.stop() == 0)
        #expect(casework.stop() == 0)
        try await checkRefusals()
        try await place.database.close()
    }

    private func checkRefusals() async throws {
        let database = try open(as: role)
        func isRefused(_ statement: String) async throws -> Bool {
            do {
                try await database.write { transaction in
                    try transaction.forEachRow(SQLQuery(stringLiteral: statement)) { _ in }
                }
                return false
            } catch StorageError.readOnly {
                return true
            }
        }
        let tables = try await place.database.read { try DatabaseContents.names(in: $0) }
        #expect(tables.count > 30)
        for table in tables {
            let isReadable = Self.readable.contains(table)
            #expect(
                try await isRefused("SELECT count(*) FROM \(table)") != isReadable, "\(table)")
            #expect(try await isRefused("DELETE FROM \(table)"), "\(table)")
            #expect(try await isRefused("DROP TABLE \(table)"), "\(table)")
        }
        for statement in [
            "SELECT name FROM account", "SELECT token_hash FROM session",
            "SELECT wrapped FROM record_key", "SELECT payload FROM job",
            "SELECT facts FROM audit_event", "SELECT sealed_address FROM locator",
            "UPDATE report SET concern = concern", "UPDATE report SET erased_at = 1",
            "UPDATE audit_event SET kind = kind", "UPDATE incident SET status = status",
            "UPDATE record_key SET wrapped = wrapped", "UPDATE job SET state = state",
            "UPDATE account SET role = 'administrator'",
            "INSERT INTO session (token_hash) VALUES ('x')",
            "INSERT INTO audit_checkpoint (size) VALUES (1)", "CREATE TABLE mine (id text)",
        ] {
            #expect(try await isRefused(statement), "\(statement)")
        }
        try await database.close()
    }
}
