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

    /// What the reporter wrote.
    var written: SummaryList {
        SummaryList([
            SummaryList.Row(
                words("incident.narrative"), snapshot.narrative,
                placeholder: words("incident.nothing")),
            SummaryList.Row(
                words("incident.contact"), snapshot.contact,
                placeholder: words("incident.anonymous")),
        ])
    }

    /// The parts of the page that somebody looks for, with how much there is in them.
    var contents: [IncidentDetailPage.Part] {
        func part(_ id: String, _ key: String, count: Int? = nil) -> IncidentDetailPage.Part {
            IncidentDetailPage.Part(path: "#\(id)", text: words(key), count: count.map(String.init))
        }
        return [
            part("decisions", "decide.title"),
            part("addresses", "incident.addresses", count: snapshot.locators.count),
            part("files", "file.title", count: snapshot.files.count),
            part("takedowns", "incident.takedowns", count: snapshot.takedowns.count),
            part("notices", "incident.notices"),
            part("timeline", "incident.timeline"),
        ]
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

    /// How much is folded away; `nil` when nothing is.
    func title(_ key: String, _ count: Int) -> String? {
        count == 0 ? nil : words(key, ["count": String(count)])
    }
}
