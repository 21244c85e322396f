// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage
import TestSupport
import Testing

/// The log under processes that are killed while they sequence, and under many that write at once.
struct AuditKillTests {
    @Test(arguments: DatabaseUnderTest.allCases)
    func `a sequencer killed at any moment leaves a sound log`(
        engine: DatabaseUnderTest
    ) async throws {
        let temporary = try await TemporaryDatabase(engine)
        let rig = try ContractRig()
        let verifier = AuditVerifier(
            database: temporary.database, verifier: try rig.signer().verifier)
        var signed: Int64 = 0
        let rounds = 12
        for round in 1...rounds {
            let worker = try WorkerProcess(["sequence", temporary.address])
            let sizes = await worker.read("ok", count: 1 + round % 4, thenKill: true)
            await worker.ended()
            signed = max(signed, sizes.compactMap { Int64($0) }.max() ?? 0)
            let report = try await verifier.verify()
            #expect(report.isSound)
            #expect(report.newest?.size ?? 0 >= signed, "what was said to be signed is signed")
        }
        print("kill -9, \(engine) sequencer: rounds \(rounds), signed events \(signed), sound")
        #expect(signed >= 40)
        try await temporary.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `two processes that sequence at once make one log`(
        engine: DatabaseUnderTest
    ) async throws {
        let temporary = try await TemporaryDatabase(engine)
        let rig = try ContractRig()
        let workers = try (0..<2).map { _ in
            try WorkerProcess(["sequence", temporary.address])
        }
        for worker in workers {
            #expect(await worker.read("ok", count: 3, thenKill: true).count >= 3)
            await worker.ended()
        }
        let report = try await AuditVerifier(
            database: temporary.database, verifier: try rig.signer().verifier
        ).verify()
        #expect(report.isSound)
        #expect(report.events >= 120)
        try await temporary.database.close()
    }
}
