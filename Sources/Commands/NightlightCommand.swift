// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import ArgumentParser

/// `nightlight <noun> <verb>`: the whole command line.
package struct NightlightCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "nightlight",
        abstract:
            "The open platform with which a country answers online child sexual exploitation.",
        version: "0.1.0",
        subcommands: [
            ServeCommand.self, ReportCommand.self, HashListCommand.self, MatchCommand.self,
            MediaCommand.self, AccountCommand.self,
            DemoCommand.self,
            JobCommand.self, AuditCommand.self, DatabaseCommand.self, DoctorCommand.self,
            KeyCommand.self, ComponentCommand.self,
        ])

    package init() {}

    /// Ends the program where the system cannot keep memory out of core files.
    package static func refuseToStart() -> Never {
        Output.note("error: core files cannot be forbidden here, so nothing starts [process.core]")
        exit(withError: ExitStatus.unavailable.error)
    }
}
