// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Foundation
import FoundationNetworking
import Glibc
import Intake
import SQLiteDriver
import Storage
import Testing

/// The built program as a newcomer meets it: started, used, killed, started again.
@Suite(.serialized)  // Each test runs whole processes; two at once would only slow each other.
struct ServeTests {
    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "nightlight-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        return folder
    }

    @Test func `a report through the pages gives a receipt that shows its status`() async throws {
        let served = try ServedInstallation(in: try folder())
        let reporter = DemoReporter(site: served.publicSite)
        let receipt = try #require(try await reporter.report("https://pictures.example.org/cat"))
        let page = try #require(try await reporter.status(receipt))
        #expect(!page.contains("pictures.example.org"), "a status never shows an address")
        #expect(served.stop() == 0)
    }

    @Test func `every acknowledged report survives kill -9`() async throws {
        let folder = try folder()
        var acknowledged: [DemoReporter.Receipt] = []
        let rounds = 20
        for round in 1...rounds {
            let served = try ServedInstallation(in: folder)
            let site = served.publicSite
            let server = served.processIdentifier
            let (receipts, taken) = AsyncStream<DemoReporter.Receipt>.makeStream()
            async let visitors: Void = withTaskGroup(of: Void.self) { group in
                for visitor in 1...4 {
                    group.addTask {
                        var count = 0
                        let reporter = DemoReporter(site: site)
                        while let receipt = try? await reporter.report(
                            "https://weather.example.org/\(round)/\(visitor)/\(count)")
                        {
                            taken.yield(receipt)
                            count += 1
                        }
                    }
                }
                await group.waitForAll()
                taken.finish()
            }
            var found: [DemoReporter.Receipt] = []
            for await receipt in receipts {
                found.append(receipt)
                // Another count in each round, so that kills fall into every step of the others.
                if found.count == 1 + round % 3 { kill(server, SIGKILL) }
            }
            await visitors
            served.wait()
            acknowledged += found
        }
        // Through the pages for a few of them: looking up receipts is limited, on purpose.
        let served = try ServedInstallation(in: folder)
        for receipt in acknowledged.suffix(3) {
            #expect(try await DemoReporter(site: served.publicSite).status(receipt) != nil)
        }
        _ = served.stop()
        let database = try SQLiteDatabase(path: folder.appending(path: "nightlight.sqlite").path)
        let numbers = acknowledged.map(\.number)
        let lost = try await database.read { transaction in
            try numbers.filter { try ReportStore().find(number: $0, in: transaction) == nil }.count
        }
        try await database.close()
        print(
            """
            kill -9, server: rounds \(rounds), acknowledged \(acknowledged.count), \
            lost acknowledged writes: \(lost)
            """
        )
        #expect(!acknowledged.isEmpty)
        #expect(Set(acknowledged).count == acknowledged.count)
        #expect(lost == 0)
    }

    @Test func `new keys are not made over sealed reports`() async throws {
        let folder = try folder()
        let served = try ServedInstallation(in: folder)
        _ = try #require(
            try await DemoReporter(site: served.publicSite).report("https://example.org/hail"))
        _ = served.stop()
        try FileManager.default.removeItem(at: folder.appending(path: "keys"))
        let process = Process()
        process.executableURL = ServedInstallation.program
        process.arguments = ["serve", "--data-directory", folder.path]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        process.waitUntilExit()
        let text = String(
            decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        #expect(process.terminationStatus == 3)
        #expect(text.contains("installation.keys-missing"))
    }

    @Test func `metrics count what becomes of files and of those that read them`() async throws {
        let served = try ServedInstallation(in: try folder())
        // Readiness puts a decoder to work.
        _ = try await URLSession.shared.data(from: served.operations.appending(path: "readyz"))
        let (data, _) = try await URLSession.shared.data(
            from: served.operations.appending(path: "metrics"))
        let lines = Set(String(decoding: data, as: UTF8.self).split(separator: "\n"))
        for line in [
            "nightlight_decoder_files_total{fate=\"read\"} 0",
            "nightlight_decoder_files_total{fate=\"crashed\"} 0",
            "nightlight_decoder_files_total{fate=\"timed-out\"} 0",
            "nightlight_decoder_files_total{fate=\"out-of-memory\"} 0",
            "nightlight_decoder_files_total{fate=\"refused\"} 0",
            "nightlight_decoder_children_ended_total{reason=\"recycled\"} 0",
            "nightlight_decoder_children_not_started_total 0", "nightlight_decoder_waiting 0",
        ] {
            #expect(lines.contains(Substring(line)), "\(line)")
        }
        #expect(lines.contains { $0.hasPrefix("nightlight_decoder_children_started_total ") })
        #expect(served.stop() == 0)
    }

    @Test func `readiness looks at the database`() async throws {
        let served = try ServedInstallation(in: try folder())
        let url = served.operations.appending(path: "readyz")
        let (data, _) = try await URLSession.shared.data(from: url)
        #expect(String(decoding: data, as: UTF8.self) == "database ok\ndecoder ok\n")
    }
}
