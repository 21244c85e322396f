// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import Intake
import JobQueue
import NightlightCore
import Storage
import Testing
import WebAddresses

/// What becomes of addresses between the form and the incident.
struct TypedAddressTests {
    @Test func `a line with several addresses becomes several incidents`() async throws {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(
            rig.draft(["1. hxxps://a[.]test/1, https://b.test/2", "- a . test", "a.test/"]))
        let stored = try #require(try await rig.stored(receipt))
        #expect(stored.addresses == ["https://a.test/1", "https://b.test/2", "a.test"])
        #expect(stored.narrative == nil)
    }

    @Test func `words beside an address join the narrative`() async throws {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(
            rig.draft(["see https://a.test/1 at the end"], narrative: "It rained."))
        let stored = try #require(try await rig.stored(receipt))
        #expect(stored.addresses == ["https://a.test/1"])
        #expect(stored.narrative == "It rained.\nsee https://a.test/1 at the end")
    }

    @Test func `of two spellings of an address, the one with more ways to look stays`()
        async throws
    {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(rig.draft(["https://a.test/", "a.test"]))
        #expect(try await rig.stored(receipt)?.addresses == ["a.test"])
    }

    @Test(arguments: [
        ("ftp://a.test/1", "address.unknown-scheme"), ("http://a/", "address.not-public-name"),
        ("https://a.test:0/", "address.bad-port"), ("the green door", "address.not-read"),
        ("rain@a.test", "address.not-web"),
    ])
    func `what cannot be fetched goes to a person, with the reason on its timeline`(
        typed: String, code: String
    ) async throws {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(rig.draft([typed]))
        let stored = try #require(try await rig.stored(receipt))
        #expect(stored.addresses == [typed])
        #expect(stored.incidents.map(\.status) == [.awaitingAssessment])
        let incident = try #require(stored.incidents.first)
        let events = try await rig.database.read {
            try IncidentTimeline().events(of: incident.id, in: $0)
        }
        #expect(events.map { $0.facts[.code] } == [code])
        #expect(try await JobQueue(database: rig.database, time: rig.time).counts().isEmpty)
    }

    @Test(arguments: ["http://", "https://", "hxxp://", "http:///"])
    func `the beginning of an address alone is refused`(typed: String) async throws {
        let rig = try await IntakeRig()
        let problem = IntakeProblem(.addresses, .missing, index: 0, refusal: .noHost)
        await #expect(throws: IntakeError.invalid([problem])) {
            try await rig.intake.submit(rig.draft([typed], narrative: "It rained."))
        }
    }

    @Test func `more addresses than are taken are refused, on however few lines`() async throws {
        let rig = try await IntakeRig()
        let limit = rig.intake.limits.addressesMax
        let line = (0...limit).map { "https://a.test/\($0)" }.joined(separator: " ")
        await #expect(
            throws: IntakeError.invalid([IntakeProblem(.addresses, .tooMany, limit: limit)])
        ) {
            try await rig.intake.submit(rig.draft([line]))
        }
    }
}
