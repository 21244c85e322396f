// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Foundation

/// Shows the main job from end to end on a small internet of its own.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Watch the whole job on pictures made by code, with a hurried clock.",
        discussion: """
            Paints pictures of weather, puts them on web servers of its own on loopback, imports a \
            hash list, files reports through the real public pages, and lets the platform work: \
            fetch, fingerprint, match, trace, notify, look again, escalate, prove. Days pass in \
            seconds. Nothing leaves this machine, and nothing is left behind.
            """)

    @Flag(help: "Keep everything running afterwards, to look around, until Control-C.")
    var keep = false

    @Option(
        name: .customLong("database-url"),
        help: ArgumentHelp(
            "An empty PostgreSQL database to use instead of SQLite in a temporary folder.",
            valueName: "url"))
    var databaseURL: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let folder = FileManager.default.temporaryDirectory.appending(
                path: "nightlight-demo-\(UUID().uuidString)", directoryHint: .isDirectory)
            defer { try? FileManager.default.removeItem(at: folder) }
            let teller = DemoTeller(isQuiet: output.format == .json)
            let run = try await DemoRun.start(in: folder, databaseURL: databaseURL, teller: teller)
            do {
                let results = try await run.play()
                try print(results)
                if keep { try await run.keep() }
                await run.stop()
                if !results.audit.sound { throw ExitStatus.checkFailed.error }
            } catch {
                await run.stop()
                throw error
            }
        }
    }

    private func print(_ results: DemoResults) throws {
        switch output.format {
        case .json: try Output.json(results)
        case .table: Output.line(results.table)
        }
    }
}

/// Tells on standard error what is going on.
struct DemoTeller: Sendable {
    let isQuiet: Bool

    func say(_ text: String) { if !isQuiet { Output.note(text) } }
}
