// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import AuditLog
import Composition
import NightlightCore

/// Writes the log as files that anybody's tools can verify.
struct AuditExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the log as C2SP tlog-tiles, with its events and the verifier key.")

    @Argument(help: "The folder to make; it must not exist.")
    var folder: String

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let verifier = try settings.checkpointVerifier()
            let count = try await DatabaseOpening(settings: settings).using { services in
                try await AuditExport(database: services.database, verifier: verifier)
                    .write(to: folder)
            }
            switch output.format {
            case .json: try Output.json(["events": count])
            case .table: Output.line("Wrote \(count) events.")
            }
        }
    }
}
