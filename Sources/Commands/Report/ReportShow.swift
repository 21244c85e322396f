// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import AuditLog
import Composition
import Incidents
import Intake
import NightlightCore
import Storage

/// Shows one report; what is sealed only with `--reveal`, which is recorded.
struct ReportShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one report and the timeline of its incidents.",
        discussion: """
            Addresses, words and contact stay sealed unless --reveal is given; that needs the \
            private key, and is recorded in the audit log.
            """)

    @Argument(help: "The number of the receipt, or the report's identifier.")
    var report: String

    @Flag(help: "Open what is sealed. Recorded in the audit log.")
    var reveal = false

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            try print(
                reveal
                    ? try await revealed(settings)
                    : try await DatabaseOpening(settings: settings).using {
                        try await read($0, nil)
                    })
        }
    }

    private func revealed(_ settings: Settings) async throws -> Shown {
        let installation = try await Installation.existing(settings)
        do {
            let reader = try await CaseworkServices.open(installation).reader
            let shown = try await read(installation.services, reader)
            try await installation.database.close()
            return shown
        } catch {
            try? await installation.database.close()
            throw error
        }
    }

    struct Shown: Encodable, Sendable {
        let report: ReportSummary
        let events: [Event]
        var sealed: Sealed?
    }

    struct Event: Encodable, Sendable {
        let incident: String
        let at: String
        let kind: String
        let facts: Facts
    }

    struct Sealed: Encodable, Sendable {
        var addresses: [String] = []
        var narrative: String?
        var contact: String?
    }

    private func read(
        _ services: DatabaseServices, _ reader: RecordReader?
    ) async throws -> Shown {
        let (typed, now, audit) = (report, SystemTime().now(), services.audit)
        let shown = try await services.database.write { transaction -> Shown? in
            guard let found = try ReportStore().find(typed: typed, in: transaction) else {
                return nil
            }
            let incidents = try IncidentStore().list(of: found.id, in: transaction)
            let events = try incidents.flatMap { incident in
                try IncidentTimeline().events(of: incident.id, in: transaction).map { event in
                    Event(
                        incident: incident.number, at: event.at.rfc3339,
                        kind: event.kind.rawValue, facts: event.facts)
                }
            }
            var shown = Shown(report: ReportSummary(found, incidents), events: events)
            guard let reader else { return shown }
            shown.sealed = try Self.open(found, incidents, reader, in: transaction)
            try audit.record(
                AuditEvent(
                    kind: .reportShown, actor: .operator, subject: .report(found.id), at: now),
                in: transaction)
            return shown
        }
        guard let shown else {
            throw IntakeError.reportUnknown
        }
        return shown
    }

    private static func open(
        _ report: Report, _ incidents: [Incident], _ reader: RecordReader,
        in transaction: any SQLTransaction
    ) throws -> Sealed {
        var sealed = Sealed()
        sealed.narrative = try reader.narrative(of: report, in: transaction)
        sealed.contact = try reader.contact(of: report, in: transaction)
        for incident in incidents {
            for locator in try LocatorStore().list(of: incident.id, in: transaction) {
                sealed.addresses.append(try reader.address(of: locator, in: transaction))
            }
        }
        return sealed
    }

    private func print(_ shown: Shown) throws {
        if output.format == .json { return try Output.json(shown) }
        let report = shown.report
        Output.line("Receipt \(report.receipt), received \(report.received)")
        Output.line("  channel   \(report.channel)")
        Output.line("  concern   \(report.concern)")
        Output.line("  language  \(report.language)")
        if let provider = report.provider { Output.line("  provider  \(provider)") }
        if let erased = report.erased { Output.line("  erased    \(erased)") }
        for incident in report.incidents {
            Output.line(
                "Incident \(incident.number): \(incident.status), known material: \(incident.known)"
            )
        }
        var table = TextTable(["When", "Incident", "What", "Facts"])
        for event in shown.events {
            let facts = event.facts.map { "\($0.key.rawValue)=\($0.value)" }.sorted()
            table.add([event.at, event.incident, event.kind, facts.joined(separator: " ")])
        }
        Output.line(table.rendered)
        guard let sealed = shown.sealed else { return }
        var words = TextTable(["Sealed", "Opened"])
        for address in sealed.addresses { words.add(["address", address]) }
        if let narrative = sealed.narrative { words.add(["words", narrative]) }
        if let contact = sealed.contact { words.add(["contact", contact]) }
        Output.line(words.rendered)
    }
}

extension ReportShow.Sealed: Concealed {}
