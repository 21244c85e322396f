// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage
import TestSupport
import Testing

/// The guard of a route hears of an event once it is on record, and not before.
@Suite struct WitnessedDatabaseTests {
    private struct Hail: Error {}

    private static func event(_ kind: AuditKind) -> AuditEvent {
        AuditEvent(
            kind: kind, actor: .system, subject: .hashLists,
            at: Timestamp(secondsSinceEpoch: 1_800_000_000))
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `committed events are seen, and those of a lost transaction are not`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = WitnessedDatabase(try await TemporaryDatabase(engine).database)
        let witness = AuditWitness()
        try await AuditWitness.$current.withValue(witness) {
            try await database.write { transaction in
                try AuditTrail().record(Self.event(.noticeSent), in: transaction)
                try AuditTrail().record(Self.event(.noticeFailed), in: transaction)
            }
            await #expect(throws: Hail.self) {
                try await database.write { transaction in
                    try AuditTrail().record(Self.event(.noticeRetried), in: transaction)
                    throw Hail()
                }
            }
        }
        // Nobody watches any more.
        _ = try await database.write { transaction in
            try AuditTrail().record(Self.event(.noticeViewed), in: transaction)
        }
        #expect(witness.kinds == [.noticeSent, .noticeFailed])
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `each request hears of its own events, however many write at once`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = WitnessedDatabase(try await TemporaryDatabase(engine).database)
        let heard = try await withThrowingTaskGroup(of: (Int, Set<AuditKind>).self) { group in
            for number in 0..<20 {
                group.addTask {
                    let witness = AuditWitness()
                    try await AuditWitness.$current.withValue(witness) {
                        _ = try await database.write { transaction in
                            try AuditTrail().record(
                                Self.event(AuditKind.allCases[number]), in: transaction)
                        }
                    }
                    return (number, witness.kinds)
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for number in 0..<20 { #expect(heard[number] == [AuditKind.allCases[number]]) }
        try await database.close()
    }
}
