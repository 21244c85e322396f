// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import Storage

/// Runs the applications and the workers until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the public site, the provider API, the workbench and the workers.",
        discussion: """
            The first time, this makes the tables, the keys and an administrator, whose one-time \
            link it prints. It stops on SIGTERM or Control-C, after the requests under way are \
            answered; jobs under way are given back. Health and metrics listen beside it.
            """)

    @Option(help: ArgumentHelp("Where the public site listens.", valueName: "address:port"))
    var publicAddress: String?

    @Option(help: ArgumentHelp("Where the provider API listens.", valueName: "address:port"))
    var providerAddress: String?

    @Option(help: ArgumentHelp("Where the workbench listens.", valueName: "address:port"))
    var workbenchAddress: String?

    @Option(help: ArgumentHelp("Where health and metrics listen.", valueName: "address:port"))
    var operationsAddress: String?

    @Option(
        help: ArgumentHelp(
            "Only this part; may be given several times.",
            discussion: """
                public and provider need no private key, so they can run where none is, over \
                PostgreSQL and under a role of their own (nightlight database grants).
                """,
            valueName: "part"))
    var only: [ServePart] = []

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load(overriding: [
                .publicAddress: publicAddress, .providerAddress: providerAddress,
                .workbenchAddress: workbenchAddress, .operationsAddress: operationsAddress,
            ])
            let parts = Set(only.isEmpty ? Product.parts : only)
            let installation = try await Installation.open(
                settings, makesKeys: parts.contains(where: \.needsCasework))
            do {
                try await serve(installation, parts)
            } catch {
                try? await installation.database.close()
                throw error
            }
            try await installation.database.close()
        }
    }

    private func serve(_ installation: Installation, _ parts: Set<ServePart>) async throws {
        let process = try await ServedProcess(
            installation, parts: parts,
            logger: StructuredLogHandler.logger(
                "serve", level: try installation.settings.logLevel()))
        try await process.run(
            with: Announcer(
                announcements: process.announcements, count: process.applications.count,
                format: output.format,
                workbenchBase: installation.settings.text(.workbenchBaseURL), link: process.link))
    }
}
