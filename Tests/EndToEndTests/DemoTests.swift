// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Testing

/// The demonstration as a newcomer starts it: the whole main job, on both engines.
@Suite(.serialized)  // Each run paints, serves and fetches; two at once would only slow each other.
struct DemoTests {
    /// What `nightlight demo --format json` prints, as far as it is looked at here.
    private struct Results: Decodable {
        struct Audit: Decodable {
            let events: Int
            let sound: Bool
        }

        let reports: Int
        let incidents: Int
        let incidentsAwaitingPerson: Int
        let media: Int
        let undecodable: Int
        let matchesByDistance: [String: Int]
        let unmatched: Int
        let escalations: Int
        let removed: Int
        let stillUp: Int
        let medianHoursToRemoval: Double?
        let audit: Audit
        let page: String
    }

    @Test func `the demonstration removes everything known on SQLite`() async throws {
        try check(try run([]))
    }

    @Test func `the demonstration removes everything known on PostgreSQL`() async throws {
        let server = try #require(
            ProcessInfo.processInfo.environment["NIGHTLIGHT_TEST_POSTGRES"],
            "start one with script/postgres-for-tests")
        let name = "demo_\(UUID().uuidString.lowercased().replacing("-", with: ""))"
        try psql(server, "CREATE DATABASE \(name)")
        defer { try? psql(server, "DROP DATABASE \(name) WITH (FORCE)") }
        let folder = server.firstMatch(of: /host=([^ ]+)/).map { String($0.1) } ?? ""
        let user = server.firstMatch(of: /user=([^ ]+)/).map { String($0.1) } ?? ""
        try check(try run(["--database-url", "postgres:///\(name)?host=\(folder)&user=\(user)"]))
    }

    /// The table counts what the database holds, the lines before it what mail and hosts did.
    @Test func `what is told on the way is what the table counts`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let page = folder.appending(path: "page.html")
        let said = try run(["--page", page.path], merged: true)
        func sum(_ pattern: Regex<(Substring, Substring)>) -> Int {
            said.matches(of: pattern).compactMap { Int($0.1) }.reduce(0, +)
        }
        func counted(_ row: String) -> Int? {
            said.split(separator: "\n").first { $0.hasPrefix(row + "  ") }
                .flatMap { Int($0.dropFirst(row.count).filter { $0 != " " }) }
        }
        let removed = try #require(counted("addresses removed"))
        #expect(removed > 0)
        #expect(sum(/(\d+) address(?:es)? taken down by/) == removed)
        #expect(sum(/(\d+) notices? sent\n/) == counted("notices sent"))
        #expect(said.contains("Northern Transit, the network above it, gets a notice."))
        #expect(said.contains("A page with charts: \(page.path)"))
        let html = try String(contentsOf: page, encoding: .utf8)
        #expect(html.contains("Northern Transit") && html.hasSuffix("</html>\n"))
    }

    private func check(_ results: Results) throws {
        #expect(results.reports == 11)
        #expect(results.incidents == 12)
        // An unknown page, a broken picture, an address that is gone, and a name of no web page.
        #expect(results.incidentsAwaitingPerson == 4)
        #expect(results.undecodable == 1)
        let matched = results.matchesByDistance.values.reduce(0, +)
        #expect(matched + results.unmatched == results.media)
        #expect((results.matchesByDistance["0"] ?? 0) >= 7, "every listed file was met")
        #expect(matched >= 30, "variants are recognised as well")
        #expect(results.escalations > 0, "one provider never answers")
        #expect(results.removed > 0)
        #expect(results.stillUp == 0)
        #expect((results.medianHoursToRemoval ?? 0) > 0)
        #expect(results.audit.sound)
        #expect(results.audit.events > 100)
        #expect(FileManager.default.fileExists(atPath: results.page))
        try FileManager.default.removeItem(atPath: results.page)
        print("demo: \(matched) of \(results.media) media matched, \(results.removed) removed")
    }

    private func run(_ arguments: [String]) throws -> Results {
        let said = try run(["--format", "json"] + arguments, merged: false)
        return try JSONDecoder().decode(Results.self, from: Data(said.utf8))
    }

    /// - Parameter merged: with what goes to standard error.
    private func run(_ arguments: [String], merged: Bool) throws -> String {
        let process = Process()
        process.executableURL = ServedInstallation.program
        process.arguments = ["demo"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = merged ? output : FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }

    private func psql(_ server: String, _ statement: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/psql")
        process.arguments = ["--quiet", "--no-psqlrc", "--dbname", server, "--command", statement]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}
