// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Make and list the accounts of people who work with the workbench.",
        subcommands: [AccountCreate.self, AccountLink.self, AccountList.self])
}
