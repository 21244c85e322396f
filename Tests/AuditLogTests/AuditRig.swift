// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage
import TestSupport

/// A log in a database of its own.
struct AuditRig {
    let database: any Database
    let signer: CheckpointSigner
    let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))
    let trail = AuditTrail()
    let prover = AuditProver()

    var verifier: AuditVerifier {
        AuditVerifier(database: database, verifier: signer.verifier)
    }
    var sequencer: AuditSequencer {
        AuditSequencer(database: database, signer: signer, time: time)
    }

    init(_ engine: DatabaseUnderTest) async throws {
        database = try await TemporaryDatabase(engine).database
        signer = try CheckpointSigner(
            origin: "audit.example.org/log", privateKey: [UInt8](repeating: 7, count: 32))
    }

    @discardableResult
    func record(_ count: Int) async throws -> [AuditEvent.ID] {
        try await database.write { [trail, time] transaction in
            try (0..<count).map { number in
                try trail.record(
                    AuditEvent(
                        kind: .jobRetried, actor: .account(.numbered(number)),
                        subject: .job(.numbered(number % 5)),
                        facts: [.source: "rain \"and\" sun \\ été", .number: String(number)],
                        at: time.now() + .milliseconds(number)),
                    in: transaction)
            }
        }
    }

    /// Batches of these many events, each with its checkpoint.
    func grow(_ batches: [Int]) async throws -> [AuditEvent.ID] {
        var ids: [AuditEvent.ID] = []
        for batch in batches {
            ids += try await record(batch)
            time.advance(by: .seconds(60))
            _ = try await sequencer.sequence()
        }
        return ids
    }

    /// What somebody with the database, but without the key, might do.
    func tamper(_ queries: SQLQuery...) async throws {
        try await database.write { transaction in
            for query in queries { try transaction.execute(query) }
        }
    }

    func report(against kept: [String] = []) async throws -> AuditReport {
        try await verifier.verify(against: kept)
    }
}
