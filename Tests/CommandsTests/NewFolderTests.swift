// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Incidents
import NightlightCore
import SQLiteDriver
import Storage
import TestSupport
import Testing

/// What commands do in a folder in which nothing was set up, and with one that others can read.
@Suite(.serialized)  // Each test runs whole processes; two at once would only slow each other.
struct NewFolderTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "new-folder-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private var database: URL { folder.appending(path: "data/nightlight.sqlite") }

    /// Runs a command whose data directory does not exist yet.
    private func run(_ arguments: String...) throws -> ProgramRun {
        try ProgramRun(arguments, in: folder, dataDirectory: folder.appending(path: "data"))
    }

    private func mode(_ url: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }

    @Test(arguments: [
        ["account", "link", "anna"],
        ["database", "check"], ["hash-list", "list"], ["hash-list", "show", "kittens"],
        ["hash-list", "export", "kittens", "--format", "csv", "--output", "out"],
        ["job", "list"], ["job", "retry", "00000000-0000-7000-8000-000000000001"],
        ["match", "files", "."], ["report", "list"], ["report", "show", "99"],
    ])
    func `no command makes a database by looking for one`(_ arguments: [String]) throws {
        let run = try ProgramRun(
            arguments, in: folder, dataDirectory: folder.appending(path: "data"))
        #expect(run.status == 2, "\(run.errors)")
        #expect(run.errors.contains("[installation.none-yet]"), "\(run.errors)")
        #expect(run.errors.contains("--data-directory"))
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "data").path))
    }

    @Test(arguments: [
        (["serve", "--only", "public"], "installation.file-has-no-roles"),
        (["serve", "--only", "public", "--only", "provider"], "installation.file-has-no-roles"),
        (["database", "grants", "--role", "door"], "database-role.no-roles"),
    ])
    func `a SQLite file is not shared with a process that only takes reports`(
        _ arguments: [String], _ code: String
    ) throws {
        let run = try ProgramRun(
            arguments, in: folder, dataDirectory: folder.appending(path: "data"))
        #expect(run.status == 64)
        #expect(run.errors.contains("[\(code)]"), "\(run.errors)")
        #expect(run.errors.contains("no roles") && run.errors.contains("PostgreSQL"))
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "data").path))
    }

    @Test func `the doctor tells of a new folder and makes nothing in it`() throws {
        let run = try run("doctor")
        #expect(run.output.contains("There is none yet"))
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "data").path))
    }

    @Test func `what is made is its owner's alone`() throws {
        #expect(try run("database", "migrate").status == 0)
        #expect(try mode(folder.appending(path: "data")) == 0o700)
        #expect(try mode(database) == 0o600)
    }

    @Test func `what others could read is closed to them when something is set up`() throws {
        #expect(try run("database", "migrate").status == 0)
        let data = folder.appending(path: "data")
        for (url, mode) in [(data, 0o755), (database, 0o644)] {
            try FileManager.default.setAttributes(
                [.posixPermissions: mode], ofItemAtPath: url.path)
        }
        let doctor = try run("doctor")
        #expect(doctor.status == 1)
        #expect(doctor.output.contains("chmod 700") && doctor.output.contains("chmod 600"))
        #expect(try mode(data) == 0o755 && mode(database) == 0o644)
        #expect(try run("database", "migrate").status == 0)
        #expect(try mode(data) == 0o700 && mode(database) == 0o600)
    }

    @Test func `a folder that holds something else is not closed to others`() throws {
        let data = folder.appending(path: "data")
        let notes = data.appending(path: "notes.txt")
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: data.path)
        try Data("rain".utf8).write(to: notes)
        let shared = try run("database", "migrate")
        #expect(shared.status == 3, "\(shared.errors)")
        #expect(shared.errors.contains("[installation.shared-folder]"), "\(shared.errors)")
        #expect(shared.errors.contains("chmod 700"))
        #expect(try mode(data) == 0o755)
        #expect(try FileManager.default.contentsOfDirectory(atPath: data.path) == ["notes.txt"])
        // Empty, it is closed; and what is closed is taken, whatever else is in it.
        try FileManager.default.removeItem(at: notes)
        #expect(try run("database", "migrate").status == 0)
        #expect(try mode(data) == 0o700)
        try Data("rain".utf8).write(to: notes)
        #expect(try run("database", "migrate").status == 0)
    }

    @Test(arguments: [
        (["report", "show", "99"], "intake.report-unknown", 2),
        (["account", "link", "nobody"], "keys.missing", 2),
        (["job", "retry", "00000000-0000-7000-8000-000000000001"], "job.not-found", 2),
        (["hash-list", "show", "none"], "matching.list-unknown", 2),
        (["key", "copy-public", "copy"], "keys.missing", 2),
        (["audit", "verify"], "keys.missing", 2),
        (["serve", "--settings", "none.json"], "settings.unreadable-file", 64),
    ])
    func `every error has one form, with what to do next`(
        _ arguments: [String], _ code: String, _ status: Int32
    ) throws {
        #expect(try run("database", "migrate").status == 0)
        let run = try ProgramRun(
            arguments, in: folder, dataDirectory: folder.appending(path: "data"))
        #expect(run.status == status)
        let lines = run.errors.split(separator: "\n")
        #expect(lines.count == 1, "\(run.errors)")
        let line = try #require(lines.first)
        #expect(line.hasPrefix("error: ") && line.hasSuffix("[\(code)]"), "\(line)")
        // No value of Swift, such as missing(Sealing.KeyName).
        #expect(!line.contains("("), "\(line)")
    }

    @Test func `the doctor says what is wrong as commands do`() throws {
        #expect(try run("database", "migrate").status == 0)
        try Data(repeating: 7, count: 4_096).write(to: database)
        let command = try run("report", "list")
        let line = try #require(command.errors.split(separator: "\n").first)
        let doctor = try run("doctor", "--set", "decoder.path=/none")
        #expect(doctor.status == 1)
        #expect(line.hasSuffix("]") && doctor.output.contains(line.dropFirst("error: ".count)))
        #expect(doctor.output.contains("[decoder.executable-missing]"))
    }

    @Test func `reading keys that are missing over sealed reports is told by the doctor`()
        async throws
    {
        #expect(try run("database", "migrate").status == 0)
        let opened = try SQLiteDatabase(path: database.path)
        try await opened.write { try RecordKeyStore().insert([0], for: .numbered(1), in: $0) }
        try await opened.close()
        let doctor = try run("doctor")
        #expect(doctor.status == 1)
        #expect(doctor.output.contains("The database holds sealed reports"))
    }

    @Test func `a demonstration takes no database that anything was in`() throws {
        #expect(try run("database", "migrate").status == 0)
        let demo = try ProgramRun(
            ["demo", "--database-url", "sqlite:\(database.path)"], in: folder, dataDirectory: nil)
        #expect(demo.status == 64)
        #expect(demo.errors.contains("[demo.database-not-empty]"), "\(demo.errors)")
        #expect(try run("report", "list", "--format", "json").output.isEmpty)
        #expect(try run("hash-list", "list", "--format", "json").output.isEmpty)
    }
}
