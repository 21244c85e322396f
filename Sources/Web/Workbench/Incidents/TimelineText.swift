// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Assessment
import Examination
import Incidents
import NightlightCore
import Takedown
import WebSupport

/// Says what happened to an incident in words.
///
/// An event carries a kind and facts: numbers, codes and identifiers. Kinds have a title each;
/// facts are said in a fixed order, whatever the kind, so that a new kind with known facts reads
/// well from its first day.
struct TimelineText {
    let phrases: Phrases
    let language: Language
    /// What the page calls each takedown, by its identifier.
    let takedownNames: [String: String]
    let listNames: [String: String]

    /// Facts that only machines need, or that another fact says better.
    private static let unsaid: Set<String> = [
        "assessment", "contact", "entry", "event", "examination", "job", "locator", "media-id",
        "matched", "notice", "outcome", "status", "supersedes", "takedown", "to", "value",
    ]

    func title(of event: IncidentEvent) -> String {
        let key = "event.\(event.kind.rawValue)"
        let title = phrases(key)
        return title == key ? event.kind.rawValue : title
    }

    func details(of event: IncidentEvent) -> [String] {
        let facts = event.facts
        var said: [String] = []
        if let takedown = facts["takedown"].flatMap({ takedownNames[$0] }) { said.append(takedown) }
        said += facts.sorted { Self.order($0.key) < Self.order($1.key) }
            .compactMap { name, value in text(name, value, event) }
        if facts["supersedes"] != nil { said.append(phrases("timeline.supersedes")) }
        return said
    }

    /// Known facts first, in the order a reader asks for them.
    private static func order(_ name: String) -> String {
        let known = [
            "channel", "technology", "from", "scheme", "list", "number", "kind", "distance",
            "frames", "sha256", "finding", "detail", "code", "source", "country", "pages", "media",
            "known", "benign", "set-aside", "undecodable", "cutShort", "failed", "skipped",
        ]
        return known.firstIndex(of: name).map { String(UnicodeScalar(UInt8(0x21 + $0))) } ?? name
    }

    private func text(_ name: String, _ value: String, _ event: IncidentEvent) -> String? {
        switch name {
        case "channel": phrases("channel.\(value)")
        case "technology": phrases("technology.\(value)")
        case "from": event.facts["to"].map { move(from: value, to: $0, event.kind) }
        case "scheme": assessed(scheme: value, value: event.facts["value"] ?? "")
        case "kind": kind(value)
        case "finding": word("finding", value)
        case "code", "detail": CodeText(phrases: phrases).text(value)
        case "source": word("traceSource", value)
        case "country":
            value == "unknown"
                ? phrases("timeline.countryUnknown") : CountryText(language: language).name(value)
        case "number": value
        case "list": listNames[value] ?? value
        case "sha256": "\(value.prefix(12))…"
        case "known": word("known", value)
        case "distance": phrases("timeline.distance", ["count": value])
        case "frames": frames(value)
        case "pages", "media", "undecodable", "cutShort", "failed", "skipped", "benign",
            "set-aside":
            value == "0" && name != "media" ? nil : phrases("examination.\(name)", ["count": value])
        case _ where Self.unsaid.contains(name): nil
        default: phrases("timeline.fact", ["name": name, "value": value])
        }
    }

    /// How many of a film's frames are on a list: `3/40`.
    private func frames(_ value: String) -> String {
        let parts = value.split(separator: "/")
        guard parts.count == 2 else { return value }
        return phrases(
            "timeline.frames", ["matched": String(parts[0]), "count": String(parts[1])])
    }

    private func move(from: String, to: String, _ kind: IncidentEvent.Kind) -> String {
        let words = kind == .statusChanged ? "status" : "takedown"
        return "\(word(words, from)) → \(word(words, to))"
    }

    /// A notice's kind, or a fingerprint's.
    private func kind(_ value: String) -> String {
        HashKind(rawValue: value).map { Self.name(of: $0) } ?? word("noticeKind", value)
    }

    static func name(of kind: HashKind) -> String {
        switch kind {
        case .md5: "MD5"
        case .sha1: "SHA-1"
        case .sha256: "SHA-256"
        case .pdq: "PDQ"
        }
    }

    private func assessed(scheme id: String, value: String) -> String {
        let scheme = Scheme.find(Scheme.ID(rawValue: id))
        return phrases(
            "timeline.assessed",
            [
                "scheme": scheme?.label.text(in: language) ?? id,
                "value": scheme?.value(value)?.label.text(in: language) ?? value,
            ])
    }

    private func word(_ vocabulary: String, _ value: String) -> String {
        let key = "\(vocabulary).\(value)"
        let word = phrases(key)
        return word == key ? value : word
    }
}
