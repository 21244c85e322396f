// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Crypto
import Demonstration
import Foundation
import Glibc
import Incidents
import Intake
import Matching
import NightlightCore
import ReportFormats
import SQLiteDriver
import Storage
import Testing

/// The whole flow with a process that dies again and again at whatever it is doing.
struct FlowKillTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "nightlight-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    @Test(.timeLimit(.minutes(30)))
    func `killed at any point, nothing is lost and nothing is done twice`() async throws {
        let world = try await DemoWorld.start()
        let story = try DemoStory.tell(in: world, with: try PictureEncoder())
        let arguments = try settings(for: world)
        try await importList(story.listed, arguments)
        var served = try ServedInstallation(in: folder, arguments: arguments)
        var receipts: [DemoReporter.Receipt] = []
        for visit in story.visits {
            let reporter = DemoReporter(site: served.publicSite, language: visit.language)
            let receipt = try await reporter.report(visit.addresses, narrative: visit.narrative)
            receipts.append(try #require(receipt))
        }
        let database = try SQLiteDatabase(path: folder.appending(path: "nightlight.sqlite").path)
        let rounds = 8
        for round in 1...rounds {
            // After so many writes of the program, another number each round, so that kills fall
            // everywhere.
            try await waitUntilQuiet(database, orWrites: 7 * round)
            kill(served.processIdentifier, SIGKILL)
            served.wait()
            served = try ServedInstallation(in: folder, arguments: arguments)
        }
        try await waitUntilQuiet(database)
        #expect(served.stop() == 0)
        try await check(receipts, database, world)
        print("kill -9, flow: rounds \(rounds), reports \(receipts.count), lost 0, doubled 0")
        try await database.close()
        await world.stop()
        let verify = try run(["audit", "verify", "--data-directory", folder.path])
        #expect(verify == 0)
    }

    private func settings(for world: DemoWorld) throws -> [String] {
        let bootstrap = folder.appending(path: "registries", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: bootstrap, withIntermediateDirectories: true)
        try Data(world.registry.bootstrap(["127.0.0.0/8"])).write(
            to: bootstrap.appending(path: "ipv4.json"))
        let hosts = DemoProvider.all.map { "\($0.host)=\($0.address)" }.joined(separator: ",")
        return [
            "outbound.allowedPrivateNetworks=127.0.0.0/8",
            "outbound.allowedPorts=\(world.ports.map(String.init).joined(separator: ","))",
            "outbound.fixedHosts=\(hosts)", "registry.bootstrapDirectory=\(bootstrap.path)",
            "mail.relay=smtp://127.0.0.1:\(world.sink.port)", "mail.security=none",
            "assessment.trustedMatch=automatic-notice", "takedown.bundlingMinutes=0",
            "worker.leaseSeconds=5",
        ].flatMap { ["--set", $0] }
    }

    private func importList(_ files: [[UInt8]], _ arguments: [String]) async throws {
        try #require(try run(["database", "migrate", "--data-directory", folder.path]) == 0)
        let database = try SQLiteDatabase(path: folder.appending(path: "nightlight.sqlite").path)
        let lists = HashListService(
            database: database, audit: AuditTrail(), time: SystemTime())
        let list = try await lists.create(
            HashListDraft(
                name: "weather", source: "a test", settings: HashListSettings(isTrusted: true)),
            by: .system)
        let text = files.map { "md5 \(Hexadecimal.encode(Insecure.MD5.hash(data: $0)))\n" }
        var chunks = [Array(text.joined().utf8)]
        _ = try await lists.importFile(
            into: list.id, format: .lines, policy: .allOrNothing, by: .system
        ) { chunks.popLast() }
        try await database.close()
    }

    /// Returns when nothing is due or under way any more, or after so many writes; jobs of later
    /// days stay.
    private func waitUntilQuiet(
        _ database: any Database, orWrites writesMax: Int = .max
    ) async throws {
        let watch = try FolderWatch(folder)
        for _ in 0..<writesMax {
            let soon = SystemTime().now() + .minutes(5)
            let due = try await database.read { transaction in
                try transaction.count(
                    "SELECT count(*) FROM job WHERE available_at < \(soon)")
            }
            if due == 0 { return }
            // What ends a job is written; what is written ends the wait.
            await watch.waitForWrite()
        }
    }

    private func check(
        _ receipts: [DemoReporter.Receipt], _ database: any Database, _ world: DemoWorld
    ) async throws {
        let (incidents, dead, sent, sightingsTwice) = try await database.read { transaction in
            (
                try receipts.flatMap { receipt -> [Incident] in
                    let report = try #require(
                        try ReportStore().find(number: receipt.number, in: transaction))
                    return try IncidentStore().list(of: report.id, in: transaction)
                }, try transaction.count("SELECT count(*) FROM job WHERE state = 'dead'"),
                try transaction.count("SELECT count(*) FROM notice WHERE state = 'sent'"),
                try transaction.count(
                    """
                    SELECT count(*) FROM (SELECT digest FROM locator GROUP BY incident_id, digest
                        HAVING count(*) > 1 AND digest IS NOT NULL) AS twice
                    """)
            )
        }
        #expect(incidents.count >= receipts.count)
        for incident in incidents {
            #expect(incident.status != .received, "\(incident.number)")
            #expect(incident.status != .examining, "\(incident.number)")
        }
        #expect(dead == 0)
        #expect(sightingsTwice == 0)
        // A mail that was under way when its sender died comes again, letter for letter.
        let mails = Dictionary(grouping: world.sink.messages) { message in
            message.text.firstMatch(of: /Message-ID: (<[^>]+>)/).map { String($0.1) } ?? ""
        }
        #expect(mails[""] == nil)
        #expect(mails.count == sent)
        #expect(mails.values.allSatisfy { Set($0.map(\.bytes)).count == 1 })
        let recipients = mails.values.compactMap { $0.first?.recipients.first }
        #expect(Set(recipients).count == recipients.count, "one notice for a provider and day")
    }

    private func run(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = ServedInstallation.program
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
