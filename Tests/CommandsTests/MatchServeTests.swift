// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc
import Testing

@testable import Commands

/// `match serve`, asked as another program asks it.
@Suite(.serialized)  // Each test runs whole processes; two at once would only slow each other.
struct MatchServeTests {
    private let folder: URL
    private let md5 = "6da89cd09ab7937478a1d47d20938536"
    private let pdq = String(repeating: "0f", count: 32)

    init() throws {
        // A socket's name is short.
        folder = URL(
            filePath: "/tmp/match-\(UUID().uuidString.prefix(8))", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        #expect(try ProgramRun(["database", "migrate"], in: folder).status == 0)
        try Data("md5 \(md5)\npdq \(pdq)\n".utf8).write(to: folder.appending(path: "list.txt"))
        let made = try ProgramRun(
            ["hash-list", "import", "list.txt", "--list", "kittens", "--create"], in: folder)
        #expect(made.status == 0)
    }

    /// The server, and one connection to it.
    private final class Conversation {
        private let process = Process()
        private let socket: Int32
        private var received = ""
        let path: String

        init(in folder: URL, elsewhere name: String = "socket") throws {
            path = folder.appending(path: name).path
            process.executableURL = ProgramRun.program
            process.arguments = [
                "match", "serve", "--socket", path, "--data-directory", folder.path,
            ]
            let said = Pipe()
            process.standardError = said
            try process.run()
            try Self.waitUntilReady(said.fileHandleForReading)
            socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
                unsafe target.copyBytes(from: Array(path.utf8) + [0])
            }
            let result = unsafe withUnsafePointer(to: &address) { address in
                unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            guard result == 0 else { throw CocoaError(.fileReadUnknown) }
        }

        /// Reads what the server says until it is ready; where it ends without being, so does this.
        private static func waitUntilReady(_ said: FileHandle) throws {
            var text: [UInt8] = []
            while let bytes = try said.read(upToCount: 1), !bytes.isEmpty {
                text += bytes
                if text.last == UInt8(ascii: "\n"),
                    String(decoding: text, as: UTF8.self).contains("Ready: ")
                {
                    return
                }
            }
            throw CocoaError(.fileReadUnknown)
        }

        func say(_ text: String) {
            let bytes = Array(text.utf8)
            let sent = unsafe send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            #expect(sent == bytes.count)
        }

        /// The next answer; `nil` when the connection ended.
        func line() -> String? {
            while true {
                if let end = received.firstIndex(of: "\n") {
                    defer { received = String(received[received.index(after: end)...]) }
                    return String(received[..<end])
                }
                var buffer = [UInt8](repeating: 0, count: 65_536)
                let count = unsafe recv(socket, &buffer, buffer.count, 0)
                guard count > 0 else { return nil }
                received += String(decoding: buffer[..<count], as: UTF8.self)
            }
        }

        func kill() {
            close(socket)
            _ = Glibc.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }

        func stop() -> Int32 {
            close(socket)
            process.terminate()
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    @Test func `questions are answered in their order, bad ones too`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let talk = try Conversation(in: folder)
        let stranger = String(repeating: "a1", count: 32)
        talk.say("md5 \(md5)\nsha256 \(stranger)\npdq \(pdq) 80\npdq \(pdq) 20\nkittens\n")
        talk.say("pdq \(pdq) 101\npdq ")
        #expect(talk.line()?.hasPrefix("1 ") == true)
        #expect(talk.line() == "0")
        let picture = try #require(talk.line())
        #expect(picture.hasPrefix("1 ") && picture.hasSuffix(",0,untrusted"))
        #expect(talk.line() == "0")
        #expect(talk.line() == "error match.bad-question")
        #expect(talk.line() == "error match.bad-question")
        // Line ends may have a carriage return; the rest of a question may come later.
        talk.say("\(String(pdq.dropLast()))e\r\nmd5 \(md5)\r")
        #expect(talk.line()?.contains(",1,untrusted") == true)
        talk.say("\n")
        #expect(talk.line()?.hasPrefix("1 ") == true)
        // What was withdrawn or disabled does not match from the next question on.
        #expect(
            try ProgramRun(["hash-list", "set", "kittens", "--no-enabled"], in: folder).status == 0)
        talk.say("md5 \(md5)\npdq \(pdq) 80\n")
        #expect(talk.line() == "0")
        #expect(talk.line() == "0")
        #expect(talk.stop() == 0)
        #expect(!FileManager.default.fileExists(atPath: talk.path))
    }

    @Test func `a place that is none has a coded error, and a file there is left alone`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let nowhere = try ProgramRun(
            ["match", "serve", "--socket", folder.path + "/no/socket"], in: folder)
        #expect(nowhere.status != 0 && nowhere.errors.contains("match.folder-missing"))
        let file = folder.appending(path: "list.txt").path
        let taken = try ProgramRun(["match", "serve", "--socket", file], in: folder)
        #expect(taken.status != 0 && taken.errors.contains("match.not-a-socket"))
        #expect(FileManager.default.fileExists(atPath: file))
    }

    @Test func `only the lists that a connection names say something`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("md5 \(md5)\n".utf8).write(to: folder.appending(path: "other.txt"))
        let made = try ProgramRun(
            ["hash-list", "import", "other.txt", "--list", "clouds", "--create"], in: folder)
        #expect(made.status == 0)
        let lists = try ProgramRun(["hash-list", "list", "--format", "json"], in: folder).lines
        let clouds = try #require(
            lists.first { $0["name"] as? String == "clouds" }?["id"] as? String)
        let talk = try Conversation(in: folder)
        talk.say(
            "md5 \(md5)\nonly \(clouds)\nmd5 \(md5)\npdq \(pdq)\nonly kittens\nall\nmd5 \(md5)\n")
        #expect(talk.line()?.hasPrefix("2 ") == true)
        #expect(talk.line() == "ok")
        #expect(talk.line() == "1 \(clouds),0,untrusted")
        #expect(talk.line() == "0")
        #expect(talk.line() == "error match.bad-question")
        #expect(talk.line() == "ok")
        #expect(talk.line()?.hasPrefix("2 ") == true)
        // What was asked before a line that is too long is answered.
        talk.say("md5 \(md5)\n\(String(repeating: "y", count: 200))\nmd5 \(md5)\n")
        #expect(talk.line()?.hasPrefix("2 ") == true)
        #expect(talk.line() == "error match.line-too-long")
        #expect(talk.line() == nil)
        #expect(talk.stop() == 0)
    }

    @Test func `a server that runs is not cut off by another`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let talk = try Conversation(in: folder)
        let second = try ProgramRun(["match", "serve", "--socket", talk.path], in: folder)
        #expect(second.status != 0 && second.errors.contains("match.served"))
        talk.say("md5 \(md5)\n")
        #expect(talk.line()?.hasPrefix("1 ") == true)
        let again = try Conversation(in: folder, elsewhere: "other")
        #expect(talk.stop() == 0 && again.stop() == 0)
        // What a killed server leaves is replaced.
        let killed = try Conversation(in: folder)
        killed.kill()
        #expect(FileManager.default.fileExists(atPath: killed.path))
        let next = try Conversation(in: folder)
        next.say("md5 \(md5)\n")
        #expect(next.line()?.hasPrefix("1 ") == true)
        #expect(next.stop() == 0)
    }

    @Test func `a thousand at once have a thousand answers`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let talk = try Conversation(in: folder)
        let questions = (0..<3_000).map { number in
            number % 3 == 0
                ? "md5 \(md5)" : "sha1 " + String(repeating: "\(number % 10)", count: 40)
        }
        talk.say(questions.joined(separator: "\n") + "\n")
        for number in 0..<3_000 {
            #expect(talk.line()?.first == (number % 3 == 0 ? "1" : "0"))
        }
        #expect(talk.stop() == 0)
    }

    @Test func `a line without an end is refused, and only its owner may ask`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let talk = try Conversation(in: folder)
        let attributes = try FileManager.default.attributesOfItem(atPath: talk.path)
        let permissions = try #require(attributes[.posixPermissions] as? Int)
        #expect(permissions & 0o077 == 0)
        talk.say(String(repeating: "x", count: 4_000))
        #expect(talk.line() == "error match.line-too-long")
        #expect(talk.line() == nil)
        #expect(talk.stop() == 0)
    }
}
