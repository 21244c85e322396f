// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import AuditLog
import Composition
import Matching
import NightlightCore

/// Uses a withdrawn fingerprint again.
struct HashListRestore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Use a withdrawn fingerprint of a list again.",
        discussion: """
            Where the list asks for two people, it stays withdrawn until somebody confirms it in \
            the workbench. That it was withdrawn stays on record.
            """)

    @Argument(help: "The list's name.")
    var name: String

    @Argument(
        help: "The fingerprint in hexadecimal digits; md5:, sha1:, sha256: or pdq: before it.")
    var fingerprint: FingerprintArgument

    @Option(help: "Why the removal was wrong, for those who come later.")
    var reason: String

    @OptionGroup var settingsOptions: SettingsOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let restoring = try await HashLists(settings: settings).using { lists in
                let list = try await lists.list(named: name)
                return try await lists.restore(
                    fingerprint.found(on: list, in: lists), on: list.id, reason: reason,
                    by: .operator)
            }
            switch restoring {
            case .restored: Output.line("The fingerprint is in use again.")
            case .held:
                Output.line("It is in quarantine again, where it was; see the workbench.")
            case .proposed, .waiting:
                Output.line("It stays withdrawn until a second person confirms this.")
            }
        }
    }
}
