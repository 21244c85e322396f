// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import NightlightCore
import Sealing

/// Copies the public half of the keys, for a machine that only takes reports.
struct KeyCopyPublic: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy-public",
        abstract: "Copy the keys that the public site and the provider API need.",
        discussion: """
            Whoever has the copy can take reports and cannot read them. Private keys are neither \
            copied nor opened.
            """)

    @Argument(help: "The folder to make; it must not exist.")
    var folder: String

    @OptionGroup var settingsOptions: SettingsOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            try Installation.keyDirectory(of: settings).copyPublicKeys(to: folder)
            Output.line("Copied. Put the folder where keys.directory of the other machine says.")
        }
    }
}
