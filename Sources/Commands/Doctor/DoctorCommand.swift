// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition

/// Looks at this machine and these settings, and says what is missing.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check this machine, its settings and its keys.",
        discussion: "Ends with 1 when something does not work.")

    @Flag(help: "Print every setting with its default and its reason, and do nothing else.")
    var settingsReference = false

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        if settingsReference {
            for setting in Product.settings { Output.line(setting.explanation) }
            return
        }
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let findings = await Doctor(settings: settings).findings()
            switch output.format {
            case .json:
                for finding in findings { try Output.json(finding) }
            case .table:
                var table = TextTable(["", "What", "Found"])
                for finding in findings {
                    table.add([finding.state.rawValue, finding.subject, finding.remark])
                }
                Output.line(table.rendered)
            }
            if findings.contains(where: { $0.state == .bad }) { throw ExitStatus.checkFailed.error }
        }
    }
}
