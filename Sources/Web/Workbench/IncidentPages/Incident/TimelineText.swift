// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Assessment
import CaseworkParts
import Examination
import Incidents
import NightlightCore
import Scanning
import Takedown
import WorkbenchShell

/// Says what happened to an incident in words.
///
/// An event carries a kind and facts: numbers, codes and identifiers. Kinds have a title each;
/// facts are said in a fixed order, whatever the kind, so that a new kind with known facts reads
/// well from its first day.
struct TimelineText {
    let words: PageWords
    /// What the page calls each takedown, by its identifier.
    let takedownNames: [Takedown.ID: String]
    let listNames: [HashListID: String]

    func title(of event: IncidentEvent) -> String {
        words("event.\(event.kind.rawValue)")
    }

    func details(of event: IncidentEvent) -> [String] {
        let takedown = event.facts[.takedown].flatMap(Takedown.ID.init).flatMap {
            takedownNames[$0]
        }
        return [takedown].compactMap(\.self) + facts(of: event)
    }

    /// Everything but which takedown it was about.
    func facts(of event: IncidentEvent) -> [String] {
        let facts = event.facts
        var said = Self.order.compactMap { name in
            facts[name].flatMap { text(name, $0, event) }
        }
        if facts[.supersedes] != nil { said.append(words("timeline.supersedes")) }
        return said
    }

    /// In the order a reader asks for them: what is not named here comes last.
    private static let order: [FactName] = {
        let first: [FactName] = [
            .channel, .technology, .from, .scheme, .list, .number, .kind, .distance, .frames,
            .sha256, .finding, .detail, .code, .source, .country, .pages, .media, .known, .benign,
            .setAside, .undecodable, .cutShort, .failed, .skipped, .leftOut,
        ]
        return first + FactName.allCases.filter { !first.contains($0) }
    }()

    private func text(_ name: FactName, _ value: String, _ event: IncidentEvent) -> String? {
        switch name {
        case .channel: words("channel.\(value)")
        case .technology: words("technology.\(value)")
        case .from: event.facts[.to].map { move(from: value, to: $0, event.kind) }
        case .scheme: assessed(scheme: value, value: event.facts[.value] ?? "")
        case .kind: kind(value)
        case .finding: word("finding", value)
        case .code, .detail: words.code(value)
        case .source: word("traceSource", value)
        case .country:
            value == "unknown"
                ? words("timeline.countryUnknown") : words.country(value)
        case .number: value
        case .list: HashListID(value).flatMap { listNames[$0] } ?? value
        case .sha256: "\(value.prefix(12))…"
        case .known: word("known", value)
        case .by: words("timeline.\(value)")
        case .cause:
            event.kind == .putOff
                ? words.ifAny("putOffCause.\(value)") ?? value : word("erasureCause", value)
        case .distance: words("timeline.distance", ["count": value])
        case .frames: frames(value)
        case .leftOut: leftOut(value)
        case .media: words("examination.media", ["count": value])
        case .pages, .undecodable, .cutShort, .failed, .skipped, .benign, .setAside:
            value == "0" ? nil : words("examination.\(name.rawValue)", ["count": value])
        // Only machines need these, or another fact says it better.
        case .assessment, .contact, .entry, .event, .matched, .notice, .outcome, .status,
            .supersedes, .takedown, .to, .value:
            nil
        // Only the audit log has these.
        case .action, .added, .adding, .bad, .classification, .comparedInPart, .content,
            .domains, .enabled, .entries, .format, .held, .import, .incidents, .index, .items,
            .kept, .networks, .pdqDistanceMax, .pdqQualityMin, .policy, .present, .proposal, .role,
            .row, .rows, .sessions, .table, .token, .trusted, .warning:
            nil
        }
    }

    /// How many of a video's frames are on a list: `3/40`.
    private func frames(_ value: String) -> String {
        let parts = value.split(separator: "/")
        guard parts.count == 2 else { return value }
        return words(
            "timeline.frames", ["matched": String(parts[0]), "count": String(parts[1])])
    }

    /// What a scan left out, each with its reason: `page.refused:2 page.inline-data:1`.
    private func leftOut(_ value: String) -> String? {
        let parts = ScanOmission.counts(in: value).map { omission, count in
            words(
                "timeline.leftOut",
                ["reason": words.code(omission.code), "count": String(count)])
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private func move(from: String, to: String, _ kind: TimelineKind) -> String {
        let words = kind == .statusChanged ? "status" : "takedown"
        return "\(word(words, from)) → \(word(words, to))"
    }

    /// A notice's kind, or a fingerprint's.
    private func kind(_ value: String) -> String {
        HashKind(rawValue: value).map { $0.title } ?? word("noticeKind", value)
    }

    private func assessed(scheme id: String, value: String) -> String {
        let scheme = ClassificationScheme.find(ClassificationScheme.ID(rawValue: id))
        return words(
            "timeline.assessed",
            [
                "scheme": scheme?.label.text(in: words.language) ?? id,
                "value": scheme?.value(value)?.label.text(in: words.language) ?? value,
            ])
    }

    private func word(_ vocabulary: String, _ value: String) -> String {
        words.ifAny("\(vocabulary).\(value)") ?? value
    }
}
