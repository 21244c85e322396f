// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc
import TestSupport
import Testing

/// `nightlight media fingerprint --recursive`, as somebody with a disk full of files uses it.
struct FolderFingerprintTests {
    private struct Line: Decodable {
        let file: String
        let sha256: String
        let pdq: String?
    }

    private let folder: String

    init() throws {
        folder = try ScratchFolder.path() + "/folders-\(UUID().uuidString)"
        for name in ["a/deep/er", "b, \"c\"", "empty"] {
            try FileManager.default.createDirectory(
                atPath: folder + "/in/" + name, withIntermediateDirectories: true)
        }
        let picture = PictureFile.waves(width: 60, height: 50)
        for name in ["z.png", "a/one.png", "a/deep/er/two.png", "b, \"c\"/three.png"] {
            try Data(picture).write(to: URL(filePath: folder + "/in/" + name))
        }
        try Data("kittens".utf8).write(to: URL(filePath: folder + "/in/a/text"))
        // Out of what was named, and in a circle.
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/in/a/circle", withDestinationPath: folder + "/in")
    }

    private func run(_ arguments: [String]) throws -> (output: String, status: Int32) {
        try Program.run(
            ["media", "fingerprint", "--recursive", "--data-directory", folder + "/none"]
                + arguments)
    }

    private var expected: [String] {
        ["a/deep/er/two.png", "a/one.png", "a/text", "b, \"c\"/three.png", "z.png"]
            .map { folder + "/in/" + $0 }
    }

    private func lines(_ text: String) throws -> [Line] {
        try text.split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
    }

    @Test func `every file in the folders has a line, in one order`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (output, status) = try run([folder + "/in"])
        #expect(status == 0)
        let found = try lines(output)
        #expect(found.map(\.file) == expected)
        #expect(found.filter { $0.pdq != nil }.count == 4)
    }

    @Test func `a run that was broken off is gone on with`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let log = folder + "/log"
        #expect(try run([folder + "/in", "--output", log]).status == 0)
        let whole = try String(contentsOfFile: log, encoding: .utf8)
        #expect(try lines(whole).map(\.file) == expected)
        // Nothing is written over without being asked for.
        #expect(try run([folder + "/in", "--output", log]).status == 64)
        // Two lines and a half are what a crash may leave.
        let kept = whole.split(separator: "\n").prefix(3).joined(separator: "\n")
        try kept.dropLast(20).write(toFile: log, atomically: true, encoding: .utf8)
        #expect(try run([folder + "/in", "--output", log, "--resume"]).status == 0)
        #expect(try String(contentsOfFile: log, encoding: .utf8) == whole)
    }

    @Test(arguments: ["json", "csv"])
    func `names that look alike or break a line are told apart and known again`(
        form: String
    ) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let names = ["e\u{301}x", "\u{e9}x", "two\nlines", "two lines", "\u{e9}x,\u{301}"]
        for name in names {
            try Data(name.utf8).write(to: URL(filePath: folder + "/in/" + name))
        }
        let log = folder + "/log"
        let arguments = [folder + "/in", "--lines", form, "--output", log]
        #expect(try run(arguments).status == 0)
        let whole = try String(contentsOfFile: log, encoding: .utf8)
        let count = whole.utf8.count { $0 == 0x0a }
        #expect(count == 5 + names.count + (form == "csv" ? 1 : 0))
        #expect(try run(arguments + ["--resume"]).status == 0)
        #expect(try String(contentsOfFile: log, encoding: .utf8) == whole)
        // One of the two that look alike is missing, and comes again.
        let end = form == "csv" ? "\r\n" : "\n"
        let lines = whole.components(separatedBy: end)
        let shorter = lines.filter {
            !$0.unicodeScalars.contains("\u{301}") || $0.contains(",\u{301}")
        }
        try shorter.joined(separator: end).write(toFile: log, atomically: true, encoding: .utf8)
        #expect(try run(arguments + ["--resume"]).status == 0)
        let again = try String(contentsOfFile: log, encoding: .utf8)
        #expect(again.utf8.count { $0 == 0x0a } == count)
    }

    @Test func `a name that is no UTF-8 is told and not passed over`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = Array((folder + "/in/").utf8CString.dropLast()) + [-23, 46, 106, 112, 103, 0]
        let opened = unsafe open(path, O_CREAT | O_WRONLY, 0o600)
        #expect(opened >= 0)
        close(opened)
        let (output, status) = try run([folder + "/in"])
        #expect(status == 2)
        #expect(try lines(output).count == 5)
    }

    @Test func `rows of CSV hold names with commas and quotes`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let log = folder + "/log.csv"
        #expect(try run([folder + "/in", "--lines", "csv", "--output", log]).status == 0)
        let whole = try String(contentsOfFile: log, encoding: .utf8)
        let rows = whole.split(separator: "\r\n")
        #expect(rows.count == 6)
        #expect(rows[0] == "file,bytes,sha256,sha1,md5,pdq,quality,undecodable,mode")
        #expect(rows.dropFirst().allSatisfy { $0.hasSuffix(",exact") })
        #expect(rows[4].hasPrefix("\"\(folder)/in/b, \"\"c\"\"/three.png\","))
        // All are known by now, the quoted one too.
        #expect(
            try run([folder + "/in", "--lines", "csv", "--output", log, "--resume"]).status == 0)
        #expect(try String(contentsOfFile: log, encoding: .utf8) == whole)
        // A file of the other form is not gone on with, in either direction.
        let other = folder + "/log.json"
        #expect(try run([folder + "/in", "--output", other]).status == 0)
        let crossed = [folder + "/in", "--lines", "csv", "--output", other, "--resume"]
        #expect(try run(crossed).status == 64)
        #expect(try run([folder + "/in", "--output", log, "--resume"]).status == 64)
    }

    @Test func `what cannot be read is told, and the rest is done`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (output, status) = try run([folder + "/in/z.png", folder + "/nowhere"])
        #expect(status == 2)
        #expect(try lines(output).map(\.file) == [folder + "/in/z.png"])
    }
}
