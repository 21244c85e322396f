// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Assessment
import CaseworkParts
import Examination
import Incidents
import NightlightCore
import Takedown
import WebComponents
import WorkbenchShell

/// What was decided and what happened, one after the other.
extension IncidentView {
    /// `nil` while nobody decided.
    var decisions: Timeline? {
        guard !snapshot.decisions.isEmpty else { return nil }
        return Timeline(
            snapshot.decisions.reversed().map { decision in
                let assessment = decision.assessment
                let scheme = ClassificationScheme.find(assessment.scheme)
                let isCurrent = assessment.id == snapshot.current?.id
                return Timeline.Event(
                    scheme?.value(assessment.value)?.label.text(in: words.language)
                        ?? assessment.value,
                    at: words.moment(assessment.madeAt),
                    by: assessment.account.map { words.person($0, among: snapshot.people) }
                        ?? words("timeline.platform"),
                    tone: isCurrent ? .good : .plain,
                    tag: isCurrent
                        ? Tag(words("decide.current"), .good) : Tag(words("decide.former")),
                    details: [
                        scheme?.label.text(in: words.language) ?? assessment.scheme.rawValue,
                        decision.reason,
                    ].compactMap(\.self))
            })
    }

    /// What happened to several addresses within a minute is one line, as readers would tell it.
    var timeline: Timeline {
        let numbers = Dictionary(
            snapshot.takedowns.map {
                ($0.takedown.id, snapshot.number(of: $0.follower.locatorID))
            }
        ) { first, _ in first }
        let text = TimelineText(
            words: words, takedownNames: numbers.mapValues { words.address($0) },
            listNames: snapshot.listNames)
        var order: [Line] = []
        var addresses: [Line: [Int]] = [:]
        for event in snapshot.events {
            let number = event.facts[.takedown].flatMap(Takedown.ID.init).flatMap {
                numbers[$0] ?? nil
            }
            let line = Line(
                title: text.title(of: event), at: words.moment(event.at),
                by: event.account.map { words.person($0, among: snapshot.people) },
                tone: Tone(event), isAboutAddress: number != nil,
                details: number == nil ? text.details(of: event) : text.facts(of: event))
            if addresses[line] == nil || number == nil { order.append(line) }
            addresses[line, default: []] += [number].compactMap(\.self)
        }
        return Timeline(
            order.map { line in
                let several = addresses[line].flatMap { $0.isEmpty ? nil : words.addresses($0) }
                let details = [several].compactMap(\.self) + line.details
                return Timeline.Event(
                    line.title, at: line.at, by: line.by, tone: line.tone,
                    details: details.isEmpty ? [] : [details.joined(separator: " · ")])
            }, more: earlierPath.map { Link($0, words("timeline.earlier")) })
    }

    /// A line of the timeline but for the addresses it is about.
    private struct Line: Hashable {
        let title: String
        let at: String
        let by: String?
        let tone: Tone
        let isAboutAddress: Bool
        let details: [String]
    }

    private var earlierPath: String? {
        guard snapshot.hasEarlierEvents, let last = snapshot.events.last else { return nil }
        return "\(CaseworkPath.incident(snapshot.incident.id))/timeline?before=\(last.id)"
    }
}

extension Tone {
    /// Decisions and what went out stand out among what the platform does by itself.
    fileprivate init(_ event: IncidentEvent) {
        self =
            switch event.kind {
            case .matched, .noticeFailed: .bad
            case .personNeeded, .escalated, .erasureAsked: .wait
            case .assessed, .noticeSent: .info
            case .rechecked: event.facts[.finding] == Finding.gone.rawValue ? .good : .plain
            case .received, .statusChanged, .erased, .erasureRefused, .examined, .notFetched,
                .notWeb, .putOff, .traced, .followed, .takedownMoved:
                .plain
            }
    }
}
