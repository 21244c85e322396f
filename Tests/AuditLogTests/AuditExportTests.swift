// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Foundation
import NightlightCore
import Storage
import TestSupport
import Testing

/// The exported log, in the eyes of a verifier that was written from the specifications alone.
struct AuditExportTests {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("nightlight-export-\(UUID().uuidString)").path

    private func removeFolder() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func proofs(_ log: AuditRig, ids: [AuditEvent.ID], formers: [Int64]) async throws
        -> String
    {
        let (inclusion, consistency) = try await log.database.read { [prover = log.prover] in
            let transaction = $0
            return (
                try ids.compactMap { try prover.inclusion(of: $0, in: transaction) },
                try formers.map { try prover.consistency(from: $0, in: transaction) }
            )
        }
        #expect(inclusion.count == ids.count)
        var lines = try inclusion.map { proof in
            try line([
                "type": "inclusion", "index": proof.index, "path": hex(proof.path),
                "checkpoint": proof.checkpoint.note,
            ])
        }
        lines += try consistency.map { proof in
            try line([
                "type": "consistency", "former": proof.formerSize, "path": hex(proof.path),
                "checkpoint": proof.checkpoint.note,
            ])
        }
        return lines.joined(separator: "\n")
    }

    private func line(_ object: [String: Any]) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }

    private func hex(_ path: [[UInt8]]) -> [String] { path.map(Hexadecimal.encode) }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an independent verifier agrees with every leaf, root, tile and proof`(
        _ engine: DatabaseUnderTest
    ) async throws {
        defer { removeFolder() }
        let log = try await AuditRig(engine)
        let ids = try await log.grow([1, 2, 3, 250, 44, 300])
        let now = log.time.now()
        try await log.database.write { [trail = log.trail] in
            try trail.erase(ids[7], by: .account(.numbered(5)), at: now, in: $0)
        }
        _ = try await log.sequencer.sequence()
        let written = try await AuditExport(
            database: log.database, verifier: log.signer.verifier
        ).write(to: folder)
        #expect(written == 601)
        let some = stride(from: 0, to: ids.count, by: 7).map { ids[$0] } + [ids[599]]
        let formers = Array(Int64(1)...130) + [255, 256, 257, 300, 511, 512, 513, 600, 601]
        let text = try await proofs(log, ids: some, formers: formers)
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/proofs.jsonl"))
        let outcome = try IndependentVerifier.run([folder, folder + "/proofs.jsonl"])
        #expect(outcome.bad == nil)
        #expect(outcome.status == 0)
        #expect(
            outcome.answer == [
                "events": 601, "erased": 1, "checkpoints": 7, "tiles": 4,
                "inclusion": some.count, "consistency": formers.count,
            ])
    }

    @Test(arguments: [
        (
            "entries.jsonl", "job:00000000-0000-7000-8000-000000000002",
            "job:00000000-0000-7000-8000-000000000004"
        ),
        ("checkpoint", "\n20\n", "\n19\n"),
        ("checkpoint", "audit.example.org", "audit.example.com"),
        ("checkpoints.jsonl", "\\n10\\n", "\\n11\\n"),
        ("log.vkey", "+", "+0"),
    ])
    func `an independent verifier refuses a changed export`(
        _ file: String, _ piece: String, _ other: String
    ) async throws {
        defer { removeFolder() }
        let log = try await AuditRig(.sqlite)
        _ = try await log.grow([10, 10])
        _ = try await AuditExport(database: log.database, verifier: log.signer.verifier)
            .write(to: folder)
        #expect(try IndependentVerifier.run([folder]).status == 0)
        let path = "\(folder)/\(file)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let changed = text.replacingOccurrences(of: piece, with: other)
        #expect(changed != text)
        try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
        let outcome = try IndependentVerifier.run([folder])
        #expect(outcome.status == 1)
        #expect(outcome.bad != nil)
    }

    @Test func `both compute the roots of certificate transparency`() throws {
        #expect(try IndependentVerifier.run(["--self-test"]).roots == MerkleVectorTests.roots)
    }

    @Test func `a folder that exists is not written into`() async throws {
        defer { removeFolder() }
        let log = try await AuditRig(.sqlite)
        _ = try await log.grow([3])
        let export = AuditExport(database: log.database, verifier: log.signer.verifier)
        _ = try await export.write(to: folder)
        await #expect(throws: AuditError.export) { try await export.write(to: folder) }
    }

    @Test func `a log that does not fit its checkpoint is not exported`() async throws {
        defer { removeFolder() }
        let log = try await AuditRig(.sqlite)
        _ = try await log.grow([10])
        try await log.tamper("DELETE FROM audit_event WHERE leaf_index = 4")
        await #expect(throws: AuditError.damaged) {
            try await AuditExport(database: log.database, verifier: log.signer.verifier)
                .write(to: folder)
        }
    }

    @Test(
        arguments: [
            "UPDATE audit_event SET facts = '{}' WHERE leaf_index = 4",
            "UPDATE audit_event SET facts = 'kittens' WHERE leaf_index = 4",
            "UPDATE audit_event SET kind = 'notice.sent' WHERE leaf_index = 4",
            "UPDATE audit_checkpoint SET note = replace(note, 'example', 'exemple')",
            """
            UPDATE audit_event SET actor = NULL, facts = NULL, salt = NULL, erased_at = 1
            WHERE leaf_index = 4
            """,
        ] as [SQLQuery])
    func `a log that was changed is not exported, and nothing is written`(
        _ query: SQLQuery
    ) async throws {
        let log = try await AuditRig(.sqlite)
        _ = try await log.grow([10])
        try await log.tamper(query)
        await #expect(throws: AuditError.damaged) {
            try await AuditExport(database: log.database, verifier: log.signer.verifier)
                .write(to: folder)
        }
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func `an independent verifier misses the event of an erasure`() async throws {
        defer { removeFolder() }
        let log = try await AuditRig(.sqlite)
        let ids = try await log.grow([10])
        let now = log.time.now()
        try await log.database.write { [trail = log.trail] in
            try trail.erase(ids[4], by: .system, at: now, in: $0)
        }
        // Its event waits: the export is of the checkpoint before.
        _ = try await AuditExport(database: log.database, verifier: log.signer.verifier)
            .write(to: folder)
        #expect(try IndependentVerifier.run([folder]).bad?.contains("erasure") == true)
    }
}
