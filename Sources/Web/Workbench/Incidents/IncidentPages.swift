// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import Hummingbird
import Intake
import NightlightCore
import Storage
import WebSupport

struct IncidentPage {
    struct Fact {
        let name: String
        let value: String
    }

    struct Address {
        let kind: String
        let origin: String
        let found: String
        /// Only after somebody asked for it, which is on record.
        let text: String?
    }

    struct Event {
        let title: String
        let at: String
        let by: String?
        let facts: String
    }

    struct Words {
        let narrative: String?
        let contact: String?
    }

    let id: String
    let number: String
    let status: String
    let statusTag: String
    let facts: [Fact]
    let addresses: [Address]
    let isAddressHidden: Bool
    let hasReport: Bool
    let words: Words?
    let isErased: Bool
    let events: [Event]
}

/// What an analyst may ask to see of an incident, beyond what its page always shows.
enum Revelation: Sendable { case nothing, address, report }

extension Workbench {
    private struct Loaded: Sendable {
        var incident: Incident
        var report: Report?
        var locators: [Locator]
        var addresses: [Locator.ID: String] = [:]
        var narrative: String?
        var contact: String?
        var isErased = false
        var events: [IncidentEvent]
        var names: [String: String] = [:]
    }

    /// Shows an incident.
    ///
    /// What is read and that it was read are one transaction: nothing sensitive
    /// is shown that is not on record.
    func showIncident(_ visit: Visit, revealing: Revelation = .nothing) async throws -> Response {
        let id = try visit.identifier(Incident.self)
        let account = try visit.account
        let now = time.now()
        let services = services
        let loaded = try await services.database.write { transaction -> Loaded in
            guard let incident = try IncidentStore().find(id, in: transaction) else {
                throw WebError.notFound
            }
            var loaded = Loaded(
                incident: incident,
                report: try incident.reportID.flatMap {
                    try ReportStore().find($0, in: transaction)
                },
                locators: try LocatorStore().locators(of: id, in: transaction),
                events: try IncidentTimeline().events(of: id, in: transaction))
            for event in loaded.events {
                guard let text = event.account, loaded.names[text] == nil,
                    let accountID = Account.ID(text)
                else { continue }
                loaded.names[text] = try AccountStore().find(accountID, in: transaction)?.name
            }
            do {
                try Self.reveal(revealing, of: &loaded, services.reader, in: transaction)
            } catch IntakeError.erased {
                loaded.isErased = true
            }
            try services.audit.record(
                AuditEvent(
                    kind: Self.eventKind(revealing), actor: .account(account.id.text),
                    subject: "incident:\(id)", facts: [:], at: now),
                in: transaction)
            return loaded
        }
        return try render(
            "Pages/incident", page(loaded, revealing, visit.language), visit, section: .queue,
            path: "/incidents/\(id)")
    }

    private static func eventKind(_ revealing: Revelation) -> String {
        switch revealing {
        case .nothing: "incident.viewed"
        case .address: "incident.address-shown"
        case .report: "incident.report-shown"
        }
    }

    private static func reveal(
        _ revealing: Revelation, of loaded: inout Loaded, _ reader: RecordReader,
        in transaction: any SQLTransaction
    ) throws {
        switch revealing {
        case .nothing: break
        case .address:
            for locator in loaded.locators {
                loaded.addresses[locator.id] = try reader.address(of: locator, in: transaction)
            }
        case .report:
            guard let report = loaded.report else { return }
            loaded.narrative = try reader.narrative(of: report, in: transaction)
            loaded.contact = try reader.contact(of: report, in: transaction)
        }
    }

    private func page(_ loaded: Loaded, _ revealing: Revelation, _ language: Language)
        -> IncidentPage
    {
        let phrases = renderer.phrases(language)
        let incident = loaded.incident
        let addresses = loaded.locators.map { locator in
            IncidentPage.Address(
                kind: phrases("locator.\(locator.kind.rawValue)"),
                origin: phrases("origin.\(locator.origin.rawValue)"),
                found: timeText.moment(locator.createdAt, language),
                text: loaded.addresses[locator.id])
        }
        let events = loaded.events.map { event in
            IncidentPage.Event(
                title: phrases("event.\(event.kind.rawValue)"),
                at: timeText.moment(event.at, language),
                by: event.account.flatMap { loaded.names[$0] },
                facts: event.facts.sorted { $0.key < $1.key }
                    .map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        }
        return IncidentPage(
            id: incident.id.text, number: incident.number,
            status: phrases("status.\(incident.status.rawValue)"),
            statusTag: Self.tag(of: incident.status),
            facts: facts(incident, loaded.report, language), addresses: addresses,
            isAddressHidden: revealing != .address && !loaded.locators.isEmpty,
            hasReport: loaded.report != nil && revealing != .report,
            words: revealing == .report && !loaded.isErased
                ? IncidentPage.Words(narrative: loaded.narrative, contact: loaded.contact) : nil,
            isErased: loaded.isErased, events: events)
    }

    private func facts(_ incident: Incident, _ report: Report?, _ language: Language)
        -> [IncidentPage.Fact]
    {
        let phrases = renderer.phrases(language)
        var facts = [
            ("concern", phrases("concern.\(incident.concern.rawValue)")),
            ("technology", phrases("technology.\(incident.technology.rawValue)")),
            ("urgency", phrases("urgency.\(incident.urgency.rawValue)")),
            ("known", phrases("known.\(incident.known.rawValue)")),
            ("channel", phrases("channel.\(incident.channel.rawValue)")),
            ("created", timeText.moment(incident.createdAt, language)),
            ("changed", timeText.moment(incident.changedAt, language)),
        ]
        if let report { facts.append(("receipt", report.number)) }
        if let provider = report?.provider {
            facts.append(("provider", "\(provider.name) (\(provider.identifier))"))
        }
        return facts.map { name, value in
            IncidentPage.Fact(name: phrases("fact.\(name)"), value: value)
        }
    }
}
