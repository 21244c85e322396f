// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore
import TestSupport
import Testing

@testable import Commands

/// `hash-list` and `match`, run as an operator runs them.
@Suite(.serialized)  // Each test runs whole processes; two at once would only slow each other.
struct HashListCommandTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "hash-list-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        #expect(try ProgramRun(["database", "migrate"], in: folder).status == 0)
    }

    /// The digests of the text `kitten`.
    private let md5 = "6da89cd09ab7937478a1d47d20938536"
    private let other = String(repeating: "0a", count: 16)

    private func run(_ arguments: String...) throws -> ProgramRun {
        try ProgramRun(arguments, in: folder)
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    private func importList(trusted: Bool = false) throws {
        try write("md5\n\(md5)\n\(other)\n", to: "list.csv")
        let arguments = ["hash-list", "import", "list.csv", "--list", "kittens", "--create"]
        let made = try ProgramRun(arguments + (trusted ? ["--trusted"] : []), in: folder)
        #expect(made.status == 0)
    }

    @Test func `a file becomes a list, and the list is shown`() throws {
        try importList(trusted: true)
        let lists = try run("hash-list", "list", "--format", "json").lines
        // The benign list of the platform is there by then.
        #expect(lists.map { $0["name"] as? String } == ["kittens", "nightlight-benign"])
        #expect(lists.map { $0["kind"] as? String } == ["known", "benign"])
        let list = try #require(lists.first)
        #expect(list["name"] as? String == "kittens")
        #expect(list["trusted"] as? Bool == true)
        #expect(list["entries"] as? Int == 2)
        #expect(list["source"] as? String == "list.csv")
        let shown = try run("hash-list", "show", "kittens", "--limit", "1", "--format", "json").json
        let entries = try #require(shown["entries"] as? [[String: Any]])
        #expect(entries.count == 1)
        let first = try #require(entries[0]["fingerprint"] as? String)
        #expect([md5, other].contains(first))
        let after = try #require(entries[0]["id"] as? String)
        let next = try run("hash-list", "show", "kittens", "--after", after)
        #expect(next.output.contains(first == md5 ? other : md5))
        #expect(!next.output.contains(first))
        #expect(next.output.contains("all-or-nothing  done"))
    }

    @Test func `a bad row ends with 1 and names its line, unless the good ones are kept`() throws {
        try importList()
        try write("md5 \(String(repeating: "1b", count: 16))\nmd5 zz\n", to: "bad.txt")
        let refused = try run("hash-list", "import", "bad.txt", "--list", "kittens")
        #expect(refused.status == ExitStatus.checkFailed.rawValue)
        #expect(refused.output.contains("2     2    the MD5 is not 32 hexadecimal digits"))
        #expect(refused.output.contains("Nothing of the file was kept."))
        let kept = try run(
            "hash-list", "import", "bad.txt", "--list", "kittens", "--keep-good", "--format",
            "json")
        #expect(kept.status == 0)
        #expect(kept.json["added"] as? Int == 1 && kept.json["bad"] as? Int == 1)
        let bad = try #require(kept.json["badRows"] as? [[String: Any]])
        #expect(bad.map { $0["line"] as? Int } == [2])
        #expect(bad.map { $0["reason"] as? String } == ["hash-list.bad-md5"])
    }

    @Test(
        arguments: [
            ("md5,note\r", "hash-list.no-rows"), ("{\"a\":{}}", "hash-list.other-json"),
            ("0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a\n", "hash-list.no-header"),
        ])
    func `an import that read nothing ends with 1 and says why`(
        text: String, reason: String
    ) throws {
        try importList()
        try write(text, to: "nothing")
        for policy in ["--keep-good", "--all-or-nothing"] {
            let refused = try run("hash-list", "import", "nothing", "--list", "kittens", policy)
            #expect(refused.status == ExitStatus.checkFailed.rawValue)
            #expect(refused.output.contains(reason))
            #expect(refused.output.contains("Nothing of the file was kept."))
        }
    }

    @Test func `an import of what is there already is a success, and says so`() throws {
        try importList()
        try write("MD5 Hash\r\(other)\r\(md5)\r", to: "again.csv")
        let again = try run("hash-list", "import", "again.csv", "--list", "kittens")
        #expect(again.status == 0)
        #expect(again.output.contains("Everything in the file was in the list already."))
    }

    @Test func `what is not there ends with 2, and makes nothing`() throws {
        let missing = try run("hash-list", "import", "gone.csv", "--list", "a", "--create")
        #expect(missing.status == ExitStatus.notFound.rawValue)
        #expect(missing.errors.contains("[file.missing]"))
        try write("md5\n\(md5)\n", to: "list.csv")
        let unknown = try run("hash-list", "import", "list.csv", "--list", "a")
        #expect(unknown.status == ExitStatus.notFound.rawValue)
        #expect(unknown.errors.contains("[matching.list-unknown]"))
        #expect(!(try run("hash-list", "list").output.contains("list.csv")))
        try write("", to: "empty.csv")
        try importList()
        let empty = try run("hash-list", "import", "empty.csv", "--list", "kittens")
        #expect(empty.status == ExitStatus.checkFailed.rawValue)
        #expect(empty.errors.contains("[matching.file-empty]"))
    }

    @Test(
        arguments: [
            ["hash-list", "import", "a", "--list", "b", "--trusted"],
            ["hash-list", "import", "a", "--list", "b", "--keep-good", "--all-or-nothing"],
            ["hash-list", "set", "kittens"], ["hash-list", "show", "kittens", "--limit", "0"],
            ["hash-list", "show", "kittens", "--after", "x"],
            ["hash-list", "withdraw", "kittens", "0a", "--reason", "x"],
            ["hash-list", "withdraw", "kittens", String(repeating: "0a", count: 16)], ["match"],
        ])
    func `a wrong command line ends with 64`(arguments: [String]) throws {
        #expect(try ProgramRun(arguments, in: folder).status == ExitStatus.usage.rawValue)
    }

    @Test func `settings change and a value out of its range does not`() throws {
        try importList()
        let set = try run(
            "hash-list", "set", "kittens", "--trusted", "--no-enabled", "--pdq-distance", "20",
            "--pdq-quality", "60", "--format", "json")
        #expect(set.json["trusted"] as? Bool == true && set.json["enabled"] as? Bool == false)
        #expect(set.json["pdqDistance"] as? Int == 20 && set.json["pdqQuality"] as? Int == 60)
        let wrong = try run("hash-list", "set", "kittens", "--pdq-distance", "65")
        #expect(wrong.status == ExitStatus.usage.rawValue)
        let unknown = try run("hash-list", "set", "clouds", "--trusted")
        #expect(unknown.status == ExitStatus.notFound.rawValue)
    }

    @Test func `a file on a list is told, until its entry is withdrawn`() throws {
        try importList()
        try write("kitten", to: "a")
        try write("weather", to: "b")
        func lists(_ arguments: String...) throws -> [String] {
            let found = try ProgramRun(["match", "--format", "json"] + arguments, in: folder)
            #expect(found.status == 0)
            let matches = try #require(found.json["matches"] as? [[String: Any]])
            return matches.compactMap { $0["list"] as? String }
        }
        #expect(try lists("a") == ["kittens"])
        #expect(try lists("a", "--list", "kittens") == ["kittens"])
        #expect(try lists("b").isEmpty)
        let both = try run("match", "a", "gone", "b")
        #expect(both.status == ExitStatus.notFound.rawValue)
        #expect(both.output.contains("b     on no list"))
        #expect(both.errors.contains("gone: There is no such file."))
        let withdrawn = try run(
            "hash-list", "withdraw", "kittens", "md5:\(md5)", "--reason", "a logo")
        #expect(withdrawn.status == 0)
        #expect(try lists("a").isEmpty)
        let again = try run("hash-list", "withdraw", "kittens", md5, "--reason", "again")
        #expect(again.output.contains("withdrawn before"))
        let unknown = try run("match", "a", "--list", "clouds")
        #expect(unknown.status == ExitStatus.notFound.rawValue)
    }

    @Test func `a picture that looks like a listed one is told with its distance`() throws {
        let listed = Data(PictureFile.waves(width: 320, height: 240))
        try listed.write(to: folder.appending(path: "listed.png"))
        let print = try run("media", "fingerprint", "listed.png", "--format", "json").json
        let pdq = try #require(print["pdq"] as? String)
        // The list's fingerprint differs from the picture's in the four bits of its first digit.
        let first = try #require(pdq.first?.hexDigitValue)
        try write("pdq \(String(15 - first, radix: 16))\(pdq.dropFirst())\n", to: "list.txt")
        #expect(
            try run("hash-list", "import", "list.txt", "--list", "waves", "--create").status == 0)
        let found = try run("match", "listed.png", "--format", "json").json
        let matches = try #require(found["matches"] as? [[String: Any]])
        #expect(matches.map { $0["kind"] as? String } == ["pdq"])
        #expect(matches.map { $0["distance"] as? Int } == [4])
        #expect(try run("hash-list", "set", "waves", "--pdq-distance", "3").status == 0)
        let none = try run("match", "listed.png", "--format", "json").json
        #expect((none["matches"] as? [[String: Any]])?.isEmpty == true)
    }

    @Test(
        arguments: [
            (String(repeating: "0A", count: 16), ["md5"]),
            ("SHA1:" + String(repeating: "0a", count: 20), ["sha1"]),
            (String(repeating: "0a", count: 32), ["sha256", "pdq"]),
            ("pdq:" + String(repeating: "0a", count: 32), ["pdq"]), ("md5:00", []), ("", []),
            ("md4:00", []), ("a:b:c", []),
        ] as [(String, [String])])
    func `a typed fingerprint is every kind it may be`(text: String, kinds: [String]) {
        let found = FingerprintArgument(argument: text)?.candidates.map(\.kind.rawValue)
        #expect((found ?? []) == kinds)
    }
}
