// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser

struct MatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Compare files and fingerprints with the lists.",
        subcommands: [MatchFiles.self, MatchServe.self], defaultSubcommand: MatchFiles.self)
}
