// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import Glibc
import Logging
import Matching
import ServiceLifecycle
import Storage
import UnixSignals

/// Answers questions of this machine's other programs until it is told to stop.
struct MatchServe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Compare fingerprints for other programs of this machine.",
        discussion: """
            Listens on a socket that only this user may open. A question is a line: a kind, the \
            fingerprint in hexadecimal and, for pdq, the quality of its reading. The answer is a \
            line: the number of matches, and for each the list, the distance and whether the list \
            is trusted. Several questions may be sent without waiting. It stops on SIGTERM or \
            Control-C.
            """)

    @Option(help: ArgumentHelp("Where to listen.", valueName: "path"))
    var socket: String

    @OptionGroup var settingsOptions: SettingsOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let logger = StructuredLogHandler.logger("match", level: try settings.logLevel())
            // LIMIT: bytes of a socket's name that every system takes.
            guard socket.utf8.count <= 100 else { throw ValidationError("The path is too long.") }
            // Nobody else may open what is made from here on.
            umask(0o077)
            try await DatabaseOpening(settings: settings).using { services in
                let database = services.database
                let matcher = settings.matcher(over: database, logger: logger)
                // What takes long is done before anybody waits for an answer.
                try await matcher.prepare()
                let listening = MatchSocket(path: socket, matcher: matcher, logger: logger) {
                    Output.note("Ready: \(TextTable.singleLine(socket))")
                }
                try await ServiceGroup(
                    configuration: .init(
                        services: [listening], gracefulShutdownSignals: [.sigterm, .sigint],
                        logger: logger)
                ).run()
            }
        }
    }
}
