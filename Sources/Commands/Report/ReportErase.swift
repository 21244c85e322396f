// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import AuditLog
import Composition
import Intake
import NightlightCore
import Storage

/// Destroys the key of one report, for whoever runs the machine.
struct ReportErase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Destroy the key of one report: nobody can read it again.",
        discussion: """
            What was written, how to reach the reporter and the reported addresses can never be \
            read again from the report. Removals under way end, unless another report names the \
            same address. Numbers, times, decisions, servers' addresses and notices that went out \
            stay. In the workbench two people \
            do this; here the one who runs the machine does, and the audit log says so. Old \
            backups hold the key until they are gone.
            """)

    @Argument(help: "The number of the receipt, or the report's identifier.")
    var report: String

    @Option(
        help: ArgumentHelp(
            "Why.", discussion: Erasure.Cause.allCases.map(\.rawValue).joined(separator: ", "),
            valueName: "cause"))
    var because: Erasure.Cause

    @Flag(name: .customLong("for-good"), help: "Say that you know that nobody can undo it.")
    var isForGood = false

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard isForGood else {
            throw ValidationError("Nobody can undo this. If you mean it, say --for-good.")
        }
    }

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let erased = try await DatabaseOpening(settings: settings).using { services in
                let found = try await services.database.read { [report] in
                    try ReportStore().find(typed: report, in: $0)
                }
                guard let found else { throw ErasureError.reportUnknown }
                try await services.erasures.erase(found.id, because, by: .operator)
                return found
            }
            switch output.format {
            case .json:
                try Output.json(
                    ["report": erased.id.text, "receipt": erased.number, "cause": because.rawValue])
            case .table:
                Output.line("Report \(erased.number) is erased. The audit log has it:")
                Output.line("  nightlight report show \(erased.number)")
                Output.line("  nightlight audit export FOLDER   (event report.erased)")
            }
        }
    }
}

extension Erasure.Cause: ExpressibleByArgument {}

extension ErasureError: AdvisedError {
    var advice: String {
        switch self {
        case .reportUnknown: "There is no such report. See: nightlight report list"
        case .erasedBefore: "It was erased before. See: nightlight report show REPORT"
        case .unknown: "Nobody asked for that."
        case .decided: "Somebody has decided about it already."
        case .secondPersonNeeded: "Somebody else with an account has to agree."
        }
    }

    var exitStatus: ExitStatus {
        switch self {
        case .reportUnknown, .unknown: .notFound
        case .erasedBefore, .decided, .secondPersonNeeded: .checkFailed
        }
    }
}
