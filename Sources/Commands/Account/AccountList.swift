// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import ArgumentParser
import Composition
import NightlightCore

/// Lists accounts in order of creation.
struct AccountList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List accounts in order of creation.")

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let found = try await AccountLinks(settings: settings).using { accounts in
                var found: [Account] = []
                while true {
                    let page = try await accounts.list(after: found.last?.id)
                    if page.isEmpty { return found }
                    found += page
                }
            }
            switch output.format {
            case .json: for account in found { try Output.json(Line(account)) }
            case .table:
                var table = TextTable(["Name", "Role", "Language", "State", "Created"])
                for account in found {
                    table.add([
                        account.name, account.role.rawValue, account.language.rawValue,
                        Line.state(of: account), account.createdAt.rfc3339,
                    ])
                }
                Output.line(found.isEmpty ? "No accounts yet." : table.rendered)
            }
        }
    }

    private struct Line: Encodable {
        let id: String
        let name: String
        let role: String
        let language: String
        let state: String
        let created: String

        init(_ account: Account) {
            id = account.id.text
            name = account.name
            role = account.role.rawValue
            language = account.language.rawValue
            state = Self.state(of: account)
            created = account.createdAt.rfc3339
        }

        static func state(of account: Account) -> String {
            if account.disabledAt != nil { return "disabled" }
            return account.hasPassword ? "active" : "no-password-yet"
        }
    }
}
