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

/// Erasing a report ends what was begun for it, wherever that stands.
struct ErasedTakedownTests {
    private func erase(_ incident: Incident.ID, _ rig: TakedownRig) async throws {
        let found = try await rig.database.read { try rig.incidents.find(incident, in: $0) }
        try await rig.intake.erasures.erase(
            try #require(found?.reportID), .reporterAsked, by: .account(rig.account))
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a removal that police asked to hold ends`(engine: DatabaseUnderTest) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .hours(1))
        try await rig.workers.service.hold([rig.takedown(incident).id], by: rig.account)
        try await erase(incident, rig)
        try await rig.run(for: .minutes(1))
        #expect(try await rig.states(incident) == [.withdrawn])
        #expect(try await rig.status(incident) == .closed)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a removal that waits for a second person ends`(engine: DatabaseUnderTest) async throws {
        let rig = try await TakedownRig(engine, policy: TakedownPolicy(mode: .personConfirms))
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .hours(1))
        #expect(try await rig.states(incident) == [.awaitingConfirmation])
        try await erase(incident, rig)
        try await rig.run(for: .minutes(1))
        #expect(try await rig.states(incident) == [.withdrawn])
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a notice that is written and not sent stays here`(engine: DatabaseUnderTest) async throws
    {
        let rig = try await TakedownRig(engine)
        rig.internet.relay.refuse(MailSink.Refusal(at: .greeting, status: 421))
        let (incident, other) = (try await rig.reportPicture(1), try await rig.reportPicture(2))
        try await rig.run(for: .hours(1))
        #expect(try await rig.notices().map(\.state) == [.queued])
        try await erase(incident, rig)
        rig.internet.relay.refuse(nil)
        try await rig.run(for: .days(1))
        #expect(try await rig.states(other) == [.noticed])
        let mails = try await rig.relay
        #expect(!mails.isEmpty)
        for mail in mails { #expect(!mail.text.contains("/1.png")) }
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an incident that nobody looked at yet is closed`(engine: DatabaseUnderTest) async throws {
        let rig = try await TakedownRig(engine)
        let receipt = try await rig.intake.submit(
            ReportDraft(
                channel: .public, language: .english, concern: .material,
                addresses: ["https://pages.test/kittens"], narrative: "", contact: "",
                submissionKey: SubmissionKey.make()))
        let incident = try await rig.database.read { transaction in
            let report = try #require(
                try ReportStore().find(number: receipt.number, in: transaction))
            return try #require(try rig.incidents.list(of: report.id, in: transaction).first)
        }
        try await erase(incident.id, rig)
        #expect(try await rig.status(incident.id) == .closed)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `what a person took back waits for a person, with the reason`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .hours(1))
        try await rig.workers.service.withdraw([rig.takedown(incident).id], by: rig.account)
        #expect(try await rig.status(incident) == .stranded)
        let reasons = try await rig.timeline(incident).compactMap { $0.facts[.code] }
        #expect(reasons == ["takedown.withdrawn"])
        try await rig.end()
    }
}
