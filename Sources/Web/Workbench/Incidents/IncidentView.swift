// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Intake
import Accounts
import Assessment
import Examination
import Incidents
import NightlightCore
import Takedown
import WebSupport

/// Says what is in an incident's file, in one language.
struct IncidentView {
    let file: IncidentFile
    let phrases: Phrases
    let language: Language
    let timeText: TimeText

    func at(_ time: Timestamp) -> String { timeText.moment(time, language) }

    /// What pages call an address.
    func title(of locator: Locator.ID) -> String {
        file.number(of: locator).map { phrases("incident.address", ["number": String($0)]) }
            ?? phrases("incident.addressUnknown")
    }

    var facts: [Fact] {
        let incident = file.incident
        var facts = [
            ("concern", phrases("concern.\(incident.concern.rawValue)")),
            ("technology", phrases("technology.\(incident.technology.rawValue)")),
            ("channel", phrases("channel.\(incident.channel.rawValue)")),
            ("created", at(incident.createdAt)),
            ("changed", at(incident.changedAt)),
        ]
        if let report = file.report { facts.append(("receipt", report.number)) }
        if let provider = file.report?.provider {
            facts.append(("provider", "\(provider.name) (\(provider.identifier))"))
        }
        if let examination = file.examination {
            facts.append(("examined", text(of: examination)))
        }
        return facts.map { name, value in Fact(name: phrases("fact.\(name)"), value: value) }
    }

    private func text(of examination: Examination) -> String {
        let finished = at(examination.finishedAt)
        guard examination.outcome == .examined else {
            let outcome = phrases("examination.\(examination.outcome.rawValue)")
            let reason = examination.code.map { CodeText(phrases: phrases).text($0) }
            return ([outcome] + [reason].compactMap(\.self) + [finished]).joined(separator: " · ")
        }
        let counts = [
            ("pages", examination.pageCount), ("media", examination.mediaCount),
            ("undecodable", examination.undecodableCount), ("failed", examination.failedCount),
            ("skipped", examination.skippedCount),
        ]
        let parts = counts.filter { $0.1 > 0 || $0.0 == "media" }.map {
            phrases("examination.\($0.0)", ["count": String($0.1)])
        }
        return (parts + [finished]).joined(separator: " · ")
    }

    /// What was reported or redirected to, and what its page showed or linked to.
    var addresses: (named: [IncidentDetailPage.Address], found: [IncidentDetailPage.Address]) {
        let all = file.locators.map { locator in
            let address = IncidentDetailPage.Address(
                title: title(of: locator.id), kind: phrases("locator.\(locator.kind.rawValue)"),
                origin: phrases("origin.\(locator.origin.rawValue)"),
                found: at(locator.createdAt),
                shown: file.addresses[locator.id].map(AddressText.init))
            return (address, [.reported, .redirect].contains(locator.origin))
        }
        return (all.filter(\.1).map(\.0), all.filter { !$0.1 }.map(\.0))
    }

    func foundTitle(_ count: Int) -> String? {
        count == 0 ? nil : phrases("incident.foundOnPage", ["count": String(count)])
    }

    func otherFilesTitle(_ count: Int) -> String? {
        count == 0 ? nil : phrases("file.others", ["count": String(count)])
    }

    var servers: [IncidentDetailPage.Server] {
        let countries = CountryText(language: language)
        let traces = file.traces.map { (file.number(of: $0.locatorID) ?? .max, $0) }
            .sorted { $0.0 < $1.0 }.map(\.1)
        return traces.map { trace in
            let network = [trace.organisation, trace.networkName, trace.networkHandle]
                .compactMap(\.self)
            return IncidentDetailPage.Server(
                address: title(of: trace.locatorID),
                role: phrases("serverRole.\(trace.role.rawValue)"),
                server: trace.address ?? "–",
                country: trace.country.map(countries.name) ?? phrases("incident.unknown"),
                network: network.first ?? phrases("incident.unknown"),
                source: trace.failureCode.map { CodeText(phrases: phrases).text($0) }
                    ?? phrases("traceSource.\(trace.source.rawValue)"),
                traced: at(trace.tracedAt))
        }
    }

    func takedowns(for role: AccountRole) -> [IncidentDetailPage.TakedownLine] {
        let all = file.takedowns.map { (file.number(of: $0.takedown.locatorID) ?? .max, $0) }
            .sorted { $0.0 < $1.0 }.map(\.1)
        return all.map { details in
            let takedown = details.takedown
            return IncidentDetailPage.TakedownLine(
                id: takedown.id.text, path: "/takedowns/\(takedown.id)",
                title: title(of: takedown.locatorID),
                host: file.addresses[takedown.locatorID].map { AddressText($0).host },
                state: Tag(takedown.progress.state, phrases), contact: details.contact?.name,
                nextLook: file.nextLooks[takedown.id].map(at),
                lastLook: details.checks.first.map { Tag($0.finding, phrases) },
                canMove: TakedownMove.allCases.contains {
                    role >= $0.leastRole && $0.isPossible(from: takedown.progress.state)
                })
        }
    }

    /// Each notice once, newest first, though it may carry many addresses of the incident.
    var notices: [NoticeLine] {
        let all = file.takedowns.flatMap(\.notices)
        let once = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }.values
        return once.sorted { $0.composedAt > $1.composedAt }.map {
            NoticeLine($0, phrases, at: at($0.sentAt ?? $0.composedAt))
        }
    }

    var decisions: [IncidentDetailPage.Decision] {
        file.decisions.reversed().map { decision in
            let assessment = decision.assessment
            let scheme = Scheme.find(assessment.scheme)
            return IncidentDetailPage.Decision(
                scheme: scheme?.label.text(in: language) ?? assessment.scheme.rawValue,
                value: scheme?.value(assessment.value)?.label.text(in: language)
                    ?? assessment.value,
                by: assessment.account.map {
                    file.people[$0] ?? phrases("timeline.formerAccount")
                } ?? phrases("timeline.platform"),
                at: at(assessment.madeAt), reason: decision.reason,
                isCurrent: assessment.id == file.current?.id)
        }
    }

    var events: [TimelineLine] {
        let names = Dictionary(
            file.takedowns.map { ($0.takedown.id.text, title(of: $0.takedown.locatorID)) }
        ) { first, _ in first }
        let text = TimelineText(
            phrases: phrases, language: language, takedownNames: names,
            listNames: file.listNames)
        return file.events.map { event in
            let details = text.details(of: event)
            return TimelineLine(
                title: text.title(of: event), at: at(event.at),
                by: event.account.map { file.people[$0] ?? phrases("timeline.formerAccount") },
                details: details.isEmpty ? nil : details.joined(separator: " · "))
        }
    }

    var earlierPath: String? {
        guard file.hasEarlierEvents, let last = file.events.last else { return nil }
        return "/incidents/\(file.incident.id)/timeline?before=\(last.id)"
    }
}

extension NoticeLine {
    init(_ notice: Notice, _ phrases: Phrases, at: String) {
        self.init(
            path: "/notices/\(notice.id)", number: notice.number,
            state: Tag(notice.state, phrases), at: at)
    }
}
