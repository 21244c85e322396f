// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Incidents
import NightlightCore
import Testing
import TestSupport
import WorkbenchShell

@testable import CaseworkParts
@testable import IncidentPages
@testable import Takedown
@testable import WebComponents

/// An incident with many addresses stays something a person can read.
@Suite struct ManyAddressesTests {
    private static let now = Timestamp(secondsSinceEpoch: 1_800_000_000)
    private static let incident = Incident(
        id: Incident.ID(at: now), number: "2027-000001", reportID: nil, channel: .public,
        technology: .webPage, concern: .material, status: .noticed, createdAt: now)

    /// Fifteen reported addresses, each found at another second.
    private static let locators = (0..<15).map { number in
        Locator(
            id: Locator.ID(at: now + .seconds(number)), incidentID: incident.id, kind: .url,
            origin: .reported, recordID: .numbered(1), sealedAddress: [],
            createdAt: now + .seconds(number))
    }

    private static func takedown(of locator: Locator) -> TakedownDetails {
        TakedownDetails(
            takedown: Takedown(
                id: Takedown.ID(at: locator.createdAt), incidentID: incident.id,
                locatorID: locator.id, role: .hosting, contactID: nil, upstreamContactID: nil,
                serverAddress: nil, country: nil, progress: TakedownProgress(state: .noticed),
                round: 1, version: 1, createdAt: now, updatedAt: now),
            follower: Follower(
                takedownID: Takedown.ID(at: locator.createdAt), incidentID: incident.id,
                locatorID: locator.id, joinedAt: now), waitingCount: 1, contact: nil, upstream: nil,
            rechecks: [], notices: [])
    }

    private static func view(_ snapshot: IncidentSnapshot) throws -> IncidentView {
        IncidentView(snapshot: snapshot, words: try IncidentPages.words(at: now))
    }

    @Test(arguments: [
        ([2], "Address 2"), ([4, 3], "Addresses 3, 4"), ([1, 2, 3, 5], "Addresses 1–3, 5"),
        ([], "An address"),
    ])
    func `several addresses are named in short`(numbers: [Int], text: String) throws {
        #expect(try IncidentPages.words().addresses(numbers) == text)
    }

    @Test func `addresses that are alike are one row until they are shown`() throws {
        var snapshot = IncidentSnapshot(
            incident: Self.incident, report: nil, locators: Self.locators)
        let hidden = try #require(
            try Self.view(snapshot).addresses(Self.locators, caption: "Addresses"))
        #expect(
            hidden.rows.map { $0.cells.map(\.text) } == [
                ["Addresses 1–15", "Web address", "Reported", "15 January 2027, 08:00"]
            ])
        for (number, locator) in Self.locators.enumerated() {
            snapshot.addresses[locator.id] = "https://kittens.example.org/\(number)"
        }
        let shown = try #require(
            try Self.view(snapshot).addresses(Self.locators, caption: "Addresses"))
        #expect(shown.rows.count == 15)
        #expect(shown.rows[14].cells[1].text == "kittens.example.org")
        #expect(shown.rows[14].cells[1].note == "https://kittens.example.org/14")
    }

    @Test func `what happened to several within a minute is one line, and no other`() throws {
        func event(_ kind: TimelineKind, _ facts: Facts, second: Int)
            -> IncidentEvent
        {
            IncidentEvent(
                incidentID: Self.incident.id, kind: kind, at: Self.now + .seconds(second),
                facts: facts)
        }
        var snapshot = IncidentSnapshot(
            incident: Self.incident, report: nil, locators: Self.locators)
        snapshot.takedowns = Self.locators.map(Self.takedown(of:))
        let ids = snapshot.takedowns.map(\.takedown.id.text)
        snapshot.events =
            ids.prefix(14).enumerated().map { number, id in
                event(
                    .rechecked, [.takedown: id, .finding: "gone", .detail: "status.404"],
                    second: 14 - number)
            } + [
                event(.rechecked, [.takedown: ids[14], .finding: "present"], second: 0),
                event(.rechecked, [.takedown: ids[0], .finding: "present"], second: -70),
                event(.statusChanged, [.from: "actionable", .to: "noticed"], second: -80),
                event(.statusChanged, [.from: "actionable", .to: "noticed"], second: -80),
            ]
        let events = try Self.view(snapshot).timeline.events
        #expect(
            events.map(\.details) == [
                ["Addresses 1–14 · Gone · The server answered 404"], ["Address 15 · Still there"],
                ["Address 1 · Still there"], ["Actionable → Notice sent"],
                ["Actionable → Notice sent"],
            ])
        #expect(events.map(\.tone) == ["good", "plain", "plain", "plain", "plain"])
    }
}
