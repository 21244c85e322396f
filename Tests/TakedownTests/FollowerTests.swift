// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import JobQueue
import Demonstration
import AuditLog
import Assessment
import Incidents
import Intake
import NightlightCore
import Storage
import TestSupport
import Testing

@testable import Takedown

/// One address is asked to be removed once, however many report it.
struct FollowerTests {
    private func close(_ incident: Incident.ID, _ rig: TakedownRig) async throws {
        let current = try await rig.workers.assessment.current(incident)
        try await rig.workers.assessment.assess(
            incident: incident, by: rig.account, scheme: .canada, value: "not-csaem",
            superseding: current?.id)
        try await rig.run(for: .minutes(1))
    }

    private func erase(_ incident: Incident.ID, _ rig: TakedownRig) async throws {
        let found = try await rig.database.read { try rig.incidents.find(incident, in: $0) }
        try await rig.intake.erasures.erase(
            try #require(found?.reportID), .reporterAsked, by: .account(rig.account))
    }

    private func kinds(_ incident: Incident.ID, _ rig: TakedownRig) async throws -> [TimelineKind] {
        try await rig.timeline(incident).map(\.kind)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `one address reported three times is one takedown and one line of a notice`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        var incidents = [try await rig.reportPicture(1), try await rig.reportPicture(1)]
        try await rig.run(for: .hours(2))
        // The third comes when the host was told before.
        incidents.append(try await rig.reportPicture(1))
        try await rig.run(for: .minutes(5))
        let takedowns = Set(try await incidents.asyncMap { try await rig.takedown($0).id })
        #expect(takedowns.count == 1)
        #expect(rig.recipients.count == 1)
        #expect(try await rig.notices().map(\.itemCount) == [1])
        #expect(try await rig.relay.map(\.attachments.count) == [1])
        for incident in incidents { #expect(try await rig.status(incident) == .noticed) }
        // Whichever of the first two came first leads; the others say that they wait too.
        let following = try await incidents.asyncMap { try await kinds($0, rig) }
            .filter { $0.contains(.followed) }
        #expect(following.count == 2)
        #expect(try await kinds(incidents[2], rig).contains(.followed))
        for incident in incidents.prefix(2) {
            #expect(try await kinds(incident, rig).contains(.noticeSent))
        }

        rig.internet.pictures.takeDown("/1.png")
        try await rig.run(for: .days(2))
        for incident in incidents { #expect(try await rig.status(incident) == .removed) }
        let statistics = try await rig.workers.service.statistics()
        #expect(statistics.counts == [.gone: 1])
        #expect(statistics.removal.count == 1)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an address named with and without https is one`(engine: DatabaseUnderTest) async throws {
        let rig = try await TakedownRig(engine)
        let first = try await rig.reportPicture(1)
        let secure = rig.picture("/1.png").replacing("http://", with: "https://")
        let second = try await rig.report(secure, holding: [(secure, .init(1))])
        try await rig.run(for: .hours(1))
        #expect(try await rig.takedown(first).id == rig.takedown(second).id)
        #expect(rig.recipients.count == 1)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a closed incident leaves, and the next one leads`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let (first, second) = (try await rig.reportPicture(1), try await rig.reportPicture(1))
        try await rig.run(for: .hours(1))
        try await close(first, rig)
        #expect(try await rig.states(second) == [.noticed])
        #expect(try await rig.takedown(second).incidentID == second)
        let details = try await rig.workers.service.details(incident: first)
        #expect(details.map(\.state) == [.withdrawn])
        #expect(details.map(\.waitingCount) == [1])
        #expect(try await rig.status(first) == .closed)
        try await rig.run(for: .days(1))
        #expect(rig.recipients.count == 2)

        try await close(second, rig)
        #expect(try await rig.states(second) == [.withdrawn])
        try await rig.run(for: .days(2))
        #expect(rig.recipients.count == 2)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an erased record leaves, and the address is read from the next one`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let (first, second) = (try await rig.reportPicture(1), try await rig.reportPicture(1))
        try await rig.run(for: .hours(1))
        try await erase(first, rig)
        try await rig.run(for: .days(1))
        #expect(try await rig.status(first) == .closed)
        #expect(try await rig.states(second) == [.noticed])
        #expect(rig.recipients.count == 2)
        rig.internet.pictures.takeDown("/1.png")
        try await rig.run(for: .days(2))
        #expect(try await rig.status(second) == .removed)
        #expect(try await rig.status(first) == .closed)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `whoever sees it after it was gone saw it come back`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let first = try await rig.reportPicture(1)
        try await rig.run(for: .minutes(30))
        rig.internet.pictures.takeDown("/1.png")
        try await rig.run(for: .days(1))
        #expect(try await rig.status(first) == .removed)
        let second = try await rig.reportPicture(1)
        try await rig.run(for: .hours(1))
        let takedown = try await rig.takedown(second)
        #expect(try await rig.takedown(first).id == takedown.id)
        #expect(takedown.round == 2)
        #expect(takedown.progress.state == .noticed)
        #expect(try await rig.status(first) == .noticed)
        #expect(try await rig.status(second) == .noticed)
        #expect(rig.recipients.count == 2)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `what was seen only before it was gone is removed without a word`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let first = try await rig.reportPicture(1)
        // Seen now, and decided only when it is gone.
        let picture = TakedownRig.Picture(1)
        let address = rig.picture(picture.path)
        let second = try await rig.report(
            address, holding: [(address, picture)], decidedAfter: .days(3))
        try await rig.run(for: .minutes(30))
        rig.internet.pictures.takeDown("/1.png")
        try await rig.run(for: .days(2))
        #expect(try await rig.status(first) == .removed)
        try await rig.run(for: .days(2))
        #expect(try await rig.status(second) == .removed)
        #expect(rig.recipients.count == 1)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `the hosts of one address are found for all at once by several workers`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        var incidents: [Incident.ID] = []
        for _ in 0..<8 { incidents.append(try await rig.reportPicture(1)) }
        try await rig.workers.runner(concurrency: 8).runDue()
        try await rig.run(for: .hours(1))
        #expect(Set(try await incidents.asyncMap { try await rig.takedown($0).id }).count == 1)
        #expect(rig.recipients.count == 1)
        for incident in incidents { #expect(try await rig.status(incident) == .noticed) }
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a second person is the one who did not decide for the incident that leads`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine, policy: TakedownPolicy(mode: .personConfirms))
        let first = try await rig.reportPicture(1)
        try await rig.reportPicture(1)
        try await rig.run(for: .minutes(5))
        let takedown = try await rig.takedown(first)
        let current = try await rig.workers.assessment.current(takedown.incidentID)
        try await rig.workers.assessment.assess(
            incident: takedown.incidentID, by: rig.account, scheme: .industry, value: "a1",
            superseding: current?.id)
        await #expect(throws: TakedownError.secondPersonNeeded) {
            try await rig.workers.service.confirm([takedown.id], by: rig.account)
        }
        try await rig.end()
    }
}

extension Array {
    fileprivate func asyncMap<T>(_ body: (Element) async throws -> T) async throws -> [T] {
        var mapped: [T] = []
        for element in self { mapped.append(try await body(element)) }
        return mapped
    }
}
