// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage
import TestSupport
import Testing

/// Recording, sequencing, proving and verifying, on every engine.
struct AuditStoreTests {
    @Test(arguments: DatabaseUnderTest.allCases)
    func `an event is recorded with the change it tells of, or not at all`(
        _ engine: DatabaseUnderTest
    ) async throws {
        let log = try await AuditContract(engine)
        let event = log.event(1)
        let id = try await log.database.write { try log.trail.record(event, in: $0) }
        await #expect(throws: StorageError.constraint) {
            try await log.database.write { transaction in
                try log.trail.record(event, in: transaction)
                try transaction.execute(
                    """
                    INSERT INTO audit_checkpoint (size, root, note, frontier, at)
                    VALUES (0, \([UInt8](repeating: 0, count: 32)), '', \([UInt8]()), 0)
                    """)
            }
        }
        let events = try await log.database.read {
            try AuditEventStore().recent(limit: 10, in: $0)
        }
        #expect(events.map(\.id) == [id])
        #expect(events.first?.event == event)
        #expect(events.first?.index == nil)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `events are sequenced in batches and every state is signed`(
        _ engine: DatabaseUnderTest
    ) async throws {
        let log = try await AuditContract(engine)
        #expect(try await log.sequencer.sequence() == nil)
        let ids = try await log.record(AuditSequencer.batchEventsMax + 20)
        let checkpoint = try #require(try await log.sequencer.sequence())
        #expect(checkpoint.size == Int64(ids.count))
        #expect(try await log.sequencer.sequence() == nil)
        let report = try await log.verifier.verify()
        #expect(report.isSound)
        #expect(report.events == Int64(ids.count))
        #expect(report.checkpoints == 2)
        #expect(report.newest == checkpoint)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `two sequencers at once make one log`(_ engine: DatabaseUnderTest) async throws {
        let log = try await AuditContract(engine)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    _ = try await log.record(30)
                    _ = try await log.sequencer.sequence()
                }
            }
            try await group.waitForAll()
        }
        _ = try await log.sequencer.sequence()
        let report = try await log.verifier.verify()
        #expect(report.isSound)
        #expect(report.events == 180)
        #expect(report.waiting == 0)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `events are proved across stored subtrees`(_ engine: DatabaseUnderTest) async throws {
        let log = try await AuditContract(engine)
        let ids = try await log.record(700)
        _ = try await log.sequencer.sequence()
        let former = try await log.database.read { try CheckpointStore().latest(in: $0) }
        _ = try await log.record(77)
        _ = try await log.sequencer.sequence()
        for id in [ids[0], ids[255], ids[256], ids[511], ids[512], ids[699]] {
            let proof = try await log.database.read { try log.prover.inclusion(of: id, in: $0) }
            try #require(proof).verify(with: log.signer.verifier)
        }
        let root = try #require(former).root
        let consistency = try await log.database.read {
            try log.prover.consistency(from: 700, in: $0)
        }
        try consistency.verify(formerRoot: root, with: log.signer.verifier)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an erased event leaves its leaf and nothing else`(
        _ engine: DatabaseUnderTest
    ) async throws {
        let log = try await AuditContract(engine)
        let ids = try await log.record(5)
        _ = try await log.sequencer.sequence()
        let now = log.time.now()
        try await log.database.write {
            try log.trail.erase(ids[2], by: .account(.numbered(5)), at: now, in: $0)
        }
        await #expect(throws: AuditError.unknownEvent) {
            try await log.database.write {
                try log.trail.erase(ids[2], by: .account(.numbered(5)), at: now, in: $0)
            }
        }
        _ = try await log.sequencer.sequence()
        let report = try await log.verifier.verify()
        #expect(report.isSound)
        #expect(report.erased == 1)
        #expect(report.events == 6)
        let record = try await log.database.read { try AuditEventStore().find(ids[2], in: $0) }
        #expect(record?.event == nil)
        #expect(record?.erasedAt == now)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `lists are read page by page`(_ engine: DatabaseUnderTest) async throws {
        let log = try await AuditContract(engine)
        let ids = try await log.record(20)
        let store = AuditEventStore()
        let subject = log.event(3).subject
        let first = try await log.database.read {
            try store.list(subject: subject, limit: 3, in: $0)
        }
        let second = try await log.database.read {
            try store.list(subject: subject, after: first.last?.id, limit: 3, in: $0)
        }
        #expect((first + second).map(\.id) == [3, 8, 13, 18].map { ids[$0] })
        let newest = try await log.database.read { try store.recent(limit: 7, in: $0) }
        let older = try await log.database.read {
            try store.recent(before: newest.last?.id, limit: 50, in: $0)
        }
        #expect((newest + older).map(\.id) == ids.reversed())
    }
}

/// A log of numbered events in a database of its own.
private struct AuditContract: Sendable {
    let database: any Database
    let signer: CheckpointSigner
    let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))
    let trail = AuditTrail()
    let prover = AuditProver()

    init(_ engine: DatabaseUnderTest) async throws {
        database = try await TemporaryDatabase(engine).database
        signer = try CheckpointSigner(
            origin: "audit.example.org/log", privateKey: [UInt8](repeating: 7, count: 32))
    }

    var sequencer: AuditSequencer {
        AuditSequencer(database: database, signer: signer, time: time)
    }
    var verifier: AuditVerifier {
        AuditVerifier(database: database, verifier: signer.verifier)
    }

    func event(_ number: Int) -> AuditEvent {
        AuditEvent(
            kind: .jobRetried, actor: .reporter, subject: .job(.numbered(number % 5)),
            facts: [.number: String(number)],
            at: Timestamp(microsecondsSinceEpoch: 1_800_000_000_000_000 + Int64(number) * 1_000))
    }

    func record(_ count: Int) async throws -> [AuditEvent.ID] {
        try await database.write { transaction in
            try (0..<count).map { try trail.record(event($0), in: transaction) }
        }
    }
}
