// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import TestSupport
import Testing

@testable import Commands

/// `hash-list export`, and what adds, undoes and shows entries, run as an operator runs them.
@Suite(.serialized)  // Each test runs whole processes; two at once would only slow each other.
struct HashListExportTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "hash-list-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        #expect(try ProgramRun(["database", "migrate"], in: folder).status == 0)
        // So that no command of a test has to draw and fingerprint its pictures.
        let made = try ProgramRun(
            ["hash-list", "create", "nightlight-benign", "--source", "a test"], in: folder)
        #expect(made.status == 0)
    }

    private let md5 = "6da89cd09ab7937478a1d47d20938536"
    private let sha1 = String(repeating: "0b", count: 20)
    private let pdq = String(repeating: "f0", count: 32)

    private func run(_ arguments: String...) throws -> ProgramRun {
        try ProgramRun(arguments, in: folder)
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    private func read(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    private func importList() throws {
        try write(
            "md5,sha1,sha256,pdq,classification,note\n\(md5),,,,2,\"41, \"\"rain\"\"\"\n"
                + ",\(sha1),,,2,7\n,,,\(pdq),,\n", to: "list.csv")
        let made = try run("hash-list", "import", "list.csv", "--list", "kittens", "--create")
        #expect(made.status == 0)
    }

    /// Fingerprint, classification and note of each entry, as far as a format carries them.
    private func entries(of list: String, carrying: String) throws -> Set<[String]> {
        let shown = try run("hash-list", "show", list, "--limit", "1000", "--format", "json").json
        let entries = try #require(shown["entries"] as? [[String: Any]])
        return try Set(
            entries.map { entry in
                let id = try #require(entry["id"] as? String)
                let one = try run("hash-list", "show", list, "--entry", id, "--format", "json").json
                let note = one["note"] as? String ?? ""
                return [
                    try #require(one["kind"] as? String),
                    try #require(one["fingerprint"] as? String), one["category"] as? String ?? "",
                    carrying == "csv" || (carrying == "vics" && Int(note) != nil) ? note : "",
                ]
            })
    }

    @Test(arguments: ["csv", "lines", "vics"])
    func `what is exported is imported as it was`(format: String) throws {
        try importList()
        let exported = try run(
            "hash-list", "export", "kittens", "--format", format, "--output", "out")
        #expect(exported.status == 0)
        #expect(exported.output == "Wrote \(format == "vics" ? 2 : 3) entries.\n")
        #expect(exported.errors.contains("the format has no place") == (format == "vics"))
        let back = try run("hash-list", "import", "out", "--list", "back", "--create")
        #expect(back.status == 0)
        var before = try entries(of: "kittens", carrying: format)
        if format == "vics" { before = before.filter { $0[0] != "pdq" } }
        var after = try entries(of: "back", carrying: format)
        if format == "vics" {
            // Every media of VICS has a number: its own, or its place.
            let isNumbered = before.map { $0[3] }.contains("7")
            #expect(isNumbered && after.allSatisfy { Int($0[3]) != nil })
            after = Set(after.map { $0[0] == "md5" ? Array($0[0...2]) + [""] : $0 })
        }
        #expect(before == after)
        // Nothing is left beside it.
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.contains { $0.hasSuffix(".part") })
    }

    @Test func `a file that is there is not replaced unless asked for`() throws {
        try importList()
        try write("mine", to: "out")
        let refused = try run(
            "hash-list", "export", "kittens", "--format", "csv", "--output", "out")
        #expect(refused.status == ExitStatus.checkFailed.rawValue)
        #expect(refused.errors.contains("[file.exists]"))
        #expect(try read("out") == "mine")
        let forced = try run(
            "hash-list", "export", "kittens", "--format", "csv", "--output", "out", "--force")
        #expect(forced.status == 0)
        #expect(try read("out").contains(md5))
        let nowhere = try run(
            "hash-list", "export", "kittens", "--format", "csv", "--output", "no/out")
        #expect(nowhere.status == ExitStatus.notFound.rawValue)
    }

    @Test func `the frames of a video are a list, and come out as they went in`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let hashes = ["c3a7", "5be1"].map { String(repeating: $0, count: 16) }
        let frames = "0,98,\(hashes[0]),0.000\n30,87,\(hashes[1]),1.001\n"
        try write(frames + "60,20,\(pdq),2.002\n", to: "video.vpdq")
        let made = try run(
            "hash-list", "import", "video.vpdq", "--list", "videos", "--create", "--format", "json")
        #expect(made.status == 0 && made.json["added"] as? Int == 2)
        let exported = try run(
            "hash-list", "export", "videos", "--format", "vpdq", "--output", "out")
        #expect(exported.status == 0)
        let lines = Set(try read("out").split(separator: "\n"))
        #expect(lines == Set(frames.split(separator: "\n")))
        // A list of what is nothing to see can be made in the same go.
        let benign = try run(
            "hash-list", "import", "video.vpdq", "--list", "clouds", "--create", "--kind", "benign")
        #expect(benign.status == 0)
        let shown = try run("hash-list", "show", "clouds", "--format", "json").json
        #expect("\(shown)".contains("benign"))
        let late = try run(
            "hash-list", "import", "video.vpdq", "--list", "clouds", "--kind", "known")
        #expect(late.status == 64)
    }

    @Test func `what is not in use is not exported, and removals are on record`() throws {
        try importList()
        #expect(
            try run("hash-list", "withdraw", "kittens", md5, "--reason", "a logo").status == 0)
        // Four bits: the fingerprint of a picture with nothing on it.
        let blank = String(repeating: "0", count: 63) + "f"
        try write("pdq \(blank)\n", to: "blank.txt")
        let held = try run(
            "hash-list", "import", "blank.txt", "--list", "kittens", "--format", "json")
        #expect(held.json["held"] as? Int == 1 && held.json["added"] as? Int == 1)
        let first = (held.json["heldEntries"] as? [[String: Any]])?.first
        #expect(first?["cause"] as? String == "degenerate")
        #expect(try run("hash-list", "quarantine").output.contains(blank))
        _ = try run("hash-list", "export", "kittens", "--format", "lines", "--output", "used")
        #expect(try read("used").split(separator: "\n").count == 3)
        #expect(try !read("used").contains(md5) && !read("used").contains(blank))
        _ = try run(
            "hash-list", "export", "kittens", "--format", "lines", "--output", "gone",
            "--withdrawn")
        #expect(try read("gone").hasSuffix("\nmd5 \(md5) 2\n"))
        let removals = try run("hash-list", "removals", "kittens", "--format", "json").lines
        #expect(removals.map { $0["fingerprint"] as? String } == [md5])
        #expect(removals.map { $0["reason"] as? String } == ["a logo"])
        #expect(removals.map { $0["by"] as? String } == ["operator"])
        let back = try run("hash-list", "restore", "kittens", md5, "--reason", "no logo")
        #expect(back.output == "The fingerprint is in use again.\n")
        let after = try run("hash-list", "removals", "kittens", "--format", "json").lines
        #expect(after.map { $0["inForce"] as? Bool } == [false])
    }

    @Test func `where two people are asked for, one alone adds nothing`() throws {
        let made = try run(
            "hash-list", "create", "not", "--source", "us", "--kind", "negative", "--format",
            "json")
        #expect(made.json["adding"] as? String == "two-person")
        let added = try run(
            "hash-list", "add", "not", md5, "--note", "a kite", "--format", "json")
        #expect(added.json["outcome"] as? String == "proposed")
        let waiting = try run("hash-list", "proposals", "--format", "json").lines
        #expect(waiting.map { $0["fingerprint"] as? String } == [md5])
        let shown = try run("hash-list", "show", "not", "--format", "json").json
        #expect((shown["entries"] as? [Any])?.isEmpty == true)
        _ = try run("hash-list", "set", "not", "--no-enabled")
        let again = try run("hash-list", "set", "not", "--enabled", "--format", "json")
        #expect(again.json["enabled"] as? Bool == false)
        #expect(again.errors.contains("enable waits"))
        let unsure = try run("hash-list", "add", "not", pdq, "--note", "x")
        #expect(unsure.status == ExitStatus.usage.rawValue)
        let trusted = try run(
            "hash-list", "create", "b", "--source", "us", "--kind", "benign", "--trusted")
        #expect(trusted.errors.contains("[matching.kind-invalid]"))
    }
}
