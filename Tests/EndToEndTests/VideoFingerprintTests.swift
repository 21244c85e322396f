// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Foundation
import TestSupport
import Testing

/// `nightlight media fingerprint` on videos and archives.
struct VideoFingerprintTests {
    private struct Line: Decodable {
        struct Frame: Decodable {
            let frame: Int
            let quality: Int
            let pdq: String
            let seconds: Double
        }

        struct Member: Decodable {
            let depth: Int
            let bytes: Int
            let md5: String
            let pdq: String?
            let undecodable: String?
        }

        let pdq: String?
        let undecodable: String?
        let frames: [Frame]?
        let members: [Member]?
        let cutShort: Bool?
    }

    private func picture(_ seed: UInt64) throws -> [UInt8] {
        var painter = Painter(seed: seed)
        return try PictureEncoder().encode(
            painter.picture(width: 160, height: 120), as: .jpeg)
    }

    private func run(_ arguments: [String], on bytes: [UInt8]) throws -> (String, Int32) {
        let folder = try ScratchFolder.path()
        let path = folder + "/file-\(UUID().uuidString)"
        try Data(bytes).write(to: URL(filePath: path))
        return try Program.run(
            ["media", "fingerprint", "--data-directory", folder + "/no-such-folder"] + arguments
                + [path])
    }

    private func line(_ bytes: [UInt8]) throws -> Line {
        let (output, status) = try run(["--format", "json"], on: bytes)
        #expect(status == 0)
        return try JSONDecoder().decode(Line.self, from: Data(output.utf8))
    }

    @Test func `a video's frames are printed, and are the pictures it is made of`() throws {
        let video = VideoFile.avi(try (1..<4).map { try picture($0) }, width: 160, height: 120)
        let found = try line(video)
        let frames = try #require(found.frames)
        #expect(found.pdq == nil && found.undecodable == nil && found.cutShort == false)
        #expect(frames.map(\.frame) == [0, 1, 2])
        #expect(frames.map(\.seconds) == [0, 1, 2])
        #expect(frames.allSatisfy { $0.pdq.count == 64 && $0.quality > 50 })
        #expect(Set(frames.map(\.pdq)).count == 3)
    }

    @Test func `the vPDQ form of a video is its frames' lines`() throws {
        let video = VideoFile.avi(try (1..<4).map { try picture($0) }, width: 160, height: 120)
        let frames = try #require(try line(video).frames)
        let (output, status) = try run(["--vpdq", "--seconds-per-hash", "0"], on: video)
        #expect(status == 0)
        let lines = frames.map { "\($0.frame),\($0.quality),\($0.pdq),\(Int($0.seconds)).000\n" }
        #expect(output == lines.joined())
    }

    @Test func `a video shares its frames with a longer one, and with the text of either`() throws {
        let folder = try ScratchFolder.path()
        func file(_ name: String, _ bytes: [UInt8]) throws -> String {
            let path = folder + "/\(UUID().uuidString)-\(name)"
            try Data(bytes).write(to: URL(filePath: path))
            return path
        }
        func compare(_ query: String, _ other: String) throws -> (String, Int32) {
            try Program.run(
                ["media", "compare", "--data-directory", folder + "/none", "--format", "json"]
                    + [query, other])
        }
        let pictures = try (1..<5).map { try picture($0) }
        let part = VideoFile.avi([pictures[1]], width: 160, height: 120)
        let whole = VideoFile.avi(pictures, width: 160, height: 120)
        let text = try run(["--vpdq"], on: whole).0
        let other = try file("whole.txt", Array(text.utf8))
        for path in [try file("whole.avi", whole), other] {
            let (output, status) = try compare(try file("part.avi", part), path)
            #expect(status == 0)
            #expect(output.contains(#""queryPercent":100"#))
            #expect(output.contains(#""otherFrames":4"#) && output.contains(#""otherShared":1"#))
        }
        let nonsense = try file("nonsense", Array("0,1,2,3".utf8))
        #expect(try compare(nonsense, other).1 == 2)
        #expect(try compare(try file("picture", pictures[0]), other).1 == 2)
        #expect(try compare(folder + "/nothing", other).1 == 2)
    }

    @Test func `what is no video has no vPDQ form`() throws {
        let (output, status) = try run(["--vpdq"], on: try picture(1))
        #expect(output.isEmpty && status == 2)
        #expect(try Program.run(["media", "fingerprint", "--vpdq", "a", "b"]).status == 64)
        let (_, tooLong) = try run(["--seconds-per-hash", "1e9"], on: [])
        #expect(tooLong == 64)
    }

    @Test func `an archive's files are printed without their names`() throws {
        let archive = StoredZip.archive([try picture(1), Array("abc".utf8)])
        let found = try line(archive)
        let members = try #require(found.members)
        #expect(members.map(\.depth) == [1, 1])
        #expect(members[0].pdq?.count == 64 && members[0].undecodable == nil)
        #expect(members[1].md5 == "900150983cd24fb0d6963f7d28e17f72")
        #expect(members[1].undecodable == "media.unsupported")
        let (table, status) = try run([], on: archive)
        #expect(status == 0)
        #expect(table.contains("2 files of zip") && table.contains("#2"))
        #expect(!table.contains("file0"))
    }
}
