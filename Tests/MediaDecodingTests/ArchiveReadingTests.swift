// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import PerceptualHashing
import TestSupport
import Testing

/// Archives through the real pool: what is in them, and what they cannot do.
struct ArchiveReadingTests {
    private static let pool = DecoderPool(configuration: .besideRunningExecutable().patient)

    private func read(
        _ name: String, _ change: (inout FileReadingOptions) -> Void = { _ in }
    ) async throws -> FileReading {
        var options = FileReadingOptions()
        change(&options)
        return await Self.pool.fileReading(of: try ArchiveFiles.bytes(name), options: options)
    }

    private func archive(
        _ name: String, _ change: (inout FileReadingOptions) -> Void = { _ in }
    ) async throws -> ArchiveReading {
        let reading = try await read(name, change)
        guard case .archive(let archive) = reading else { throw NoArchive(reading: reading) }
        return archive
    }

    struct NoArchive: Error { let reading: FileReading }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test func `every member has its size and digests, in every format`() async throws {
        let archives = try ArchiveFiles.honest()
        #expect(archives.count >= 15)
        for wanted in archives {
            let archive = try await archive(wanted.name)
            #expect(archive.members.map(\.byteCount) == wanted.members.map(\.size))
            #expect(archive.members.map { hex($0.md5) } == wanted.members.map(\.md5))
            #expect(archive.members.map { hex($0.sha1) } == wanted.members.map(\.sha1))
            #expect(archive.members.map { hex($0.sha256) } == wanted.members.map(\.sha256))
            #expect(archive.members.allSatisfy { $0.depth == 1 })
            #expect(!archive.isCutShort, "\(wanted.name)")
            #expect(archive.unreadCount == 0 && archive.encryptedCount == 0)
        }
    }

    @Test(arguments: [
        ("all.zip", ArchiveFormat.zip), ("all.tar", .tar), ("all.tar.gz", .gzip),
        ("all.tar.bz2", .bzip2), ("all.tar.xz", .xz), ("all.tar.zst", .zstd),
        ("all.7z", .sevenZip), ("all.rar", .rar),
    ]) func `pictures and videos in an archive are read`(
        name: String, format: ArchiveFormat
    ) async throws {
        let archive = try await archive(name)
        #expect(archive.format == format)
        let (pictures, videos, others) = archive.members.reduce(into: (0, 0, 0)) { counts, member in
            switch member.reading {
            case .picture: counts.0 += 1
            case .video: counts.1 += 1
            case .archive: Issue.record("no archive is in it")
            case .undecodable(let reason):
                #expect([.unsupported, .empty].contains(reason))
                counts.2 += 1
            }
        }
        #expect(pictures == 2 && videos == 1 && others == 2)
    }

    @Test func `a picture in an archive reads as it does by itself`() async throws {
        let bytes = try HostileFiles.bytes("whole.png")
        let alone = await Self.pool.reading(of: bytes)
        let inside = await Self.pool.fileReading(of: StoredZip.archive([bytes]))
        guard case .archive(let archive) = inside, case .picture(let picture) = alone else {
            Issue.record("\(alone), \(inside)")
            return
        }
        #expect(archive.members.map(\.reading) == [.picture(picture)])
    }

    @Test func `archives in archives are opened to a depth`() async throws {
        let three = try await archive("deep3.zip")
        #expect(three.members.map(\.depth) == [1, 2, 3])
        #expect(!three.isCutShort)
        guard case .picture = three.members.last?.reading else {
            Issue.record("no picture at the bottom")
            return
        }
        let six = try await archive("deep.zip")
        #expect(six.members.map(\.depth) == [1, 2, 3])
        #expect(six.members.last?.reading == .undecodable(.nestedTooDeep))
        #expect(six.isCutShort)
        let one = try await archive("deep3.zip") { $0.archiveDepthMax = 1 }
        #expect(one.members.map(\.reading) == [.undecodable(.nestedTooDeep)])
    }

    @Test func `the number of members is bounded`() async throws {
        let archive = try await archive("many.zip")
        #expect(archive.members.count == 5_000)
        #expect(archive.isCutShort)
    }

    @Test func `a bomb is put out`() async throws {
        let bomb = try await archive("bomb.zip") { $0.archiveDepthMax = 9 }
        #expect(bomb.isCutShort)
        #expect(bomb.members.reduce(0) { $0 + $1.byteCount } <= 65 << 20)
        // The picture comes after the zeros, which were too many.
        let zeros = try await archive("zeros.zip")
        #expect(zeros.isCutShort && zeros.unreadCount == 1 && zeros.members.isEmpty)
        let single = try await archive("zeros.gz")
        #expect(single.isCutShort && single.unreadCount == 1)
        // Allowed, it is unpacked without being held.
        let allowed = try await archive("zeros.zip") { $0.archiveRatioMax = 2_000 }
        #expect(allowed.members.map(\.byteCount).first == 300 << 20)
        #expect(allowed.members.first?.reading == .undecodable(.tooManyBytes))
        #expect(allowed.members.count == 2 && !allowed.isCutShort)
    }

    @Test func `bytes unpacked are bounded in all`() async throws {
        let archive = try await archive("all.zip") { $0.archiveBytesMax = 12_000 }
        #expect(archive.members.count == 1)
        #expect(archive.unreadCount == 1 && archive.isCutShort)
    }

    @Test func `frames are bounded over all videos of an archive`() async throws {
        let archive = try await archive("all.zip") {
            // A quarter of it is the video's.
            $0.framesMax = 8
            $0.frames = .all
        }
        let videos = archive.members.compactMap { member -> VideoReading? in
            if case .video(let video) = member.reading { return video }
            return nil
        }
        #expect(videos.map(\.fingerprint.frames.count) == [2])
        #expect(videos.map(\.isCutShort) == [true])
    }

    @Test func `each video of an archive has a frame, however little is left`() async throws {
        let moving = try VideoFiles.bytes("moving.gif")
        var options = FileReadingOptions()
        options.frames = .all
        options.framesMax = 1
        let reading = await Self.pool.fileReading(
            of: StoredZip.archive([moving, moving, moving]), options: options)
        guard case .archive(let archive) = reading else {
            Issue.record("\(reading)")
            return
        }
        let counts = archive.members.map { member -> Int in
            if case .video(let video) = member.reading { return video.fingerprint.frames.count }
            return 0
        }
        #expect(counts == [1, 1, 1])
    }

    @Test func `links, devices and folders are not files`() async throws {
        let archive = try await archive("links.tar")
        #expect(archive.members.count == 1)
        #expect(!archive.isCutShort)
    }

    @Test func `an empty archive is an archive`() async throws {
        let archive = try await archive("empty.zip")
        #expect(archive.members.isEmpty && !archive.isCutShort)
    }

    @Test(arguments: ["secret.7z", "secretnames.7z", "secret.zip", "secret.rar"])
    func `what is locked is said to be`(name: String) async throws {
        #expect(try await read(name) == .undecodable(.encrypted))
    }

    @Test(arguments: [
        "noise.zip", "noise.7z", "noise.rar", "noise.rar5", "noise.gz", "noise.bz2", "noise.xz",
        "noise.zst",
    ]) func `noise behind an archive's first bytes is none`(name: String) async throws {
        switch try await read(name) {
        case .undecodable(let reason): #expect(reason == .malformed)
        case .archive(let archive): #expect(archive.members.isEmpty)
        case .picture, .video: Issue.record("\(name) is no picture")
        }
    }

    @Test(arguments: [
        "all.zip", "all.tar", "all.tar.gz", "all.tar.xz", "all.7z", "all.rar",
    ]) func `an archive that was cut off is its members up to there`(
        name: String
    ) async throws {
        let bytes = try ArchiveFiles.bytes(name)
        guard case .archive(let whole) = await Self.pool.fileReading(of: bytes) else {
            Issue.record("\(name) is no archive")
            return
        }
        for step in 1...10 {
            let cut = Array(bytes.prefix(bytes.count * step / 11))
            switch await Self.pool.fileReading(of: cut) {
            case .archive(let archive):
                let members = archive.members
                #expect(members.map(\.sha256) == whole.members.prefix(members.count).map(\.sha256))
                #expect(members.count == whole.members.count || archive.isCutShort)
            case .undecodable(let reason): #expect([.malformed, .unsupported].contains(reason))
            case .picture, .video: Issue.record("\(name) is no picture")
            }
        }
    }

    @Test func `when time is up, the members so far are the answer`() async throws {
        let reading = try await DecoderUnderTest.withPool {
            $0.fileBudget = .zero
        } run: {
            await $0.fileReading(of: try ArchiveFiles.bytes("all.zip"))
        }
        guard case .archive(let archive) = reading else {
            Issue.record("\(reading)")
            return
        }
        #expect(archive.members.isEmpty && archive.isCutShort)
    }

    /// Archives behind something else: what is in front, and what is in them.
    @Test(arguments: ["zip", "rar", "7z"])
    func `an archive behind a picture is read, and the picture too`(name: String) async throws {
        let archive = try ArchiveFiles.bytes("all.\(name)")
        let alone = try await self.archive("all.\(name)")
        for front in ["whole.jpeg", "whole.png", "whole.gif"] {
            let picture = try HostileFiles.bytes(front)
            let reading = await Self.pool.fileReading(of: picture + archive)
            guard case .archive(let joined) = reading else {
                Issue.record("\(front): \(reading)")
                continue
            }
            #expect(joined.format == alone.format && !joined.isCutShort)
            #expect(joined.members.first?.byteCount == picture.count)
            guard case .picture = joined.members.first?.reading else {
                Issue.record("\(front) is no picture")
                continue
            }
            #expect(Array(joined.members.dropFirst()) == alone.members)
        }
    }

    @Test(arguments: ["zip", "rar", "7z"])
    func `an archive that unpacks itself is an archive`(name: String) async throws {
        let program = Array("MZ\u{90}\0 a program about kittens, which is never run".utf8)
        let archive = try ArchiveFiles.bytes("all.\(name)")
        let alone = try await self.archive("all.\(name)")
        let reading = await Self.pool.fileReading(of: program + archive)
        #expect(reading == .archive(alone))
    }

    @Test func `joined archives are all read`() async throws {
        let zip = try ArchiveFiles.bytes("all.zip")
        let alone = try await archive("all.zip")
        guard case .archive(let joined) = await Self.pool.fileReading(of: zip + zip + zip) else {
            Issue.record("no archive")
            return
        }
        #expect(joined.members == alone.members + alone.members + alone.members)
    }

    @Test func `what only looks like an archive leaves the picture before it`() async throws {
        let picture = try HostileFiles.bytes("whole.png")
        for junk in [Array("Rar!\u{1a}\u{7}\0kittens".utf8), Array("PK\u{5}\u{6}".utf8)] {
            let reading = await Self.pool.fileReading(of: picture + junk)
            guard case .picture = reading else {
                Issue.record("\(reading)")
                continue
            }
        }
    }
}
