// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage
import TestSupport
import Testing

/// What somebody with the database but without the key may try, and what the verifier says.
struct TamperingTests {
    let log: AuditRig
    let ids: [AuditEvent.ID]

    /// 30 events in three batches: 0 to 9, 10 to 24, 25 to 29.
    init() async throws {
        log = try await AuditRig(.sqlite)
        ids = try await log.grow([10, 15, 5])
    }

    private func findings() async throws -> [String] {
        try await log.report().findings.map {
            "\($0.problem.rawValue) \($0.index ?? -1) \($0.last ?? -1)"
        }
    }

    @Test func `an untouched log is sound`() async throws {
        let report = try await log.report()
        #expect(report.isSound)
        #expect(report.events == 30)
        #expect(report.checkpoints == 3)
        #expect(report.newest?.size == 30)
    }

    @Test(
        arguments: [
            "UPDATE audit_event SET subject = 'hash-list:all' WHERE leaf_index = 12",
            "UPDATE audit_event SET actor = 'system' WHERE leaf_index = 12",
            "UPDATE audit_event SET kind = 'kitten.lost' WHERE leaf_index = 12",
            "UPDATE audit_event SET kind = 'notice.sent' WHERE leaf_index = 12",
            "UPDATE audit_event SET at = at + 1 WHERE leaf_index = 12",
            "UPDATE audit_event SET facts = '{}' WHERE leaf_index = 12",
            "UPDATE audit_event SET facts = facts || ' ' WHERE leaf_index = 12",
            "UPDATE audit_event SET facts = 'kittens' WHERE leaf_index = 12",
            "UPDATE audit_event SET actor = 'nobody' WHERE leaf_index = 12",
            "UPDATE audit_event SET salt = zeroblob(32) WHERE leaf_index = 12",
            "UPDATE audit_event SET id = replace(id, '-7', '-6') WHERE leaf_index = 12",
        ] as [SQLQuery])
    func `a changed event is named`(_ query: SQLQuery) async throws {
        try await log.tamper(query)
        #expect(try await findings() == ["event-changed 12 -1"])
    }

    @Test func `an event changed together with its commitment is narrowed to its batch`()
        async throws
    {
        let event = AuditEvent(
            kind: .jobRetried, actor: .system, subject: .job(.numbered(1)), at: log.time.now())
        let salt = [UInt8](repeating: 1, count: 32)
        let content = AuditCommitment.content(event, salt: salt)
        let commitment = AuditCommitment.make(event, id: ids[12], salt: salt)
        try await log.tamper(
            """
            UPDATE audit_event SET actor = 'system', subject = \(event.subject), facts = '{}',
                at = \(event.at), salt = \(salt), content_hash = \(content),
                commitment = \(commitment)
            WHERE leaf_index = 12
            """)
        #expect(try await findings() == ["root-differs 10 24"])
    }

    @Test func `a forged erasure cannot hide a change`() async throws {
        try await log.tamper(
            """
            UPDATE audit_event SET actor = NULL, facts = NULL, salt = NULL,
                erased_at = 1, commitment = zeroblob(32) WHERE leaf_index = 12
            """)
        #expect(try await findings() == ["event-changed 12 -1", "root-differs 10 24"])
    }

    @Test func `contents that are gone without an event that says so are named`() async throws {
        try await log.tamper(
            """
            UPDATE audit_event SET actor = NULL, facts = NULL, salt = NULL, erased_at = 1
            WHERE leaf_index IN (12, 17)
            """)
        #expect(
            try await findings() == ["erasure-not-recorded 12 -1", "erasure-not-recorded 17 -1"])
    }

    @Test func `everything erased is not sound`() async throws {
        try await erase(12)
        try await log.tamper(
            "UPDATE audit_event SET actor = NULL, facts = NULL, salt = NULL, erased_at = 1")
        let report = try await log.report()
        #expect(
            report.findingsCount == 31, "the event of the one erasure that was meant is gone too")
    }

    /// An erasure as it should be.
    private func erase(_ place: Int) async throws {
        let (id, now) = (ids[place], log.time.now())
        try await log.database.write { [trail = log.trail] in
            try trail.erase(id, by: .account(.numbered(5)), at: now, in: $0)
        }
        #expect(try await log.report().isSound, "the event that tells of it may still wait")
        _ = try await log.sequencer.sequence()
        #expect(try await log.report().isSound)
    }

    @Test(
        arguments: [
            "UPDATE audit_event SET kind = 'notice.sent' WHERE leaf_index = 12",
            "UPDATE audit_event SET at = at + 1 WHERE leaf_index = 12",
            "UPDATE audit_event SET subject = 'hash-list:all' WHERE leaf_index = 12",
            "UPDATE audit_event SET content_hash = zeroblob(32) WHERE leaf_index = 12",
            "UPDATE audit_event SET actor = 'system', facts = '{}', salt = zeroblob(32),"
                + " erased_at = NULL WHERE leaf_index = 12",
        ] as [SQLQuery])
    func `what stays of an erased event is still checked`(_ query: SQLQuery) async throws {
        try await erase(12)
        try await log.tamper(query)
        #expect(try await findings() == ["event-changed 12 -1"])
    }

    @Test func `one erasure is no excuse for another`() async throws {
        try await erase(12)
        try await log.tamper(
            """
            UPDATE audit_event SET actor = NULL, facts = NULL, salt = NULL, erased_at = 1
            WHERE leaf_index = 13
            """)
        #expect(try await findings() == ["erasure-not-recorded 13 -1"])
    }

    @Test func `what waits, and what tells of an erasure, is not erased`() async throws {
        let waiting = try await log.record(1)[0]
        let now = log.time.now()
        await #expect(throws: AuditError.notErasable) {
            try await log.database.write { [trail = log.trail] in
                try trail.erase(waiting, by: .system, at: now, in: $0)
            }
        }
        try await erase(3)
        let told = try await log.database.read { try AuditEventStore().recent(limit: 5, in: $0) }
            .first { $0.kind == .auditErased }
        let id = try #require(told).id
        await #expect(throws: AuditError.notErasable) {
            try await log.database.write { [trail = log.trail] in
                try trail.erase(id, by: .system, at: now, in: $0)
            }
        }
    }

    @Test func `two events that changed places are narrowed to their batch`() async throws {
        try await log.tamper(
            "UPDATE audit_event SET leaf_index = 1000 WHERE leaf_index = 11",
            "UPDATE audit_event SET leaf_index = 11 WHERE leaf_index = 13",
            "UPDATE audit_event SET leaf_index = 13 WHERE leaf_index = 1000")
        #expect(try await findings() == ["root-differs 10 24"])
    }

    @Test func `a deleted event is named`() async throws {
        try await log.tamper("DELETE FROM audit_event WHERE leaf_index = 12")
        #expect(try await findings() == ["event-missing 12 -1"])
    }

    @Test func `a deleted stretch is named`() async throws {
        try await log.tamper("DELETE FROM audit_event WHERE leaf_index BETWEEN 0 AND 3")
        #expect(try await findings() == ["event-missing 0 3"])
    }

    @Test func `an event put in between and the rest moved on is narrowed`() async throws {
        try await log.tamper(
            "UPDATE audit_event SET leaf_index = leaf_index + 1000 WHERE leaf_index >= 12",
            "UPDATE audit_event SET leaf_index = leaf_index - 1001 WHERE leaf_index > 1012",
            "DELETE FROM audit_event WHERE leaf_index = 1012")
        #expect(try await findings() == ["root-differs 10 24", "end-missing 29 29"])
    }

    @Test func `a cut end is named`() async throws {
        try await log.tamper("DELETE FROM audit_event WHERE leaf_index >= 27")
        #expect(try await findings() == ["end-missing 27 29"])
    }

    @Test func `everything deleted is named`() async throws {
        try await log.tamper("DELETE FROM audit_event")
        #expect(try await findings() == ["end-missing 0 29"])
    }

    @Test func `an end cut together with its checkpoint shows against one kept elsewhere`()
        async throws
    {
        let kept = try #require(try await log.report().newest).note
        try await log.tamper(
            "DELETE FROM audit_event WHERE leaf_index >= 25",
            "DELETE FROM audit_checkpoint WHERE size = 30")
        #expect(try await log.report().isSound)
        let report = try await log.report(against: [kept])
        #expect(report.findings.map(\.problem) == [.keptCheckpointDiffers])
        #expect(report.findings.first?.index == 25)
    }

    @Test func `a log rewritten with the key shows against a checkpoint kept elsewhere`()
        async throws
    {
        let kept = try #require(try await log.report().newest).note
        let other = try await AuditRig(.sqlite)
        _ = try await other.grow([10, 15, 9])
        #expect(try await other.report().isSound)
        let report = try await other.report(against: [kept])
        #expect(report.findings.map(\.problem) == [.keptCheckpointDiffers])
    }

    @Test(
        arguments: [
            (
                "UPDATE audit_checkpoint SET root = zeroblob(32) WHERE size = 25",
                "checkpoint-malformed 24 -1"
            ),
            (
                "UPDATE audit_checkpoint SET note = 'kittens' WHERE size = 25",
                "checkpoint-malformed 24 -1"
            ),
            (
                """
                UPDATE audit_checkpoint
                SET note = (SELECT note FROM audit_checkpoint WHERE size = 10)
                WHERE size = 25
                """,
                "checkpoint-malformed 24 -1"
            ),
            (
                """
                UPDATE audit_checkpoint
                SET note = replace(note, char(10) || '25' || char(10), char(10) || '26' || char(10))
                WHERE size = 25
                """,
                "checkpoint-signature 24 -1"
            ),
            (
                """
                UPDATE audit_checkpoint SET note = replace(note, 'example', 'exemple')
                WHERE size = 25
                """,
                "checkpoint-of-other-log 24 -1"
            ),
            (
                "UPDATE audit_checkpoint SET frontier = zeroblob(32) WHERE size = 25",
                "frontier-changed 24 -1"
            ),
            ("DELETE FROM audit_checkpoint WHERE size = 30", "not-signed 25 29"),
            ("DELETE FROM audit_checkpoint", "not-signed 0 29"),
        ] as [(SQLQuery, String)])
    func `a changed checkpoint is named`(_ query: SQLQuery, _ expected: String) async throws {
        try await log.tamper(query)
        #expect(try await findings() == [expected])
    }

    @Test func `a changed subtree root is named`() async throws {
        _ = try await log.grow([300])
        #expect(try await log.report().isSound)
        try await log.tamper("UPDATE audit_node SET hash = zeroblob(32)")
        #expect(try await findings() == ["node-changed 0 255"])
        try await log.tamper("DELETE FROM audit_node")
        #expect(try await findings() == ["node-changed 0 255"])
    }

    @Test func `a changed event that waits for its place is found`() async throws {
        try await log.record(1)
        try await log.tamper("UPDATE audit_event SET subject = 'x:1' WHERE leaf_index IS NULL")
        #expect(try await findings() == ["waiting-event-changed -1 -1"])
    }

    @Test(
        arguments: [
            "DELETE FROM audit_event WHERE leaf_index = 29",
            "DELETE FROM audit_checkpoint WHERE size = 30",
            "UPDATE audit_checkpoint SET frontier = zeroblob(128) WHERE size = 30",
            "UPDATE audit_checkpoint SET size = 31 WHERE size = 30",
        ] as [SQLQuery])
    func `nothing is signed on top of a damaged log`(_ query: SQLQuery) async throws {
        try await log.tamper(query)
        try await log.record(1)
        await #expect(throws: AuditError.damaged) { try await log.sequencer.sequence() }
    }

    @Test func `another key or name does not continue the log`() async throws {
        try await log.record(1)
        let otherKey = try CheckpointSigner(
            origin: "audit.example.org/log", privateKey: [UInt8](repeating: 8, count: 32))
        await #expect(throws: AuditError.signature) {
            try await AuditSequencer(database: log.database, signer: otherKey, time: log.time)
                .sequence()
        }
        let otherName = try CheckpointSigner(
            origin: "audit.example.org/other", privateKey: [UInt8](repeating: 7, count: 32))
        await #expect(throws: AuditError.otherLog) {
            try await AuditSequencer(database: log.database, signer: otherName, time: log.time)
                .sequence()
        }
    }
}
