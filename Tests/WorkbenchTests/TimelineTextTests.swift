// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Assessment
import Examination
import Incidents
import NightlightCore
import Takedown
import Testing
import TestSupport

@testable import CaseworkParts
@testable import IncidentPages

@Suite struct TimelineTextTests {
    private static let time = Timestamp(secondsSinceEpoch: 1_800_000_000)
    private static let takedown = Takedown.ID.numbered(1)
    private static let list = HashListID.numbered(2)

    private static func details(
        _ kind: TimelineKind, _ facts: Facts, _ language: Language = .english
    ) throws -> [String] {
        let event = IncidentEvent(
            incidentID: Incident.ID(at: time), kind: kind, at: time, facts: facts)
        return TimelineText(
            words: try IncidentPages.words(language), takedownNames: [Self.takedown: "Address 2"],
            listNames: [Self.list: "weather-list"]
        ).details(of: event)
    }

    struct Case: Sendable {
        let kind: TimelineKind
        let facts: Facts
        let said: [String]
    }

    static let cases: [Case] = [
        Case(
            kind: .received,
            facts: [.channel: "public", .technology: "web-page", .status: "received"],
            said: ["Public site", "Web page"]),
        Case(
            kind: .statusChanged,
            facts: [.event: "notice-sent", .from: "actionable", .to: "noticed"],
            said: ["Actionable → Notice sent"]),
        Case(
            kind: .assessed,
            facts: [
                .scheme: "inhope", .value: "baseline", .outcome: "actionable",
                .assessment: "x", .supersedes: "y",
            ], said: ["INHOPE: Baseline", "Replaces the decision before"]),
        Case(
            kind: .assessed,
            facts: [.scheme: "hash-list", .value: "trusted-match", .outcome: "actionable"],
            said: ["Hash list: On a trusted list"]),
        Case(
            kind: .takedownMoved, facts: [.takedown: takedown.text, .from: "held", .to: "queued"],
            said: ["Address 2", "On hold → In the next notice"]),
        Case(
            kind: .traced, facts: [.takedown: takedown.text, .source: "registry", .country: "CA"],
            said: ["Address 2", "The network registry", "Canada"]),
        Case(
            kind: .traced,
            facts: [.takedown: takedown.text, .source: "nobody", .country: "unknown"],
            said: ["Address 2", "Nobody found", "Country unknown"]),
        Case(
            kind: .rechecked,
            facts: [.takedown: takedown.text, .finding: "gone", .detail: "status.404"],
            said: ["Address 2", "Gone", "The server answered 404"]),
        Case(
            kind: .noticeSent,
            facts: [.takedown: takedown.text, .notice: "n", .number: "N-1", .kind: "repeat"],
            said: ["Address 2", "N-1", "Reminder"]),
        Case(
            kind: .noticeFailed, facts: [.notice: "n", .code: "mail.refused"],
            said: ["The mail was refused"]),
        Case(
            kind: .notFetched, facts: [.code: "outbound.timed-out"],
            said: ["The server did not answer in time"]),
        Case(
            kind: .matched,
            facts: [.kind: "pdq", .distance: "12", .list: list.text, .sha256: "0123456789abcdef"],
            said: ["weather-list", "PDQ", "Distance 12", "0123456789ab…"]),
        Case(
            kind: .examined,
            facts: [
                .outcome: "examined", .known: "trusted", .pages: "1", .media: "3",
                .matched: "1", .undecodable: "0", .failed: "2", .skipped: "0",
            ],
            said: [
                "Pages read: 1", "Files compared: 3", "On a trusted list", "Not fetched: 2",
            ]),
        Case(
            kind: .notFetched, facts: [.code: "weather.snow"], said: ["weather.snow"]),
    ]

    @Test(arguments: cases.indices)
    func `an event's facts are said in words, in a fixed order`(index: Int) throws {
        let each = Self.cases[index]
        #expect(try Self.details(each.kind, each.facts) == each.said)
    }

    @Test func `French says the same in its own words`() throws {
        let facts: Facts = [.takedown: Self.takedown.text, .source: "nobody", .country: "DE"]
        #expect(
            try Self.details(.traced, facts, .french)
                == ["Address 2", "Aucun contact trouvé", "Allemagne"])
    }

    @Test(arguments: [
        ("https://a.test/b?c", "a.test", "https://a.test/b?c"),
        ("https://a.test/", "a.test", "https://a.test/"),
        ("http://a.test:81/", "a.test:81", "http://a.test:81/"), ("@kitten", "@kitten", nil),
        ("a.test/b#c", "a.test", "a.test/b#c"), ("a.test:81", "a.test:81", nil),
        ("203.0.113.7", "203.0.113.7", nil), ("203.0.113.7/b", "203.0.113.7", "203.0.113.7/b"),
        ("http://[2001:db8::1]:81/b", "[2001:db8::1]:81", "http://[2001:db8::1]:81/b"),
    ])
    func `an address is said host first, and stands there whole to be copied`(
        text: String, host: String, whole: String?
    ) {
        #expect(AddressText(text).host == host)
        #expect(AddressText(text).whole == whole)
    }
}
