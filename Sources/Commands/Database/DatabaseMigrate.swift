// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import NightlightCore
import Schema
import Storage

/// Brings the tables to what this program needs; safe to run at every start and from many machines.
struct DatabaseMigrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the tables to what this program needs.")

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let database = try await DatabaseOpening(settings: settings).create()
            let performed = try await Schema.migrator.migrate(database, at: SystemTime().now())
            try await database.close()
            switch output.format {
            case .json:
                try Output.json(["performed": performed.map(\.name)])
            case .table:
                for migration in performed { Output.line("ran \(migration.name)") }
                Output.line(
                    """
                    The tables are at version \(Schema.migrations.count) \
                    (\(database.dialect.rawValue)).
                    """
                )
            }
        }
    }
}
