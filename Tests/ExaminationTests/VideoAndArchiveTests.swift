// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Examination
import Fingerprinting
import Incidents
import Matching
import MediaDecoding
import NightlightCore
import PerceptualHashing
import Scanning
import Storage
import TestSupport
import Testing

/// Videos and archives on the way from the web to the lists.
struct VideoAndArchiveTests {
    private let encoder: PictureEncoder

    init() throws { encoder = try PictureEncoder() }

    private func picture(_ seed: UInt64) throws -> [UInt8] {
        var painter = Painter(seed: seed)
        return try encoder.encode(painter.picture(width: 160, height: 120), as: .jpeg)
    }

    /// A video of so many seconds, each another picture.
    private func video(_ seeds: Range<UInt64>) throws -> [UInt8] {
        VideoFile.avi(try seeds.map(picture), width: 160, height: 120)
    }

    private func frames(of video: [UInt8], _ rig: ExaminationRig) async throws -> [Fingerprint] {
        let file = try await FingerprintedFile(of: video, through: rig.decoders)
        guard case .video = file.reading else { throw NoVideo(reading: file.reading) }
        return MatchQuestion(file).pictures.map(\.hash.fingerprint)
    }

    struct NoVideo: Error { let reading: FileReading }

    private func find(
        _ file: [UInt8], at path: String, listing fingerprints: [Fingerprint],
        _ rig: ExaminationRig
    ) async throws -> ExaminationRig.Findings {
        if !fingerprints.isEmpty { try await rig.list(fingerprints) }
        rig.host.put(path, file, type: "application/octet-stream")
        let id = try await rig.report(rig.host.url(path))
        try await rig.examine()
        return try await rig.findings(id)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `one frame on a list brings a video to a person, three tenths are trusted`(
        engine: DatabaseUnderTest
    ) async throws {
        for (listed, known) in [(2, KnownMaterial.listed), (3, .trusted), (0, .none)] {
            let rig = try await ExaminationRig(engine)
            let video = try video(1..<11)
            let hashes = try await frames(of: video, rig)
            #expect(hashes.count == 10)
            let other = Fingerprint(kind: .md5, bytes: [UInt8](repeating: 1, count: 16))
            let findings = try await find(
                video, at: "/video.avi",
                listing: hashes.prefix(listed) + [other].compactMap(\.self), rig)
            #expect(findings.incident.known == known)
            #expect(findings.examination?.mediaCount == 1)
            #expect(findings.examination?.undecodableCount == 0)
            #expect(findings.matches == (listed == 0 ? 0 : 1))
            let facts = try await rig.database.read { transaction in
                try IncidentTimeline().events(of: findings.incident.id, in: transaction)
                    .filter { $0.kind == .matched }.map { $0.facts[.frames] }
            }
            #expect(facts == (listed == 0 ? [] : ["\(listed)/10"]))
            try await rig.end()
        }
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a video's own digest is trusted as any file's`(engine: DatabaseUnderTest) async throws {
        let rig = try await ExaminationRig(engine)
        let video = try video(20..<22)
        let first = try await find(video, at: "/a", listing: [], rig)
        let media = try await rig.database.read { transaction in
            try SightingStore().media(of: first.incident.id, limit: 9, in: transaction)
                .compactMap { try MediaStore().find($0.media, in: transaction) }
        }
        #expect(media.map(\.undecodableReason) == [nil] && media.map(\.still) == [nil])
        let second = try await find(video, at: "/b", listing: media.map(\.digests.sha256), rig)
        #expect(second.incident.known == .trusted)
        try await rig.end()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `files of an archive are media at the archive's address`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await ExaminationRig(engine)
        let inner = StoredZip.archive([try picture(31), Array("Snow.".utf8)])
        let archive = StoredZip.archive([try picture(30), inner])
        let reading = await rig.decoders.reading(of: try picture(31))
        guard case .picture(let known) = reading else {
            throw NoVideo(reading: .undecodable(.empty))
        }
        let findings = try await find(
            archive, at: "/all.zip", listing: [known.pdq.fingerprint], rig)
        #expect(findings.incident.known == .trusted)
        // The archive, a picture, the archive within, its picture, its text.
        #expect(findings.examination?.mediaCount == 5)
        #expect(findings.examination?.undecodableCount == 1)
        #expect(findings.examination?.byteCount == archive.count)
        #expect(findings.sightings == 5)
        #expect(findings.matches == 1)
        #expect(findings.locators.count == 1)
        try await rig.end()
    }

    @Test func `what was read only in part is on record`() async throws {
        let rig = try await ExaminationRig(.sqlite)
        let video = try video(40..<44)
        for (path, bytes) in [("/whole", video), ("/part", Array(video.dropLast(300)))] {
            let findings = try await find(bytes, at: path, listing: [], rig)
            let facts = try await rig.database.read { transaction in
                try IncidentTimeline().events(of: findings.incident.id, in: transaction)
                    .filter { $0.kind == .examined }.map { $0.facts[.cutShort] }
            }
            #expect(facts == [path == "/part" ? "1" : nil])
            #expect(findings.examination?.undecodableCount == 0)
        }
        try await rig.end()
    }

    @Test func `files of archives are bounded for one incident`() async throws {
        let rig = try await ExaminationRig(.sqlite)
        rig.host.put(
            "/a.zip", StoredZip.archive([[1], [2], [3]]), type: "application/zip")
        rig.host.put("/b.zip", StoredZip.archive([[4], [5], [6]]), type: "application/zip")
        rig.host.putPage("/page", title: "Snow", pictures: [], links: ["/a.zip", "/b.zip"])
        var limits = ScanLimits()
        limits.filesMax = 5
        limits.fetchesAtOnceMax = 1
        let id = try await rig.report(rig.host.url("/page"))
        try await rig.examine(rig.examiner(limits: limits))
        let findings = try await rig.findings(id)
        #expect(findings.examination?.mediaCount == 4)
        #expect(findings.examination?.skippedCount == 1)
        try await rig.end()
    }
}
