// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import Schema
import Storage

/// Tells whether the tables are what this program needs; changes nothing.
struct DatabaseCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Tell whether the tables are what this program needs.")

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let database = try await DatabaseOpening(settings: settings).open()
            let pending = try await Schema.migrator.pending(database)
            try await database.close()
            switch output.format {
            case .json:
                try Output.json(["pending": pending.map(\.name)])
            case .table:
                for migration in pending { Output.line("pending \(migration.name)") }
                if pending.isEmpty {
                    Output.line(
                        "The tables are at version \(Schema.migrations.count), as they should be.")
                } else {
                    Output.line("Run: nightlight database migrate")
                }
            }
            if !pending.isEmpty { throw ExitStatus.checkFailed.error }
        }
    }
}
