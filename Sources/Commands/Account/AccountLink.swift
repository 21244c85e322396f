// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import ArgumentParser
import AuditLog
import Composition
import NightlightCore

/// Makes a new one-time link for an account: for a forgotten password.
struct AccountLink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Make a new one-time link for an account.")

    @Argument(help: "The account's name.")
    var name: String

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let links = AccountLinks(settings: settings)
            let result = try await links.using { accounts in
                guard let account = try await accounts.account(named: name) else {
                    throw AccountError.unknownAccount
                }
                return (account, try await accounts.oneTimeLink(for: account.id, by: .operator))
            }
            try links.print(result, as: output.format)
        }
    }
}
