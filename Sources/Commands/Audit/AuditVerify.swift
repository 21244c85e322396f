// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import AuditLog
import Composition
import Foundation
import NightlightCore
import Sealing
import Storage

/// Checks every event against its leaf and every leaf against every signed checkpoint.
struct AuditVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the whole audit log; exits with 1 when it is not sound.",
        discussion: """
            Needs the public key only. A checkpoint that was kept elsewhere also proves that the \
            log's end was not cut off; the newest in audit.checkpointFolder is one.
            """)

    @Option(
        help: ArgumentHelp(
            "A checkpoint that was kept elsewhere; may be given several times.", valueName: "file"))
    var checkpoint: [String] = []

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            var kept = try checkpoint.map { path in
                guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                    throw ValidationError("\(path) cannot be read.")
                }
                return text
            }
            kept += [try settings.checkpointFolder()?.newest()?.note].compactMap(\.self)
            let verifier = try settings.checkpointVerifier()
            let report = try await DatabaseOpening(settings: settings).using { services in
                let database = services.database
                let progress = AuditProgress()
                let report = try await AuditVerifier(database: database, verifier: verifier)
                    .verify(against: kept) { done, total in progress.show(done, of: total) }
                progress.finish()
                return report
            }
            try print(report)
            if !report.isSound { throw ExitStatus.checkFailed.error }
        }
    }

    private func print(_ report: AuditReport) throws {
        switch output.format {
        case .json: try Output.json(Line(report))
        case .table:
            Output.line(
                report.isSound
                    ? "The audit log is sound."
                    : "The audit log is NOT sound: \(report.findingsCount) findings.")
            Output.line("  events       \(report.events)")
            Output.line("  erased       \(report.erased)")
            Output.line("  waiting      \(report.waiting)")
            Output.line("  checkpoints  \(report.checkpoints)")
            if let newest = report.newest {
                Output.line("  newest       \(newest.size) \(Hexadecimal.encode(newest.root))")
            }
            for finding in report.findings { Output.line("  \(Line.text(of: finding))") }
        }
    }

    private struct Line: Encodable {
        let sound: Bool
        let events: Int64
        let erased: Int64
        let waiting: Int64
        let checkpoints: Int64
        let newestSize: Int64?
        let newestRoot: String?
        let findingsCount: Int64
        let findings: [String]

        init(_ report: AuditReport) {
            sound = report.isSound
            events = report.events
            erased = report.erased
            waiting = report.waiting
            checkpoints = report.checkpoints
            newestSize = report.newest?.size
            newestRoot = report.newest.map { Hexadecimal.encode($0.root) }
            findingsCount = report.findingsCount
            findings = report.findings.map(Self.text)
        }

        static func text(of finding: AuditFinding) -> String {
            var text = finding.problem.rawValue
            if let index = finding.index { text += " at \(index)" }
            if let last = finding.last { text += " to \(last)" }
            return text
        }
    }
}
