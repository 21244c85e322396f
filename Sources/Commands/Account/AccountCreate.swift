// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import ArgumentParser
import AuditLog
import Composition
import NightlightCore

extension AccountRole: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

/// Makes an account and prints the one-time link with which its owner sets a password.
struct AccountCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make an account; prints the one-time link that sets its password.")

    @Argument(help: "The name to sign in with.")
    var name: String

    @Option(help: "analyst, supervisor or administrator.")
    var role: AccountRole = .analyst

    @Option(help: "en or fr.")
    var language: Language = .english

    @Option(help: ArgumentHelp("Where the person is reached.", valueName: "address"))
    var email: String?

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let result = try await AccountLinks(settings: settings).using { accounts in
                let account = try await accounts.createAccount(
                    name: name, email: email, role: role, language: language, by: .operator)
                return (account, try await accounts.oneTimeLink(for: account.id, by: .operator))
            }
            try AccountLinks(settings: settings).print(result, as: output.format)
        }
    }
}
