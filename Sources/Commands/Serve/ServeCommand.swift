// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Logging
import ServiceLifecycle
import Storage
import UnixSignals

/// Runs the applications until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the public site, with health and metrics beside it.",
        discussion: """
            The first time, this makes the tables and the keys. It stops on SIGTERM or Control-C, \
            after the requests under way are answered.
            """)

    @Option(help: ArgumentHelp("Where the public site listens.", valueName: "address:port"))
    var publicAddress: String?

    @Option(help: ArgumentHelp("Where health and metrics listen.", valueName: "address:port"))
    var operationsAddress: String?

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await Failure.reporting {
            let settings = try await settingsOptions.load(overriding: [
                .publicAddress: publicAddress, .operationsAddress: operationsAddress,
            ])
            let installation = try await Installation.open(settings)
            let logger = StructuredLogHandler.logger("serve", level: try settings.logLevel())
            let announcements = Announcements()
            let services = try Applications(
                installation: installation, announcements: announcements, logLevel: logger.logLevel
            ).services()
            let announcer = Announcer(
                announcements: announcements, count: services.count, format: output.format)
            let group = ServiceGroup(
                configuration: .init(
                    services: services + [announcer],
                    gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
            do {
                try await group.run()
            } catch {
                try? await installation.database.close()
                throw announcements.firstSilent().map(InstallationError.cannotListen) ?? error
            }
            try await installation.database.close()
        }
    }
}
