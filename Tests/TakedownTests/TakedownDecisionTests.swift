// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Intake
import Assessment
import Demonstration
import Incidents
import JobQueue
import NightlightCore
import Storage
import TestSupport
import Testing

@testable import Takedown

/// What people decide while a removal is under way, and hosts that change meanwhile.
@Suite struct TakedownDecisionTests {
    @Test(arguments: DatabaseUnderTest.allCases)
    func `nothing leaves before a person has confirmed it, where the policy asks`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine, policy: TakedownPolicy(mode: .personConfirms))
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .days(3))
        #expect(rig.recipients.isEmpty)
        #expect(try await rig.states(incident) == [.awaitingConfirmation])
        try await rig.workers.service.confirm(
            [try await rig.takedown(incident).id], by: rig.account)
        try await rig.run(for: .minutes(30))
        #expect(rig.recipients == ["desk@pictures.test"])
        let moved = try await rig.timeline(incident).last { $0.account != nil }
        #expect(moved?.account == rig.account)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `who decided that it must be removed cannot confirm the notice`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine, policy: TakedownPolicy(mode: .personConfirms))
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .hours(2))
        let current = try await rig.workers.assessment.current(incident)
        try await rig.workers.assessment.assess(
            incident: incident, by: rig.account, scheme: .canada, value: "csaem",
            superseding: current?.id)
        let id = try await rig.takedown(incident).id
        await #expect(throws: TakedownError.secondPersonNeeded) {
            try await rig.workers.service.confirm([id], by: rig.account)
        }
        #expect(try await rig.states(incident) == [.awaitingConfirmation])
        try await rig.workers.service.confirm([id], by: .numbered(2))
        try await rig.run(for: .minutes(30))
        #expect(rig.recipients == ["desk@pictures.test"])
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `what police asked to hold leaves the notice it was in, and the rest goes`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let held = try await rig.reportPicture(1)
        let other = try await rig.reportPicture(2)
        // The relay is away just when the notice is written.
        rig.internet.relay.refuse(MailSink.Refusal(at: .greeting, status: 421))
        try await rig.run(for: .minutes(11))
        let id = try await rig.takedown(held).id
        try await rig.workers.service.hold([id], by: rig.account)
        rig.internet.relay.refuse(nil)
        try await rig.run(for: .hours(3))
        #expect(rig.recipients == ["desk@pictures.test"])
        let mail = try #require(try await rig.relay.first)
        #expect(mail.text.contains("/2.png"))
        #expect(!mail.text.contains("/1.png"))
        #expect(try await rig.states(held) == [.held])
        #expect(try await rig.states(other) == [.noticed])
        #expect(Set(try await rig.notices().map(\.state)) == [.sent, .cancelled])

        // Nobody looks either, for as long as it is held.
        let asked = rig.internet.pictures.requests.filter { $0.path == "/1.png" }.count
        try await rig.run(for: .days(3))
        #expect(rig.internet.pictures.requests.filter { $0.path == "/1.png" }.count == asked)
        try await rig.workers.service.release([id], by: rig.account)
        try await rig.run(for: .days(1))
        #expect(try await rig.states(held) == [.noticed])
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a hold after the first notice stops looks, and release looks at once`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .hours(2))
        let id = try await rig.takedown(incident).id
        try await rig.workers.service.hold([id], by: rig.account)
        let looked = rig.internet.pictures.requests.count
        try await rig.run(for: .hours(40))
        #expect(rig.internet.pictures.requests.count == looked)
        #expect(rig.recipients.count == 1)
        try await rig.workers.service.release([id], by: rig.account)
        try await rig.run(for: .minutes(1))
        #expect(rig.internet.pictures.requests.count > looked)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a decision that is taken back takes back what was begun`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .hours(2))
        #expect(rig.recipients.count == 1)
        let current = try await rig.workers.assessment.current(incident)
        try await rig.workers.assessment.assess(
            incident: incident, by: rig.account, scheme: .canada, value: "not-csaem",
            superseding: current?.id)
        try await rig.run(for: .minutes(1))
        #expect(try await rig.states(incident) == [.withdrawn])
        let looked = rig.internet.pictures.requests.count
        try await rig.run(for: .days(10))
        #expect(rig.recipients.count == 1)
        #expect(rig.internet.pictures.requests.count == looked)
        #expect(try await rig.status(incident) == .closed)

        // And decided once more, it begins anew.
        let latest = try await rig.workers.assessment.current(incident)
        try await rig.workers.assessment.assess(
            incident: incident, by: rig.account, scheme: .industry, value: "a1",
            superseding: latest?.id)
        try await rig.run(for: .minutes(30))
        #expect(try await rig.states(incident) == [.noticed])
        #expect(try await rig.takedown(incident).round == 2)
        #expect(rig.recipients.count == 2)
        let report = try #require(try await rig.relay.last?.attachments.first)
        #expect(report.text.contains("\"A1\""))
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an erased report ends its removal without a word`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPicture(1)
        let other = try await rig.reportPicture(2)
        try await rig.run(for: .hours(2))
        let found = try await rig.database.read { try rig.incidents.find(incident, in: $0) }
        try await rig.intake.erasures.erase(
            try #require(found?.reportID), .reporterAsked, by: .account(rig.account))
        try await rig.run(for: .days(2))
        #expect(try await rig.states(incident) == [.withdrawn])
        #expect(try await rig.states(other) == [.noticed])
        let last = try #require(try await rig.relay.last)
        #expect(last.attachments.count == 1)
        #expect(!last.text.contains("/1.png"))
        let dead = try await rig.jobs.list(state: .dead)
        #expect(dead.isEmpty)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an address that moved is the new host's, who is told at once`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPage("/gallery", showing: [1])
        rig.internet.pictures.takeDown("/1.png")
        rig.internet.pages.put("/gallery", TakedownRig.Picture(1).bytes, type: "image/png")
        try await rig.run(for: .minutes(30))
        #expect(rig.recipients.contains("abuse@pages.test"))
        // The same site, in another network, on the same port.
        let harbour = try await PictureHost.start(
            address: "127.0.3.1", port: rig.internet.pages.port)
        harbour.put("/gallery", TakedownRig.Picture(1).bytes, type: "image/png")
        rig.internet.names["pages.test"] = "127.0.3.1"
        try await rig.run(for: .hours(2))
        #expect(rig.recipients.filter { $0 == "abuse@harbour.test" }.count == 1)
        #expect(rig.recipients.filter { $0 == "abuse@pages.test" }.count == 1)
        let takedown = try #require(try await rig.all(incident).first { $0.role == .pointed })
        #expect(takedown.round == 2)
        #expect(takedown.country == "NL")
        #expect(takedown.serverAddress == "127.0.3.1")
        await harbour.stop()
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a host whose name is gone is gone, after two looks`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .minutes(30))
        rig.internet.names["pictures.test"] = nil
        try await rig.run(for: .days(1))
        #expect(try await rig.states(incident) == [.gone])
        let looks = try await rig.database.read { transaction in
            let id = try #require(try rig.takedowns.list(incident: incident, in: transaction).first)
            return try rig.takedowns.rechecks(of: id.id, in: transaction)
        }
        #expect(looks.map(\.detail) == ["outbound.name-not-found", "outbound.name-not-found"])
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `silence counts as gone after a week of it`(engine: DatabaseUnderTest) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .minutes(30))
        await rig.internet.pictures.stop()
        try await rig.run(for: .days(6))
        #expect(try await rig.states(incident) == [.noticed])
        try await rig.run(for: .days(3))
        #expect(try await rig.states(incident) == [.gone])
        let gone = try #require(try await rig.takedown(incident).progress.timeToRemoval)
        // It was gone when the silence began.
        #expect(gone < .hours(2))
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a registry that is away is asked again, and its host is told when it answers`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        rig.internet.registry.override("ip/127.0.1.1", .status(503))
        let incident = try await rig.reportPage("/gallery", showing: [1])
        try await rig.run(for: .days(1))
        let takedown = try #require(try await rig.all(incident).first { $0.role == .pointed })
        #expect(takedown.progress.state == .failed)
        #expect(try await rig.timeline(incident).map(\.kind).contains(.personNeeded))
        #expect(!rig.recipients.contains("abuse@pages.test"))
        rig.internet.registry.override("ip/127.0.1.1", nil)
        try await rig.run(for: .days(2))
        #expect(rig.recipients.contains("abuse@pages.test"))
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a second address for the same provider waits for the next day's notice`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        try await rig.reportPicture(1)
        try await rig.run(for: .hours(1))
        try await rig.reportPicture(2)
        try await rig.run(for: .days(1))
        let mails = try await rig.relay
        #expect(mails.count == 2)
        #expect(mails.map(\.attachments.count) == [1, 2])
        let days = try await rig.notices().map(\.day)
        #expect(Set(days).count == 2)
        try await rig.end()
    }
}
