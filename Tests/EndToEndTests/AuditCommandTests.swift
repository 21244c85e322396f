// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Foundation
import SQLiteDriver
import Storage
import Testing

/// The audit log by the commands of the built program, over what a served installation left.
@Suite(.serialized)  // Whole processes; two at once would only slow each other.
struct AuditCommandTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "nightlight-audit-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func run(_ arguments: String...) throws -> (output: String, status: Int32) {
        try Program.run(
            arguments + [
                "--data-directory", folder.path, "--set", "audit.checkpointFolder=published",
            ])
    }

    private func tamper(_ queries: SQLQuery...) async throws {
        let database = try SQLiteDatabase(path: folder.path + "/nightlight.sqlite")
        try await database.write { transaction in
            for query in queries { try transaction.execute(query) }
        }
        try await database.close()
    }

    @Test func `a kept checkpoint finds what was cut off, and a changed log is not exported`()
        async throws
    {
        let served = try ServedInstallation(
            in: folder, arguments: ["--set", "audit.checkpointFolder=published"])
        for address in ["https://a.example.org/1", "https://a.example.org/2"] {
            _ = try #require(try await DemoReporter(site: served.publicSite).report(address))
        }
        #expect(served.stop() == 0)
        let kept = folder.path + "/kept"
        #expect(try run("audit", "checkpoint", "export", kept).status == 0)
        #expect(try run("audit", "checkpoint", "export", kept).status == 1, "it is there already")
        #expect(try run("audit", "checkpoint", "export", kept, "--force").status == 0)
        #expect(try run("audit", "verify", "--checkpoint", kept).status == 0)
        #expect(try run("audit", "export", folder.path + "/whole").status == 0)

        let note = try String(contentsOfFile: kept, encoding: .utf8)
        let size = try #require(Int64(note.split(separator: "\n")[1]))
        try await tamper(
            "UPDATE audit_event SET at = at + 1 WHERE leaf_index = 0")
        #expect(try run("audit", "export", folder.path + "/changed").status == 1)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/changed"))
        try await tamper("UPDATE audit_event SET at = at - 1 WHERE leaf_index = 0")

        try await tamper(
            "DELETE FROM audit_event WHERE leaf_index = \(size - 1)",
            "DELETE FROM audit_checkpoint WHERE size = \(size)")
        let verified = try run("audit", "verify", "--checkpoint", kept, "--format", "json")
        #expect(verified.status == 1)
        #expect(verified.output.contains("kept-checkpoint-differs"))
        #expect(try run("audit", "verify").status == 1, "the published one says so as well")
        #expect(try run("doctor").output.contains("does not go on from what was published"))
    }
}
