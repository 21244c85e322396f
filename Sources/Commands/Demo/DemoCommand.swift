// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import DemonstrationPage
import Foundation
import NightlightCore

/// Shows the main job from end to end on a small internet of its own.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Watch the whole job on pictures made by code, with a hurried clock.",
        discussion: """
            Paints pictures of weather, puts them on web servers of its own on loopback, imports a \
            hash list, files reports through the real public pages, and lets the platform work: \
            fetch, fingerprint, match, trace, notify, look again, escalate, prove. Days pass in \
            seconds. Then it tells one case from report to gone, and writes a page with charts. \
            Nothing leaves this machine, and nothing but that page is left behind.
            """)

    @Flag(help: "Keep everything running afterwards, to look around, until Control-C.")
    var keep = false

    @Option(help: "The language of the story and of the page: en or fr.")
    var language: Language = .english

    @Option(
        help: ArgumentHelp(
            "Where to write the page; a new file in the folder for temporary files otherwise.",
            valueName: "file"))
    var page: String?

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
            let pages = try DemonstrationPage(language)
            var file = try NewFile(
                path: page ?? folder.deletingPathExtension().path + ".html", replaces: page != nil)
            let teller = DemoTeller(words: pages.words, isQuiet: output.format == .json)
            let run = try await DemoRun.start(in: folder, databaseURL: databaseURL, teller: teller)
            do {
                let ending = try await run.play()
                try file.write(pages.html(ending.account))
                try file.finish()
                try tell(ending, with: pages.words, pageAt: file.path)
                if keep { try await run.keep(ending.incident, pageAt: file.path) }
                await run.stop()
                if !ending.results.audit.sound { throw ExitStatus.checkFailed.error }
            } catch {
                await run.stop()
                throw error
            }
        }
    }

    private func tell(
        _ ending: DemoEnding, with words: DemonstrationWords, pageAt path: String
    ) throws {
        switch output.format {
        case .json:
            var results = ending.results
            results.page = path
            try Output.json(results)
        case .table:
            Output.line("\n\(words.storyTitle)\n")
            for step in ending.account.steps {
                Output.line("  \(words.moment(step.minute))  \(words.sentence(step))")
            }
            Output.line("")
            for line in words.bars(ending.account.days) { Output.line(line) }
            Output.line("\n\(ending.results.table)")
            Output.line("A page with charts: \(path)")
        }
    }
}

/// What a demonstration ends with.
struct DemoEnding: Sendable {
    let results: DemoResults
    let account: DemonstrationAccount
    /// The case that is told.
    let incident: IncidentID?
}

/// Tells on standard error what is going on.
struct DemoTeller: Sendable {
    let words: DemonstrationWords
    let isQuiet: Bool

    func say(_ text: String) { if !isQuiet { Output.note(text) } }
}
