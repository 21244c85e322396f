// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Logging
import Matching
import MediaDecoding
import ServiceLifecycle
import Storage
import UnixSignals

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
            discussion: "public and provider need no private key, so they can run where none is.",
            valueName: "part"))
    var only: [ServeRole] = []

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await Failure.reporting {
            let settings = try await settingsOptions.load(overriding: [
                .publicAddress: publicAddress, .providerAddress: providerAddress,
                .workbenchAddress: workbenchAddress, .operationsAddress: operationsAddress,
            ])
            let roles = only.isEmpty ? Set(ServeRole.allCases) : Set(only)
            let installation = try await Installation.open(
                settings, makesKeys: roles.contains(where: \.needsCasework))
            do {
                try await serve(installation, roles)
            } catch {
                try? await installation.database.close()
                throw error
            }
            try await installation.database.close()
        }
    }

    private func serve(_ installation: Installation, _ roles: Set<ServeRole>) async throws {
        let logger = StructuredLogHandler.logger(
            "serve", level: try installation.settings.logLevel())
        if roles.contains(where: \.needsCasework) {
            try await ShippedBenignList(
                service: HashListService(
                    database: installation.database, audit: installation.audit,
                    time: installation.time)
            ).install()
        }
        let casework =
            roles.contains(where: \.needsCasework) ? try await Casework.open(installation) : nil
        let workers =
            roles.contains(.worker) ? try casework.map { try Workers($0) } : nil
        let announcements = Announcements()
        let applications = try Applications(
            installation: installation, casework: casework, workers: workers, roles: roles,
            announcements: announcements, logLevel: logger.logLevel
        ).services()
        let announcer = Announcer(
            announcements: announcements, count: applications.count, format: output.format,
            workbenchBase: installation.settings.text(.workbenchBaseURL),
            link: roles.contains(.workbench)
                ? try await casework.map { FirstAdministrator(accounts: $0.accounts) }?.link() : nil
        )
        var services = applications + [announcer]
        if let casework, let workers {
            services += [
                AuditWork(sequencer: try casework.sequencer, logger: logger),
                JobWork(runner: try workers.runner(logger: logger)),
            ]
        }
        let group = ServiceGroup(
            configuration: .init(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch {
            await workers?.decoders.shutdown()
            throw announcements.firstSilent().map(InstallationError.cannotListen) ?? error
        }
        await workers?.decoders.shutdown()
    }
}
