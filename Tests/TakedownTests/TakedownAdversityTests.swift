// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Foundation
import Incidents
import NightlightCore
import Outbound
import Storage
import Synchronization
import TestSupport
import Testing

@testable import JobQueue
@testable import Takedown

/// Relays that are away, mailboxes that are none, workers that die, and people who change their
/// minds.
@Suite struct TakedownAdversityTests {
    @Test(
        arguments: DatabaseUnderTest.allCases,
        [
            MailSink.Refusal(at: .greeting, status: 421),
            MailSink.Refusal(at: .greeting, status: 554),
            MailSink.Refusal(at: .sender, status: 550),
            MailSink.Refusal(at: .recipient, status: 450),
            MailSink.Refusal(at: .recipient, status: 554, words: "5.7.1 relay access denied"),
            MailSink.Refusal(at: .body, status: 452),
        ])
    func `a relay that refuses us for two days delays a notice and loses none`(
        engine: DatabaseUnderTest, refusal: MailSink.Refusal
    ) async throws {
        let rig = try await TakedownRig(engine)
        rig.internet.relay.refuse(refusal)
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .days(2))
        #expect(rig.recipients.isEmpty)
        #expect(try await rig.states(incident) == [.queued])
        #expect(try await rig.notices().map(\.state) == [.queued])
        #expect(try await rig.contact("desk@pictures.test")?.status == .unverified)
        rig.internet.relay.refuse(nil)
        try await rig.run(for: .hours(8))
        #expect(rig.recipients == ["desk@pictures.test"])
        #expect(try await rig.states(incident) == [.noticed])
        // Days count from when the host was told, not from when we tried.
        let told = try #require(try await rig.takedown(incident).progress.firstNoticeAt)
        #expect(told - Timestamp(secondsSinceEpoch: 1_800_000_000) > .days(2))
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a relay that is away for weeks is a person's to solve, and the notice can still go`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        rig.internet.relay.refuse(MailSink.Refusal(at: .greeting, status: 421))
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .days(20))
        let notice = try #require(try await rig.notices().first)
        #expect(notice.state == .failed)
        #expect(notice.failureCode == "mail.refused-for-now")
        #expect(try await rig.states(incident) == [.failed])
        let kinds = try await rig.timeline(incident).map(\.kind)
        #expect(kinds.contains(.noticeFailed))
        #expect(kinds.contains(.personNeeded))
        #expect(try await rig.contact("desk@pictures.test")?.status == .unverified)
        rig.internet.relay.refuse(nil)
        try await rig.workers.service.retry(notice.id, by: rig.account)
        try await rig.run(for: .minutes(5))
        #expect(rig.recipients == ["desk@pictures.test"])
        #expect(try await rig.states(incident) == [.noticed])
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a mailbox that does not exist is marked, a person told, another one written to`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        rig.internet.relay.refuse(recipient: "desk@pictures.test", status: 550)
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .minutes(30))
        #expect(try await rig.contact("desk@pictures.test")?.status == .refusing)
        #expect(try await rig.notices().map(\.state) == [.failed])
        #expect(try await rig.states(incident) == [.failed])
        #expect(try await rig.timeline(incident).map(\.kind).contains(.personNeeded))
        // Nothing more is tried there, also for what is found next.
        let next = try await rig.reportPicture(2)
        try await rig.run(for: .days(1))
        #expect(try await rig.states(next) == [.failed])
        #expect(rig.recipients.isEmpty)

        let takedown = try await rig.takedown(incident)
        try await rig.workers.service.setContact(
            of: takedown.id, email: "night@pictures.test", name: "Night desk", language: .english,
            by: rig.account)
        try await rig.run(for: .hours(2))
        #expect(rig.recipients == ["night@pictures.test"])
        let told = try await rig.takedown(incident)
        #expect(told.progress.state == .noticed)
        // The first look comes an hour after the notice, though a daily one was planned.
        let looks = try await rig.database.read {
            try rig.takedowns.rechecks(of: told.id, in: $0)
        }
        let first = try #require(told.progress.firstNoticeAt)
        #expect(looks.first?.checkedAt == first + .hours(1))
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a mail that is refused for what it is marks nobody`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        rig.internet.relay.refuse(MailSink.Refusal(at: .body, status: 552, words: "5.3.4 too big"))
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .minutes(30))
        #expect(try await rig.notices().map(\.failureCode) == ["mail.refused"])
        #expect(try await rig.states(incident) == [.failed])
        #expect(try await rig.contact("desk@pictures.test")?.status == .unverified)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a yes that nobody heard is asked for again, with the same mail`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        rig.workers.switches.afterSending.withLock {
            $0 = { () throws(MailFailure) in throw .brokenOff }
        }
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .minutes(11))
        rig.workers.switches.afterSending.withLock { $0 = nil }
        try await rig.run(for: .minutes(30))
        let messages = rig.internet.relay.messages
        #expect(messages.count >= 2)
        #expect(Set(messages.map(\.bytes)).count == 1)
        let notices = try await rig.notices()
        #expect(notices.map(\.state) == [.sent])
        #expect(try await rig.relay.first?["message-id"] == notices.first?.messageID)
        #expect(
            try await rig.timeline(incident).filter { $0.kind == .noticeSent }.count == 1)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a worker that comes to after another has its job records nothing`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        // The first worker has the relay's yes, and then stands still.
        let gate = AsyncStream<Void>.makeStream()
        let claimed = try await Self.claimSending(rig)
        let handler = try #require(rig.workers.handler(.sendNotice))
        let held = HeldOnce(gate: gate.stream)
        rig.workers.switches.afterSending.withLock {
            $0 = { () throws(MailFailure) in await held.wait() }
        }
        let first = Task { try await handler.run(claimed.job) }
        while rig.recipients.isEmpty { await Task.yield() }
        // Its lease runs out, and another takes over.
        rig.time.advance(by: .minutes(10))
        try await rig.run(for: .minutes(1))
        gate.continuation.yield()
        await #expect(throws: TakedownError.changedMeanwhile) { try await first.value }
        #expect(Set(rig.internet.relay.messages.map(\.bytes)).count == 1)
        #expect(try await rig.notices().map(\.state) == [.sent])
        #expect(
            try await rig.timeline(claimed.incident).filter { $0.kind == .noticeSent }.count == 1)
        try await rig.end()
    }

    /// The first call waits for the gate, all others pass.
    private final class HeldOnce: Sendable {
        private let gate: AsyncStream<Void>
        private let isUsed = Mutex(false)

        init(gate: AsyncStream<Void>) { self.gate = gate }

        func wait() async {
            let isFirst = isUsed.withLock { used in
                defer { used = true }
                return !used
            }
            guard isFirst else { return }
            for await _ in gate { return }
        }
    }

    /// A composed notice whose sending one worker has claimed.
    private static func claimSending(
        _ rig: TakedownRig
    ) async throws -> (incident: Incident.ID, job: Job) {
        let incident = try await rig.reportPicture(1)
        rig.internet.relay.refuse(MailSink.Refusal(at: .greeting, status: 421))
        try await rig.run(for: .minutes(11))
        rig.internet.relay.refuse(nil)
        rig.time.advance(by: .hours(7))
        let jobs = try await rig.jobs.claim(
            kinds: [.sendNotice], limit: 1, lease: .minutes(2), worker: "first")
        return (incident, try #require(jobs.first))
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `two processes at once make one notice of what is due to one provider`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        for number in 1...6 { try await rig.reportPicture(number) }
        let another = try await rig.temporary.openAnother()
        let other = try Workers(
            database: another, internet: rig.internet, casework: rig.casework,
            policy: TakedownPolicy(), time: rig.time)
        for _ in 1...8 {
            async let first = rig.workers.runner(concurrency: 3).runDue()
            async let second = other.runner(concurrency: 3).runDue()
            _ = try await (first, second)
            rig.time.advance(by: .minutes(3))
        }
        #expect(rig.recipients == ["desk@pictures.test"])
        let mail = try #require(try await rig.relay.first)
        #expect(mail.attachments.count == 6)
        for number in 1...6 { #expect(mail.text.contains("/\(number).png")) }
        try await another.close()
        try await rig.end()
    }
}
