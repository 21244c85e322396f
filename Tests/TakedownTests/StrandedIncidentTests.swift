// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Demonstration
import Incidents
import Intake
import NightlightCore
import Storage
import TestSupport
import Testing

@testable import Takedown

/// A decision that something must be removed leads to a notice, or a person sees why it does not.
struct StrandedIncidentTests {
    private func reasons(_ incident: Incident.ID, _ rig: TakedownRig) async throws -> [String] {
        try await rig.timeline(incident).filter { $0.kind == .personNeeded }
            .compactMap { $0.facts[.code] }
    }

    @Test(
        arguments: DatabaseUnderTest.allCases,
        [
            ("kitten@example.org", "takedown.not-on-the-web"),
            ("+1 555 010 0199", "takedown.not-on-the-web"),
        ])
    func `what nobody hosts on the web waits for a person, with the reason`(
        engine: DatabaseUnderTest, reported: (address: String, code: String)
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.report(reported.address, holding: [])
        try await rig.run(for: .hours(1))
        #expect(try await rig.status(incident) == .stranded)
        #expect(try await rig.all(incident).isEmpty)
        #expect(try await reasons(incident, rig) == [reported.code])
        #expect(rig.recipients.isEmpty)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a report that is erased before anybody was asked is closed`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPicture(1)
        let found = try await rig.database.read { try rig.incidents.find(incident, in: $0) }
        let report = try #require(found?.reportID)
        try await rig.intake.erasures.erase(report, .reporterAsked, by: .system)
        try await rig.run(for: .hours(1))
        #expect(try await rig.status(incident) == .closed)
        #expect(try await rig.all(incident).isEmpty)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a host that takes no mail strands it, until somebody else is named`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        rig.internet.relay.refuse(recipient: "desk@pictures.test", status: 550)
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .minutes(30))
        #expect(try await rig.states(incident) == [.failed])
        #expect(try await rig.status(incident) == .stranded)
        let takedown = try await rig.takedown(incident)
        try await rig.workers.service.setContact(
            of: takedown.id, email: "night@pictures.test", name: "Night desk",
            language: .english, by: rig.account)
        #expect(try await rig.status(incident) == .actionable)
        try await rig.run(for: .hours(2))
        #expect(try await rig.status(incident) == .noticed)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `one address that nobody answers for strands nothing while another is asked for`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        rig.internet.registry.override("ip/127.0.1.1", .status(503))
        let incident = try await rig.reportPage("/gallery", showing: [1])
        try await rig.run(for: .days(1))
        #expect(Set(try await rig.states(incident)) == [.failed, .noticed])
        #expect(try await rig.status(incident) == .noticed)
        try await rig.end()
    }
}
