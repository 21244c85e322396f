// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import TestSupport
import Testing

/// `nightlight media fingerprint`, as somebody at a terminal uses it.
struct MediaFingerprintTests {
    private struct Line: Decodable, Equatable {
        let file: String
        let bytes: Int
        let sha256: String
        let sha1: String
        let md5: String
        let pdq: String?
        let quality: Int?
        let undecodable: String?
    }

    private func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let folder = try ScratchFolder.path() + "/fingerprint-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/" + name
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    private func run(
        _ arguments: [String], format: String = "json"
    ) throws -> (output: String, status: Int32) {
        try Program.run(
            [
                "media", "fingerprint", "--format", format, "--data-directory",
                try ScratchFolder.path() + "/no-such-folder",
            ] + arguments)
    }

    private func lines(_ output: String) throws -> [Line] {
        try output.split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
    }

    @Test func `each file has a line, in the order they were named`() throws {
        let text = try file("text", Array("abc".utf8))
        let picture = try file("waves.png", PictureFile.waves(width: 90, height: 70))
        let empty = try file("empty", [])
        let files = [text, picture, empty, picture]
        let (output, status) = try run(files)
        let found = try lines(output)
        #expect(status == 0)
        #expect(found.map(\.file) == files)
        // The digests of "abc" are in the standards that define them.
        #expect(found[0].md5 == "900150983cd24fb0d6963f7d28e17f72")
        #expect(found[0].sha1 == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(
            found[0].sha256
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(found[0].bytes == 3)
        #expect(found[0].undecodable == "media.unsupported" && found[0].pdq == nil)
        #expect(found[1].pdq?.count == 64 && found[1].undecodable == nil)
        #expect((50...100).contains(found[1].quality ?? -1))
        #expect(found[2].undecodable == "media.empty")
        #expect(found[3] == found[1])
    }

    @Test func `a file that cannot be read does not keep the others from being done`() throws {
        let picture = try file("waves.png", PictureFile.waves(width: 40, height: 30))
        let folder = URL(filePath: picture).deletingLastPathComponent().path
        let (output, status) = try run([picture + "-missing", folder, "/dev/zero", picture])
        #expect(status == 2)
        #expect(try lines(output).map(\.file) == [picture])
    }

    @Test func `a file larger than the decoder takes still has its digests`() throws {
        let path = try file("large", [])
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: (128 << 20) + 1)
        try handle.close()
        let (output, status) = try run([path])
        let found = try #require(try lines(output).first)
        #expect(status == 0)
        #expect(found.bytes == (128 << 20) + 1)
        #expect(found.undecodable == "media.too-many-bytes")
    }

    @Test func `the table names each kind of fingerprint`() throws {
        let picture = try file("waves.png", PictureFile.waves(width: 40, height: 30))
        let (output, status) = try run([picture], format: "table")
        #expect(status == 0)
        for kind in ["sha256", "sha1", "md5", "pdq"] { #expect(output.contains(" \(kind) ")) }
    }

    @Test(arguments: ["/no/such/decoder", "/bin/true"])
    func `without a decoder nothing is said about any file`(decoder: String) throws {
        let picture = try file("waves.png", PictureFile.waves(width: 40, height: 30))
        let (output, status) = try run([picture, "--set", "decoder.path=\(decoder)"])
        #expect(status == 3)
        #expect(output.isEmpty)
    }
}
