// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Assessment
import CaseworkParts
import Examination
import Incidents
import Intake
import NightlightCore
import Takedown
import WebComponents
import WorkbenchShell

/// Says what is in an incident's file, in one language.
struct IncidentView {
    let snapshot: IncidentSnapshot
    let words: PageWords

    /// What pages call an address.
    func title(of locator: Locator.ID) -> String { words.address(snapshot.number(of: locator)) }

    var facts: SummaryList {
        let incident = snapshot.incident
        var facts = [
            ("concern", words("concern.\(incident.concern.rawValue)")),
            ("technology", words("technology.\(incident.technology.rawValue)")),
            ("channel", words("channel.\(incident.channel.rawValue)")),
            ("created", words.moment(incident.createdAt)),
            ("changed", words.moment(incident.changedAt)),
        ]
        if let report = snapshot.report { facts.append(("receipt", report.number)) }
        if let provider = snapshot.report?.provider {
            facts.append(("provider", "\(provider.name) (\(provider.identifier))"))
        }
        if let examination = snapshot.examination {
            facts.append(("examined", text(of: examination)))
        }
        return SummaryList("fact.", facts.map { ($0.0, $0.1) }, words)
    }

    private func text(of examination: Examination) -> String {
        let finished = words.moment(examination.finishedAt)
        guard examination.outcome == .examined else {
            let outcome = words("examination.\(examination.outcome.rawValue)")
            let reason = examination.code.map { words.code($0) }
            return ([outcome] + [reason].compactMap(\.self) + [finished]).joined(separator: " · ")
        }
        let counts = [
            ("pages", examination.pageCount), ("media", examination.mediaCount),
            ("undecodable", examination.undecodableCount), ("failed", examination.failedCount),
            ("skipped", examination.skippedCount),
        ]
        let parts = counts.filter { $0.1 > 0 || $0.0 == "media" }.map {
            words("examination.\($0.0)", ["count": String($0.1)])
        }
        return (parts + [finished]).joined(separator: " · ")
    }

    /// What was reported or redirected to, and what its page showed or linked to.
    var addresses: (named: [IncidentDetailPage.Address], found: [IncidentDetailPage.Address]) {
        let all = snapshot.locators.map { locator in
            let address = IncidentDetailPage.Address(
                title: title(of: locator.id), kind: words("locator.\(locator.kind.rawValue)"),
                origin: words("origin.\(locator.origin.rawValue)"),
                found: words.moment(locator.createdAt),
                shown: snapshot.addresses[locator.id].map(AddressText.init))
            return (address, [.reported, .redirect].contains(locator.origin))
        }
        return (all.filter(\.1).map(\.0), all.filter { !$0.1 }.map(\.0))
    }

    func foundTitle(_ count: Int) -> String? {
        count == 0 ? nil : words("incident.foundOnPage", ["count": String(count)])
    }

    func otherFilesTitle(_ count: Int) -> String? {
        count == 0 ? nil : words("file.others", ["count": String(count)])
    }

    var servers: [IncidentDetailPage.Server] {
        let traces = snapshot.traces.map { (snapshot.number(of: $0.locatorID) ?? .max, $0) }
            .sorted { $0.0 < $1.0 }.map(\.1)
        return traces.map { trace in
            let network = [trace.organisation, trace.networkName, trace.networkHandle]
                .compactMap(\.self)
            return IncidentDetailPage.Server(
                address: title(of: trace.locatorID),
                role: words("serverRole.\(trace.role.rawValue)"),
                server: trace.address ?? "–",
                country: trace.country.map(words.country) ?? words("incident.unknown"),
                network: network.first ?? words("incident.unknown"),
                source: trace.failureCode.map { words.code($0) }
                    ?? words("traceSource.\(trace.source.rawValue)"),
                traced: words.moment(trace.tracedAt))
        }
    }

    func takedowns(for role: AccountRole) -> [IncidentDetailPage.TakedownLine] {
        let all = snapshot.takedowns.map {
            (snapshot.number(of: $0.takedown.locatorID) ?? .max, $0)
        }
        .sorted { $0.0 < $1.0 }.map(\.1)
        return all.map { details in
            let takedown = details.takedown
            return IncidentDetailPage.TakedownLine(
                id: takedown.id.text, path: CaseworkPath.takedown(takedown.id),
                title: title(of: takedown.locatorID),
                host: snapshot.addresses[takedown.locatorID].map { AddressText($0).host },
                state: Tag(takedown.progress.state, words), contact: details.contact?.name,
                nextLook: snapshot.nextLooks[takedown.id].map(words.moment),
                lastLook: details.checks.first.map { Tag($0.finding, words) },
                canMove: TakedownMove.allCases.contains {
                    role >= $0.leastRole && $0.isPossible(from: takedown.progress.state)
                })
        }
    }

    /// Each notice once, newest first, though it may carry many addresses of the incident.
    var notices: [NoticeLine] {
        let all = snapshot.takedowns.flatMap(\.notices)
        let once = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }.values
        return once.sorted { $0.composedAt > $1.composedAt }.map {
            NoticeLine($0, words)
        }
    }

    var decisions: [IncidentDetailPage.Decision] {
        snapshot.decisions.reversed().map { decision in
            let assessment = decision.assessment
            let scheme = Scheme.find(assessment.scheme)
            return IncidentDetailPage.Decision(
                scheme: scheme?.label.text(in: words.language) ?? assessment.scheme.rawValue,
                value: scheme?.value(assessment.value)?.label.text(in: words.language)
                    ?? assessment.value,
                by: assessment.account.map { words.person($0, among: snapshot.people) }
                    ?? words("timeline.platform"),
                at: words.moment(assessment.madeAt), reason: decision.reason,
                isCurrent: assessment.id == snapshot.current?.id)
        }
    }

    var events: [TimelineLine] {
        let names = Dictionary(
            snapshot.takedowns.map { ($0.takedown.id.text, title(of: $0.takedown.locatorID)) }
        ) { first, _ in first }
        let text = TimelineText(
            words: words, takedownNames: names, listNames: snapshot.listNames)
        return snapshot.events.map { event in
            let details = text.details(of: event)
            return TimelineLine(
                title: text.title(of: event), at: words.moment(event.at),
                by: event.account.map { words.person($0, among: snapshot.people) },
                details: details.isEmpty ? nil : details.joined(separator: " · "))
        }
    }

    var earlierPath: String? {
        guard snapshot.hasEarlierEvents, let last = snapshot.events.last else { return nil }
        return "\(CaseworkPath.incident(snapshot.incident.id))/timeline?before=\(last.id)"
    }
}
