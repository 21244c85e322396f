// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import Foundation
import Logging
import Testing

@testable import Commands

struct SettingsTests {
    private func options(_ arguments: [String]) throws -> SettingsOptions {
        try SettingsOptions.parse(arguments)
    }

    private func folder() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(
            path: "settings-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        return url
    }

    @Test func `a flag beats the file, and the file beats the default`() async throws {
        let folder = try folder()
        try Data(#"{"log": {"level": "debug"}, "worker": {"concurrency": 7}}"#.utf8)
            .write(to: folder.appending(path: "settings.json"))
        let settings = try await options([
            "--data-directory", folder.path, "--set", "log.level=error",
        ]).load()
        #expect(try settings.logLevel() == .error)
        #expect(try settings.number(.workerConcurrency, in: 1...64) == 7)
        #expect(settings.text(.publicAddress) == "127.0.0.1:8080")
    }

    @Test func `lists come from flags, files and defaults alike`() async throws {
        let folder = try folder()
        try Data(#"{"outbound": {"fixedHosts": ["a.test=127.0.0.1", "b.test=127.0.0.2"]}}"#.utf8)
            .write(to: folder.appending(path: "settings.json"))
        let settings = try await options([
            "--data-directory", folder.path, "--set", "outbound.allowedPorts=8080,8443",
        ]).load()
        #expect(settings.list(.outboundAllowedPorts) == ["8080", "8443"])
        #expect(settings.list(.outboundFixedHosts) == ["a.test=127.0.0.1", "b.test=127.0.0.2"])
        #expect(settings.list(.outboundAllowedPrivateNetworks).isEmpty)
    }

    @Test func `an unknown key is named`() async throws {
        let options = try options(["--set", "log.colour=red"])
        await #expect(throws: SettingsError.unknownKey("log.colour")) { try await options.load() }
    }

    @Test func `a file that is not JSON is refused`() async throws {
        let file = try folder().appending(path: "broken.json")
        try Data("{".utf8).write(to: file)
        let options = try options(["--settings", file.path])
        await #expect(throws: SettingsError.unreadableFile) { try await options.load() }
    }

    @Test(arguments: ["0", "65", "four", ""])
    func `a number out of its range names its key`(value: String) async throws {
        let settings = try await options([
            "--data-directory", try folder().path, "--set", "worker.concurrency=\(value)",
        ]).load()
        #expect(throws: SettingsError.badValue(.workerConcurrency)) {
            try settings.number(.workerConcurrency, in: 1...64)
        }
    }
}
