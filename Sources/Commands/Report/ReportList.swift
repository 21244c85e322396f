// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import Incidents
import Intake
import NightlightCore
import Storage

extension Channel: ExpressibleByArgument {}

/// Lists reports, newest first; nothing sealed is opened.
struct ReportList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List reports, newest first.",
        discussion: "Nothing that was reported is shown: no address, no words, no contact.")

    @Option(
        help:
            "Only this channel: \(Channel.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var channel: Channel?

    @Option(help: ArgumentHelp("At most this many (1 to 1000).", valueName: "count"))
    var limit = 50

    @Option(
        help: ArgumentHelp(
            "Go on after this report, the last of the page before.", valueName: "identifier"))
    var before: String?

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...1_000).contains(limit) else {
            throw ValidationError("--limit takes a number from 1 to 1000.")
        }
        guard before.map({ Report.ID($0) != nil }) ?? true else {
            throw ValidationError("--before takes a report's identifier.")
        }
    }

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let filter = ReportFilter(channel: channel)
            let (last, limit) = (before.flatMap { Report.ID($0) }, limit)
            let rows = try await DatabaseOpening(settings: settings).using { services in
                try await services.database.read { transaction in
                    try ReportStore().list(filter, before: last, limit: limit, in: transaction)
                        .map { report in
                            ReportSummary(
                                report,
                                try IncidentStore().list(of: report.id, in: transaction))
                        }
                }
            }
            switch output.format {
            case .json: for row in rows { try Output.json(row) }
            case .table:
                var table = TextTable([
                    "Receipt", "Received", "Channel", "Language", "Concern", "Incidents", "Report",
                ])
                for row in rows {
                    table.add([
                        row.receipt, row.received, row.channel, row.language, row.concern,
                        row.incidents.map { "\($0.number) \($0.status)" }.joined(separator: ", "),
                        row.id,
                    ])
                }
                Output.line(rows.isEmpty ? "No reports yet." : table.rendered)
            }
        }
    }
}

/// A report as commands show it: facts, and no word of what was reported.
struct ReportSummary: Encodable, Sendable {
    struct Part: Encodable, Sendable {
        let id: String
        let number: String
        let technology: String
        let status: String
        let known: String
        let classification: String?
    }

    let id: String
    let receipt: String
    let received: String
    let channel: String
    let language: String
    let concern: String
    let provider: String?
    let erased: String?
    let incidents: [Part]

    init(_ report: Report, _ incidents: [Incident]) {
        id = report.id.text
        receipt = report.number
        received = report.receivedAt.rfc3339
        channel = report.channel.rawValue
        language = report.language.rawValue
        concern = report.concern.rawValue
        provider = report.provider?.identifier
        erased = report.erasedAt?.rfc3339
        self.incidents = incidents.map { incident in
            Part(
                id: incident.id.text, number: incident.number,
                technology: incident.technology.rawValue, status: incident.status.rawValue,
                known: incident.known.rawValue, classification: incident.classification)
        }
    }
}
