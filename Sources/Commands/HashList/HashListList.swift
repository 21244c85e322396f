// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import Matching

/// Lists the lists, by name.
struct HashListList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the lists of fingerprints, by name.")

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let found = try await HashLists(settings: settings).using { try await $0.all() }
            switch output.format {
            case .json: for list in found { try Output.json(HashListLine(list)) }
            case .table:
                Output.line(
                    found.isEmpty ? "No lists yet." : HashListLine.table(found).rendered)
            }
        }
    }
}
