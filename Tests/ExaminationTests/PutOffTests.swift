// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Examination
import Incidents
import JobQueue
import NightlightCore
import Scanning
import Storage
import TestSupport
import Testing

/// What a first look has no time for is told, put off, and looked at when there is time.
struct PutOffTests {
    /// A host is silent for as long as it takes to find out.
    private static let hasty: ScanLimits = {
        var limits = ScanLimits()
        limits.firstLook.silentSecondsMax = 1
        limits.silentSecondsMax = 1
        return limits
    }()

    private func picture(_ seed: UInt64) throws -> [UInt8] {
        var painter = Painter(seed: seed)
        return try PictureEncoder().encode(painter.picture(width: 120, height: 90), as: .jpeg)
    }

    private func lanes(_ rig: ExaminationRig) async throws -> [JobLane] {
        try await rig.jobs.list(state: .waiting).filter { $0.kind != .decide }.map(\.lane)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an address that says nothing is put off, and examined when it speaks`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await ExaminationRig(engine)
        rig.host.set("/a.jpg", .silence)
        let examiner = try rig.examiner(limits: Self.hasty)
        let id = try await rig.report(rig.host.url("/a.jpg"))
        #expect(try await lanes(rig) == [.strangers])
        try await rig.examine(examiner)
        #expect(try await lanes(rig) == [.later])
        let put = try await rig.findings(id)
        #expect(put.kinds.contains(.putOff) && put.examination == nil)
        rig.host.put("/a.jpg", try picture(1), type: "image/jpeg")
        rig.time.advance(by: Examiner.restPause)
        try await rig.examine(examiner)
        let found = try await rig.findings(id)
        #expect(found.examination?.outcome == .examined && found.sightings == 1)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `slow links of a page are told, hold up no decision, and are looked at later`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await ExaminationRig(engine)
        rig.host.put("/a.jpg", try picture(1), type: "image/jpeg")
        rig.host.set("/b.jpg", .silence)
        rig.host.putPage("/page", title: "Fog", pictures: ["/b.jpg", "/a.jpg"])
        let examiner = try rig.examiner(limits: Self.hasty)
        let id = try await rig.report(rig.host.url("/page"))
        try await rig.examine(examiner)
        let first = try await rig.findings(id)
        #expect(first.sightings == 1 && first.examination?.skippedCount == 1)
        let told = try await rig.database.read { transaction in
            try IncidentTimeline().events(of: id, in: transaction).compactMap {
                $0.facts[.leftOut]
            }
        }
        #expect(told == ["page.left-for-later:1"])
        let waiting = try await rig.jobs.list(state: .waiting).map(\.kind)
        #expect(Set(waiting) == [.decide, .examineRest], "the decision does not wait")

        rig.host.put("/b.jpg", try picture(2), type: "image/jpeg")
        rig.time.advance(by: Examiner.restPause)
        try await rig.examine(examiner)
        let second = try await rig.findings(id)
        // One file was seen again, the other for the first time.
        #expect(second.sightings == 3 && second.examination?.skippedCount == 0)
        #expect(second.locators.count == 3, "nothing twice")
        #expect(try await lanes(rig).isEmpty)
        try await rig.end()
    }

    @Test func `a rest that is gone takes nothing back`() async throws {
        let rig = try await ExaminationRig(.sqlite)
        let known = try picture(1)
        rig.host.put("/a.jpg", known, type: "image/jpeg")
        rig.host.set("/b.jpg", .silence)
        rig.host.putPage("/page", title: "Fog", pictures: ["/a.jpg", "/b.jpg"])
        let examiner = try rig.examiner(limits: Self.hasty)
        let id = try await rig.report(rig.host.url("/page"))
        try await rig.examine(examiner)
        let first = try await rig.findings(id)
        rig.host.set("/page", .status(404))
        rig.time.advance(by: Examiner.restPause)
        try await rig.examine(examiner)
        let second = try await rig.findings(id)
        #expect(second.examination == first.examination && second.sightings == 1)
        #expect(second.incident.known == first.incident.known)
        #expect(second.kinds.contains(.notFetched))
        try await rig.end()
    }

    @Test func `a host that says nothing is asked twice, not once for each address`()
        async throws
    {
        let rig = try await ExaminationRig(.sqlite)
        let paths = (1...8).map { "/\($0).jpg" }
        for path in paths { rig.host.set(path, .silence) }
        let incidents = try await rig.report(paths.map { rig.host.url($0) })
        try await rig.examine(try rig.examiner(limits: Self.hasty))
        #expect(rig.host.requests.count == 2)
        for id in incidents {
            #expect(try await rig.findings(id).kinds.contains(.putOff))
        }
        #expect(try await lanes(rig) == paths.map { _ in .later })
        try await rig.end()
    }
}
