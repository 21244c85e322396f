// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition

/// Prints what a role of PostgreSQL may do that only takes reports.
struct DatabaseGrants: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grants",
        abstract: "Print the SQL that restricts the role of a process that only takes reports.",
        discussion: """
            Run what it prints as the owner of the tables, after each update of the program: \
            nightlight database grants --role nightlight-public | psql nightlight
            """)

    @Option(help: "The role; it must exist.")
    var role: String

    @Option(help: "The schema with the tables.")
    var schema = "public"

    @Option(
        help: ArgumentHelp(
            "public or provider; may be given several times. Default: both.", valueName: "part"))
    var part: [TableGrant.Door] = []

    @OptionGroup var settingsOptions: SettingsOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            guard try DatabaseOpening(settings: settings).sqliteFile == nil else {
                throw DatabaseRoleError.noRoles
            }
            let role = try RestrictedRole(
                name: role, schema: schema,
                doors: Set(part.isEmpty ? TableGrant.Door.allCases : part))
            Output.line("BEGIN;")
            for statement in role.statements { Output.line(statement + ";") }
            Output.line("COMMIT;")
        }
    }
}

extension TableGrant.Door: ExpressibleByArgument {}

extension DatabaseRoleError: AdvisedError {
    var exitStatus: ExitStatus { .usage }
}
