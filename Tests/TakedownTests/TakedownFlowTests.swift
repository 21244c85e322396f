// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Foundation
import Incidents
import NightlightCore
import Storage
import TestSupport
import Testing

@testable import Takedown

/// From the decision to gone, as a provider, an analyst and the law see it.
@Suite struct TakedownFlowTests {
    @Test(arguments: DatabaseUnderTest.allCases)
    func `a page and its pictures are traced, noticed, watched and seen gone`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPage("/gallery", showing: [1, 2])
        try await rig.run(for: .minutes(30))

        // Both servers of SOR/2011-292, section 4(a), and who answers for them.
        let traces = try await rig.workers.service.traces(of: incident)
        #expect(traces.map(\.role).filter { $0 == .pointed }.count == 1)
        #expect(traces.map(\.role).filter { $0 == .hosting }.count == 2)
        let pointed = try #require(traces.first { $0.role == .pointed })
        #expect(pointed.source == .registry)
        #expect(pointed.country == "FR")
        #expect(pointed.organisation == "Example Pages")
        let hosting = try #require(traces.first { $0.role == .hosting })
        #expect(hosting.source == .directory)
        #expect(hosting.country == "CA")
        #expect(hosting.address == "127.0.2.1")

        // One mail to each provider; both pictures in one.
        #expect(rig.recipients.sorted() == ["abuse@pages.test", "desk@pictures.test"])
        #expect(try await rig.status(incident) == .noticed)
        let mails = try await rig.relay
        let desk = try #require(mails.first { $0["to"] == "desk@pictures.test" })
        #expect(desk.defects.isEmpty)
        #expect(desk["content-language"] == "fr")
        for path in ["/1.png", "/2.png"] { #expect(desk.text.contains(rig.picture(path))) }
        #expect(!desk.text.contains(rig.page("/gallery")))
        #expect(desk.attachments.count == 2)
        try await Self.expectValid(desk.attachments.map(\.text))

        // Still there after an hour, and the next day: reminded once a day.
        try await rig.run(for: .hours(26))
        #expect(rig.recipients.count == 4)
        #expect(try await rig.states(incident) == [.noticed, .noticed, .noticed])

        // The desk removes them: gone at two looks, six hours apart, then the page is clean.
        for path in ["/1.png", "/2.png"] { rig.internet.pictures.takeDown(path) }
        try await rig.run(for: .days(3))
        #expect(try await rig.states(incident) == [.gone, .gone, .gone])
        #expect(try await rig.status(incident) == .removed)
        let statistics = try await rig.workers.service.statistics()
        #expect(statistics.removal.count == 3)
        let picture = try #require(try await rig.all(incident).first { $0.role == .hosting })
        let looks = try await rig.database.read {
            try rig.takedowns.rechecks(of: picture.id, in: $0)
        }
        let gone = looks.filter { $0.finding == .gone }
        #expect(gone.count == 2)
        #expect(picture.progress.firstGoneAt == gone.last?.checkedAt)
        #expect(gone[0].checkedAt - gone[1].checkedAt >= .hours(6))

        // Nothing more is sent, and what is left is to look again in a week and in a month.
        let sent = rig.recipients.count
        try await rig.run(for: .days(60))
        #expect(rig.recipients.count == sent)
        try await rig.end()
    }

    private static func expectValid(_ reports: [String]) async throws {
        let printed = try await PythonTool.run(
            "Tests/ReportFormatsTests/check_xarf.py",
            [
                PythonTool.root.path
                    + "/Tests/ReportFormatsTests/Schemas/xarf-content-csam.schema.json"
            ],
            input: Array(reports.map { $0.filter { !$0.isNewline } + "\n" }.joined().utf8))
        #expect(
            printed.split(separator: "\n") == reports.map { _ in "valid" }, "\(printed)")
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a notice holds nothing of the reporter and nothing of the media`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPage("/gallery", showing: [1])
        try await rig.run(for: .minutes(30))
        let media = Data(TakedownRig.Picture(1).bytes)
        let mails = try await rig.relay
        #expect(mails.count == 2)
        for (message, mail) in zip(rig.internet.relay.messages, mails) {
            let texts = [mail.text, mail["subject"] ?? ""] + mail.attachments.map(\.text)
            for text in texts {
                for secret in [
                    "weather", "reporter@", "home.test", incident.text, rig.account.text,
                    media.base64EncodedString(), "kittens in the rain",
                ] {
                    #expect(!text.contains(secret))
                }
            }
            #expect(Data(message.bytes).range(of: media) == nil)
        }
        // Nothing of it lies open in the database either.
        let notice = try #require(try await rig.notices().first)
        #expect(!String(decoding: notice.sealedMessage, as: UTF8.self).contains("pages.test"))
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a host that does nothing is reminded daily, and its network asked on the fifth day`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPage("/gallery", showing: [1])
        rig.internet.pictures.takeDown("/1.png")
        rig.internet.pages.put(
            "/gallery", TakedownRig.Picture(1).bytes, type: "image/png")
        try await rig.run(for: .days(7))
        let toPages = rig.recipients.filter { !$0.hasSuffix("pictures.test") }
        #expect(
            toPages
                == Array(repeating: "abuse@pages.test", count: 5)
                + Array(repeating: "abuse@datacentre.test", count: 2))
        let takedown = try #require(try await rig.all(incident).first { $0.role == .pointed })
        #expect(takedown.progress.state == .escalated)
        let above = try #require(
            try await rig.relay.first { $0["to"] == "abuse@datacentre.test" })
        #expect(above["subject"]?.contains("Unanswered") == true)
        #expect(above.text.contains("sent so far: 5"))
        let kinds = try await rig.timeline(incident).map(\.kind)
        #expect(kinds.filter { $0 == .escalated }.count == 1)
        try await rig.end()
    }

    @Test(
        arguments: DatabaseUnderTest.allCases,
        [
            "HTTP/1.1 404 Not Found\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\nContent-Encoding: gzip\r\n\r\nkittens",
            "HTTP/1.1 410 Gone\r\nContent-Length: 99\r\n\r\nkit",
        ])
    func `what is gone is gone, however badly the host says so, and nobody is escalated`(
        engine: DatabaseUnderTest, answer: String
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .minutes(30))
        rig.internet.pictures.set("/1.png", .garbage(Array(answer.utf8)))
        try await rig.run(for: .days(7))
        #expect(try await rig.status(incident) == .removed)
        #expect(try await rig.takedown(incident).progress.state == .gone)
        #expect(rig.recipients.count == 1)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `what comes back begins anew`(engine: DatabaseUnderTest) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .minutes(30))
        rig.internet.pictures.takeDown("/1.png", status: 410)
        try await rig.run(for: .days(2))
        #expect(try await rig.status(incident) == .removed)
        #expect(rig.recipients.count == 1)
        rig.internet.pictures.put("/1.png", TakedownRig.Picture(1).bytes, type: "image/png")
        try await rig.run(for: .days(6))
        let takedown = try await rig.takedown(incident)
        #expect(takedown.round == 2)
        #expect(takedown.progress.state == .noticed)
        #expect(try await rig.status(incident) == .noticed)
        #expect(rig.recipients.count == 2)
        // The second round's time counts from its own first notice.
        let second = try #require(takedown.progress.firstNoticeAt)
        rig.internet.pictures.takeDown("/1.png")
        try await rig.run(for: .days(2))
        let again = try await rig.takedown(incident)
        #expect(again.progress.state == .gone)
        #expect(again.progress.firstNoticeAt == second)
        try await rig.end()
    }

    @Test(
        arguments: DatabaseUnderTest.allCases,
        [PictureHost.Answer.status(403), .status(503), .busy(retryAfter: "60")])
    func `a host that hides it from us has not removed it`(
        engine: DatabaseUnderTest, answer: PictureHost.Answer
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .minutes(30))
        rig.internet.pictures.set("/1.png", answer)
        try await rig.run(for: .days(6))
        #expect(try await rig.states(incident) == [.noticed])
        rig.internet.pictures.put("/1.png", TakedownRig.Picture(1).bytes, type: "image/png")
        try await rig.run(for: .days(2))
        let takedown = try await rig.takedown(incident)
        #expect(takedown.progress.unreachableSince == nil)
        #expect(takedown.progress.state.isOpen)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a recompressed copy at the same address is no removal, another picture is`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPicture(1)
        // Number 2 is on the list as well: another coding of the same, say.
        try await rig.reportPicture(2)
        try await rig.run(for: .minutes(30))
        rig.internet.pictures.put("/1.png", TakedownRig.Picture(2).bytes, type: "image/png")
        try await rig.run(for: .days(2))
        #expect(try await rig.states(incident) == [.noticed])
        rig.internet.pictures.put("/1.png", TakedownRig.Picture(9).bytes, type: "image/png")
        try await rig.run(for: .days(2))
        #expect(try await rig.states(incident) == [.gone])
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an archive at the same address is no removal while the file is in it`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownRig(engine)
        let incident = try await rig.reportPicture(1)
        try await rig.run(for: .minutes(30))
        let file = TakedownRig.Picture(1).bytes
        rig.internet.pictures.put(
            "/1.png", StoredZip.archive([Array("Snow.".utf8), file]), type: "application/zip")
        try await rig.run(for: .days(2))
        #expect(try await rig.states(incident) == [.noticed])
        rig.internet.pictures.put(
            "/1.png", StoredZip.archive([Array("Snow.".utf8)]), type: "application/zip")
        try await rig.run(for: .days(2))
        #expect(try await rig.states(incident) == [.gone])
        try await rig.end()
    }
}
