// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Intake
import AuditLog
import Demonstration
import Examination
import Fingerprinting
import Incidents
import JobQueue
import Matching
import NightlightCore
import PerceptualHashing
import Scanning
import Storage
import TestSupport
import Testing

/// The job that looks at what was reported, against a real host and the real decoder.
struct ExaminerTests {
    private let encoder: PictureEncoder

    init() throws { encoder = try PictureEncoder() }

    private func picture(_ seed: UInt64, _ format: PictureEncoder.Format = .jpeg) throws -> [UInt8]
    {
        var painter = Painter(seed: seed)
        return try encoder.encode(painter.picture(width: 160, height: 120), as: format)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a page's pictures and links are fetched, compared and recorded`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await ExaminationRig(engine)
        rig.host.put("/a.jpg", try picture(1), type: "image/jpeg")
        rig.host.put("/b.png", try picture(2, .png), type: "image/png")
        rig.host.put("/c.jpg", try picture(3), type: "image/jpeg")
        rig.host.putPage("/page", title: "Snow", pictures: ["/a.jpg", "/b.png"], links: ["/c.jpg"])
        // Seen once, its fingerprints are on the list the second time.
        let first = try await rig.report(rig.host.url("/a.jpg"))
        try await rig.examine()
        let known = try await rig.database.read { transaction in
            try SightingStore().media(of: first, limit: 10, in: transaction).map { sighting in
                try MediaStore().find(sighting.media, in: transaction)
            }.compactMap(\.self)
        }
        #expect(known.count == 1)
        try await rig.list(known.compactMap { $0.still?.hash.fingerprint })
        let id = try await rig.report(rig.host.url("/page"))
        try await rig.examine()
        let findings = try await rig.findings(id)
        #expect(findings.examination?.outcome == .examined)
        #expect(findings.examination?.pageCount == 1)
        #expect(findings.examination?.mediaCount == 3)
        #expect(findings.incident.known == .trusted)
        #expect(findings.incident.status == .examining, "decided by the next job")
        #expect(findings.incident.urgency == .raised)
        #expect(findings.sightings == 3)
        #expect(findings.matches == 1)
        #expect(
            findings.locators.map(\.origin.rawValue).sorted() == [
                "link", "picture", "picture", "reported",
            ])
        #expect(findings.locators.allSatisfy { $0.digest != nil })
        #expect(Set(findings.servers.map(\.role)) == [.pointed, .hosting])
        #expect(findings.kinds.contains(.matched))
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an address without a scheme is kept with the one that answered`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await ExaminationRig(engine)
        rig.host.put("/a.jpg", try picture(1), type: "image/jpeg")
        // The host speaks http only, whatever it is asked by.
        let bare = "127.0.0.1:\(rig.host.port)/a.jpg#key"
        let id = try await rig.report(bare)
        #expect(try await rig.addresses(of: id) == [bare])
        try await rig.examine()
        let findings = try await rig.findings(id)
        #expect(findings.examination?.outcome == .examined && findings.sightings == 1)
        #expect(try await rig.addresses(of: id) == [rig.host.url("/a.jpg") + "#key"])
        // Whoever names it with its scheme names the same address.
        let other = try await rig.report(rig.host.url("/a.jpg"))
        try await rig.examine()
        let named = try await rig.findings(other).locators
        #expect(named.map(\.digest) == findings.locators.map(\.digest))
        try await rig.end()
    }

    /// One scheme that says "not found" does not mean that the other has nothing.
    @Test(arguments: ["192.0.2.7/a.jpg", "nothing here"])
    func `an address that gave nothing is kept as it was typed`(typed: String) async throws {
        let rig = try await ExaminationRig(.sqlite)
        let bare = typed == "nothing here" ? "127.0.0.1:\(rig.host.port)/none.jpg" : typed
        let id = try await rig.report(bare)
        try await rig.examine()
        #expect(try await rig.findings(id).examination?.outcome == .notFetched)
        #expect(try await rig.addresses(of: id) == [bare])
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a second look adds nothing twice`(engine: DatabaseUnderTest) async throws {
        let rig = try await ExaminationRig(engine)
        rig.host.put("/a.jpg", try picture(4), type: "image/jpeg")
        rig.host.putPage("/page", title: "Hail", pictures: ["/a.jpg"])
        let id = try await rig.report(rig.host.url("/page"))
        try await rig.examine()
        let before = try await rig.findings(id)
        try await rig.database.write { transaction in
            _ = try rig.jobs.enqueue(
                NewJob(
                    kind: .examine, key: "again", payload: JobPayload(id).text,
                    due: rig.time.now()), in: transaction)
        }
        try await rig.examine()
        let after = try await rig.findings(id)
        #expect(after.locators == before.locators)
        #expect(after.sightings == before.sightings)
        #expect(after.servers == before.servers)
        try await rig.end()
    }

    @Test(arguments: [
        (PictureHost.Answer.status(404), "status.404"), (.status(403), "status.403"),
        (.endlessRedirect, "outbound.too-many-redirects"),
        (.redirect(to: "http://192.0.2.1/"), "outbound.refused-port"),
    ])
    func `what cannot be fetched for good waits for a person`(
        answer: PictureHost.Answer, code: String
    ) async throws {
        let rig = try await ExaminationRig(.sqlite)
        rig.host.set("/gone", answer)
        let id = try await rig.report(rig.host.url("/gone"))
        try await rig.examine()
        let findings = try await rig.findings(id)
        #expect(findings.examination?.outcome == .notFetched)
        #expect(findings.examination?.code == code)
        #expect(findings.incident.known == .unexamined)
        #expect(findings.kinds.contains(.notFetched))
        try await rig.end()
    }

    @Test func `a host that is ill is asked again, and at last a person decides`() async throws {
        let rig = try await ExaminationRig(.sqlite)
        rig.host.set("/ill", .status(503))
        let id = try await rig.report(rig.host.url("/ill"))
        let attempts = Examiner.attemptsMax
        for attempt in 1...attempts {
            let runs = try await rig.examine()
            #expect(runs == 1)
            let findings = try await rig.findings(id)
            #expect((findings.examination != nil) == (attempt == attempts))
            rig.time.advance(by: .hours(7))
        }
        let last = try await rig.findings(id)
        #expect(last.examination?.code == "status.503")
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a file that a benign list has is no known material, and that is on record`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await ExaminationRig(engine)
        rig.host.put("/a.jpg", try picture(1), type: "image/jpeg")
        let first = try await rig.report(rig.host.url("/a.jpg"))
        try await rig.examine()
        let media = try #require(
            try await rig.database.read { transaction in
                try SightingStore().media(of: first, limit: 1, in: transaction).first.flatMap {
                    try MediaStore().find($0.media, in: transaction)
                }
            })
        // The list of known material first: the other way round its entry would be held.
        try await rig.list([try #require(media.still?.hash.fingerprint)])
        let benign = try await rig.lists.create(
            HashListDraft(
                name: "logos", source: "a test", kind: .benign,
                settings: .standard(for: .benign)), by: .system)
        var chunks = [Array("sha256 \(media.digests.sha256.hex)\n".utf8)]
        _ = try await rig.lists.importFile(into: benign.id, policy: .keepGood, by: .system) {
            chunks.popLast()
        }
        let id = try await rig.report(rig.host.url("/a.jpg"))
        try await rig.examine()
        let findings = try await rig.findings(id)
        #expect(findings.incident.known == .none)
        let recorded = try await rig.database.read {
            try MediaStore().matches(of: media.id, in: $0)
        }
        #expect(recorded.map(\.isSetAside) == [true])
        let facts = try await rig.database.read { transaction in
            try IncidentTimeline().events(of: id, in: transaction)
                .first { $0.kind == .examined }?.facts
        }
        #expect(facts?[.benign] == "1" && facts?[.setAside] == "1")
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an entry that matches far too much is held by the examination that saw it`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await ExaminationRig(engine)
        let limits = OvermatchLimits(mediaMax: 2, strangersMax: 9, windowHours: 24)
        var painter = Painter(seed: 5)
        let same = painter.picture(width: 160, height: 120)
        // One picture in three files.
        for (name, format) in [
            ("a", PictureEncoder.Format.jpeg), ("b", .png), ("c", .webp),
        ] {
            rig.host.put("/\(name)", try encoder.encode(same, as: format), type: "image/x")
        }
        let first = try await rig.report(rig.host.url("/a"))
        try await rig.examine()
        let pdq = try await rig.database.read { transaction in
            try SightingStore().media(of: first, limit: 1, in: transaction).first.flatMap {
                try MediaStore().find($0.media, in: transaction)?.still?.hash.fingerprint
            }
        }
        let listed = try #require(pdq)
        try await rig.list([listed])
        let entry = try #require(try await rig.lists.entries(with: listed).first)
        for name in ["a", "b", "c"] {
            #expect(try await rig.lists.history(of: entry.id).entry.isInUse)
            let id = try await rig.report(rig.host.url("/\(name)"))
            try await rig.examine(rig.examiner(overmatchLimits: limits))
            // What was found stays found, also by the one that was one too many.
            #expect(try await rig.findings(id).incident.known == .trusted)
        }
        let history = try await rig.lists.history(of: entry.id)
        #expect(history.entry.hold?.cause == .overmatch)
        #expect(history.statistics.mediaCount == 3)
        let question = MatchQuestion([listed], quality: 100)
        #expect(try await rig.matcher.verdicts(for: [question])[0].matches.isEmpty)
        try await rig.end()
    }

    @Test func `broken files are counted, and the rest is compared`() async throws {
        let rig = try await ExaminationRig(.sqlite)
        let whole = try picture(5)
        rig.host.put("/whole.jpg", whole, type: "image/jpeg")
        rig.host.put("/half.jpg", Array(whole.prefix(whole.count / 2)), type: "image/jpeg")
        rig.host.put("/lie.jpg", Array("a kitten, in words".utf8), type: "image/jpeg")
        rig.host.putPage(
            "/page", title: "Fog", pictures: ["/whole.jpg", "/half.jpg", "/lie.jpg", "/none.jpg"])
        let id = try await rig.report(rig.host.url("/page"))
        try await rig.examine()
        let examination = try #require(try await rig.findings(id).examination)
        #expect(examination.mediaCount == 3)
        #expect(examination.undecodableCount == 2)
        #expect(examination.failedCount == 1)
        try await rig.end()
    }

    @Test func `a page of more than the bound is cut short and says so`() async throws {
        let rig = try await ExaminationRig(.sqlite)
        let names = (0..<9).map { "/\($0).gif" }
        for (place, name) in names.enumerated() {
            rig.host.put(name, try picture(UInt64(20 + place), .gif), type: "image/gif")
        }
        rig.host.putPage("/page", title: "Many", pictures: names)
        var limits = ScanLimits()
        limits.filesPerPageMax = 4
        let id = try await rig.report(rig.host.url("/page"))
        try await rig.examine(try rig.examiner(limits: limits))
        let examination = try #require(try await rig.findings(id).examination)
        #expect(examination.mediaCount == 4)
        #expect(examination.skippedCount == 5)
        try await rig.end()
    }

    @Test func `an erased report is not looked at`() async throws {
        let rig = try await ExaminationRig(.sqlite)
        let id = try await rig.report(rig.host.url("/never"))
        let report = try #require(try await rig.findings(id).incident.reportID)
        try await rig.intake.erasures.erase(report, .reporterAsked, by: .system)
        try await rig.examine()
        #expect(rig.host.requests.isEmpty)
        let findings = try await rig.findings(id)
        #expect(findings.examination == nil)
        try await rig.end()
    }

    @Test func `addresses are stored sealed only`() async throws {
        let rig = try await ExaminationRig(.sqlite)
        rig.host.put("/secret-place.jpg", try picture(6), type: "image/jpeg")
        rig.host.putPage("/secret-page", title: "Ice", pictures: ["/secret-place.jpg"])
        let id = try await rig.report(rig.host.url("/secret-page"))
        try await rig.examine()
        let findings = try await rig.findings(id)
        #expect(findings.locators.count == 2)
        for locator in findings.locators {
            #expect(!String(decoding: locator.sealedAddress, as: UTF8.self).contains("secret"))
        }
        let texts = try await rig.database.read { transaction in
            try transaction.all("SELECT facts FROM audit_event") {
                try $0.optional(0, as: String.self) ?? ""
            }
        }
        #expect(!texts.joined().contains("secret"))
        try await rig.end()
    }
}
