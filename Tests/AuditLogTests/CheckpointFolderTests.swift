// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Foundation
import NightlightCore
import Storage
import TestSupport
import Testing

/// Checkpoints that lie elsewhere, and what they make noticed.
struct CheckpointFolderTests {
    private let path: String

    init() throws { path = try ScratchFolder.path() + "/published-\(UUID().uuidString)" }

    private func folder(of log: AuditRig) -> CheckpointFolder {
        CheckpointFolder(path: path, verifier: log.signer.verifier)
    }

    private func sequencer(of log: AuditRig) -> AuditSequencer {
        AuditSequencer(
            database: log.database, signer: log.signer, folder: folder(of: log), time: log.time)
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    /// What somebody does who can write the database, and wants the last events gone.
    private func cutEnd(of log: AuditRig) async throws {
        try await log.tamper(
            "DELETE FROM audit_event WHERE leaf_index >= 10",
            "DELETE FROM audit_checkpoint WHERE size > 10")
        #expect(try await log.report().isSound, "by itself the log does not know")
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `every signed state is written, also those of a process that died`(
        engine: DatabaseUnderTest
    ) async throws {
        let log = try await AuditRig(engine)
        _ = try await log.grow([10, 3])
        try await log.record(2)
        let newest = try #require(try await sequencer(of: log).sequence())
        #expect(
            try names() == [
                "checkpoint-000000000010", "checkpoint-000000000013", "checkpoint-000000000015",
            ])
        let note = try String(contentsOfFile: path + "/" + names()[2], encoding: .utf8)
        #expect(note == newest.note)
        #expect(try folder(of: log).newest() == newest)
        try await log.record(1)
        _ = try await sequencer(of: log).sequence()
        #expect(try names().last == "checkpoint-000000000016")
        #expect(try names().count == 4)
        try await log.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a cut end shows, and nothing is signed over it`(engine: DatabaseUnderTest) async throws {
        let log = try await AuditRig(engine)
        _ = try await log.grow([10, 3])
        _ = try await sequencer(of: log).sequence()
        try await cutEnd(of: log)
        let kept = try #require(try folder(of: log).newest())
        let findings = try await log.report(against: [kept.note]).findings
        #expect(findings.map(\.problem) == [.keptCheckpointDiffers])
        let folder = folder(of: log)
        #expect(try await !log.database.read { try folder.isContinued(in: $0) })
        for _ in 1...20 { try await log.record(1) }
        await #expect(throws: AuditError.damaged) { try await sequencer(of: log).sequence() }
        try await log.database.close()
    }

    @Test func `a log that grew again over a cut end is told from the one that was published`()
        async throws
    {
        let log = try await AuditRig(.sqlite)
        _ = try await log.grow([10, 3])
        _ = try await sequencer(of: log).sequence()
        try await cutEnd(of: log)
        // By a sequencer that knows of no folder.
        _ = try await log.grow([3, 200, 100])
        try await log.record(1)
        await #expect(throws: AuditError.damaged) { try await sequencer(of: log).sequence() }
        let kept = try #require(try folder(of: log).newest())
        #expect(try await !log.report(against: [kept.note]).isSound)
    }

    @Test func `a log that goes on is signed on top of what was published long ago`() async throws {
        let log = try await AuditRig(.sqlite)
        _ = try await log.grow([10, 3])
        _ = try await sequencer(of: log).sequence()
        let behind = folder(of: log)
        #expect(try behind.newest()?.size == 13)
        _ = try await log.grow([300, 300])
        #expect(try await log.database.read { try behind.isContinued(in: $0) })
    }

    @Test func `a published file that was changed, or is another log's, is refused`() async throws {
        let log = try await AuditRig(.sqlite)
        _ = try await log.grow([10])
        _ = try await sequencer(of: log).sequence()
        let file = path + "/checkpoint-000000000010"
        let note = try String(contentsOfFile: file, encoding: .utf8)
        for (piece, other) in [("\n10\n", "\n9\n"), ("example", "exemple"), ("audit", "\n")] {
            try Data(note.replacing(piece, with: other).utf8).write(to: URL(filePath: file))
            #expect(throws: AuditError.self) { try folder(of: log).newest() }
        }
    }

    @Test func `without a folder there is nothing to compare`() async throws {
        let log = try await AuditRig(.sqlite)
        _ = try await log.grow([10])
        let folder = folder(of: log)
        #expect(try folder.newest() == nil)
        #expect(try await log.database.read { try folder.isContinued(in: $0) })
    }
}
