// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Foundation
import TestSupport
import Testing

/// `nightlight match` on what has more than one picture in it.
struct MatchFilesTests {
    private struct Line: Decodable {
        struct Found: Decodable {
            let list: String
            let trusted: Bool
            let kind: String
        }
        struct Frames: Decodable {
            let matched: Int
            let compared: Int
        }
        struct Member: Decodable {
            let number: Int
            let matches: [Found]
        }

        let matches: [Found]
        let benign: Bool
        let frames: Frames?
        let members: [Member]?
        let memberCount: Int?
    }

    private struct Fingerprints: Decodable {
        struct Frame: Decodable { let pdq: String }

        let sha256: String
        let pdq: String?
        let frames: [Frame]?
    }

    private let folder: String

    init() throws {
        folder = try ScratchFolder.path() + "/match-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        #expect(try run(["database", "migrate"]).status == 0)
    }

    private func run(_ arguments: [String]) throws -> (output: String, status: Int32) {
        try Program.run(arguments + ["--data-directory", folder])
    }

    private func write(_ bytes: [UInt8], to name: String) throws -> String {
        let path = folder + "/" + name
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    private func picture(_ seed: UInt64) throws -> [UInt8] {
        var painter = Painter(seed: seed)
        return try PictureEncoder().encode(
            painter.picture(width: 160, height: 120), as: .jpeg)
    }

    private func fingerprints(of path: String) throws -> Fingerprints {
        let (output, status) = try run(["media", "fingerprint", path, "--format", "json"])
        #expect(status == 0)
        return try JSONDecoder().decode(Fingerprints.self, from: Data(output.utf8))
    }

    private func list(_ lines: String, as name: String, _ more: String...) throws {
        let path = try write(Array(lines.utf8), to: name + ".txt")
        let made = try run(["hash-list", "import", path, "--list", name, "--create"] + more)
        #expect(made.status == 0)
    }

    private func match(_ path: String, _ more: String...) throws -> Line {
        let (output, status) = try run(["match", path, "--format", "json"] + more)
        #expect(status == 0)
        return try JSONDecoder().decode(Line.self, from: Data(output.utf8))
    }

    @Test func `each file of an archive is compared by itself`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let listed = try picture(1)
        let own = try fingerprints(of: try write(listed, to: "one.jpg"))
        try list("pdq \(try #require(own.pdq))\n", as: "kittens")
        try list("sha256 \(own.sha256)\n", as: "clouds")
        let archive = try write(
            StoredZip.archive([Array("abc".utf8), listed, try picture(2)]), to: "all.zip")
        let found = try match(archive)
        #expect(found.matches.isEmpty && found.memberCount == 3)
        let members = try #require(found.members)
        #expect(members.map(\.number) == [2])
        #expect(Set(members[0].matches.map(\.list)) == ["kittens", "clouds"])
        let asked = try match(archive, "--list", "clouds")
        #expect(asked.members?.flatMap(\.matches).map(\.kind) == ["sha256"])
        let table = try run(["match", archive]).output
        #expect(table.contains("all.zip #2") && table.contains("kittens"))
        #expect(table.contains("on no list"))
    }

    @Test func `one frame in many finds a video, and is not enough to trust`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let video = try write(
            VideoFile.avi(try (1...5).map { try picture($0) }, width: 160, height: 120),
            to: "video.avi")
        let frames = try #require(try fingerprints(of: video).frames).map(\.pdq)
        try #require(frames.count >= 4)
        try list("pdq \(frames[0])\n", as: "titles", "--trusted")
        let one = try match(video)
        #expect(one.matches.map(\.list) == ["titles"] && one.matches.map(\.trusted) == [false])
        #expect(one.frames?.matched == 1 && one.frames?.compared == frames.count)
        try list(frames.map { "pdq \($0)\n" }.joined(), as: "videos", "--trusted")
        let all = try match(video, "--list", "videos")
        #expect(Set(all.matches.map(\.list)) == ["videos"])
        #expect(all.matches.allSatisfy(\.trusted) && all.frames?.matched == frames.count)
    }

    @Test func `what a benign list knows is told as that`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let logo = try write(try picture(3), to: "logo.jpg")
        let own = try fingerprints(of: logo)
        let made = ["hash-list", "create", "logos", "--source", "x", "--kind", "benign"]
        #expect(try run(made).status == 0)
        let lines = try write(Array("sha256 \(own.sha256)\n".utf8), to: "logos.txt")
        #expect(try run(["hash-list", "import", lines, "--list", "logos"]).status == 0)
        #expect(try match(logo).benign)
        #expect(try run(["match", logo]).output.contains("known as benign"))
    }
}
