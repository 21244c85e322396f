// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser

struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database",
        abstract: "Create and check the database's tables, and restrict who may use them.",
        subcommands: [DatabaseMigrate.self, DatabaseCheck.self, DatabaseGrants.self])
}
