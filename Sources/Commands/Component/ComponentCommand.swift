// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import ComponentGallery
import Composition
import Hummingbird
import Logging
import ServiceLifecycle
import UnixSignals
import WebSupport

/// What pages are made of, for who builds them.
struct ComponentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "component", abstract: "Look at what pages are made of, while building them.",
        shouldDisplay: false, subcommands: [ComponentServe.self])
}

/// Serves the page of components: a development command, which no installation needs.
///
/// It is no part of `serve`, opens no database and listens on loopback only, so that the page
/// cannot be reached where an installation is.
struct ComponentServe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Show every component in every state, on loopback.")

    @Option(help: ArgumentHelp("Where to listen.", valueName: "address:port"))
    var address = "127.0.0.1:0"

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            guard let address = ListenAddress(address), Self.loopback.contains(address.host) else {
                throw ValidationError("The page of components is shown on loopback only.")
            }
            let limits = ListenerLimits(connectionsMax: 64)
            let format = output.format
            let application = Application(
                router: try ComponentGallery().router(), server: limits.server,
                configuration: limits.configuration(host: address.host, port: address.port),
                onServerRunning: { channel in
                    let port = channel.localAddress?.port ?? address.port
                    Self.say(ListenAddress(host: address.host, port: port).url, format)
                }, logger: StructuredLogHandler.logger("components", level: .notice))
            try await ServiceGroup(
                configuration: .init(
                    services: [application], gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: application.logger)
            ).run()
        }
    }

    private static let loopback: Set<String> = ["127.0.0.1", "::1", "localhost"]

    private static func say(_ url: String, _ format: OutputFormat) {
        switch format {
        case .json: try? Output.json(["components.address": url + "/"])
        case .table: Output.line("The components are at \(url)/components. Control-C stops it.")
        }
    }
}
