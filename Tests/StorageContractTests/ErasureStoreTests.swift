// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Foundation
import Incidents
import Intake
import NightlightCore
import Storage
import TestSupport
import Testing

/// `ErasureService` and `ErasureStore` on both engines: one asks, another agrees, and then nobody
/// can read the report.
struct ErasureStoreTests {
    private let rig: ContractRig
    private let anna = AuditActor.account(.numbered(1))
    private let boris = AuditActor.account(.numbered(2))

    init() throws { rig = try ContractRig() }

    private func stored(_ database: any Database) async throws -> Report.ID {
        let receipt = try await rig.intake(on: database).submit(
            rig.draft(["https://a.example.org/1", "https://b.example.org/2"]))
        return try await database.read {
            try #require(try ReportStore().find(number: receipt.number, in: $0)).id
        }
    }

    private func kinds(_ report: Report.ID, _ database: any Database) async throws
        -> [[TimelineKind]]
    {
        try await database.read { transaction in
            try IncidentStore().list(of: report, in: transaction).map { incident in
                try IncidentTimeline().events(of: incident.id, in: transaction).map(\.kind)
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `nothing is erased before somebody else agrees`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let erasures = rig.intake(on: database).erasures
        let report = try await stored(database)
        let asked = try await erasures.ask(for: report, .reporterAsked, by: anna)
        #expect(asked.isNew)
        // Asked again, by anybody: the first wish goes on waiting.
        let again = try await erasures.ask(for: report, .ordered, by: boris)
        #expect(!again.isNew && again.erasure == asked.erasure)
        for actor in [anna, .system, .reporter] {
            await #expect(throws: ErasureError.secondPersonNeeded) {
                try await erasures.confirm(asked.erasure.id, by: actor)
            }
        }
        let key = try await database.read {
            try RecordKeyStore().wrapped(for: RecordID(of: report), in: $0)
        }
        #expect(key != nil)
        try await erasures.confirm(asked.erasure.id, by: boris)
        try await database.read { transaction throws -> Void in
            #expect(
                try RecordKeyStore().wrapped(for: RecordID(of: report), in: transaction) == nil)
            #expect(try ReportStore().find(report, in: transaction)?.erasedAt != nil)
            #expect(try erasures.waiting(limit: 10, in: transaction).isEmpty)
        }
        #expect(
            try await kinds(report, database)
                == Array(repeating: [.received, .erasureAsked, .erased, .statusChanged], count: 2))
        await #expect(throws: ErasureError.decided) {
            try await erasures.confirm(asked.erasure.id, by: boris)
        }
        await #expect(throws: ErasureError.erasedBefore) {
            try await erasures.ask(for: report, .ordered, by: anna)
        }
        await #expect(throws: ErasureError.erasedBefore) {
            try await erasures.erase(report, .ordered, by: .system)
        }
        try await database.close()
    }

    @Test func `a destroyed key stands in no file while the database is open`() async throws {
        let temporary = try await TemporaryDatabase(.sqlite)
        let database = temporary.database
        let report = try await stored(database)
        let key = try #require(
            try await database.read {
                try RecordKeyStore().wrapped(for: RecordID(of: report), in: $0)
            })
        func files() throws -> [Data] {
            try ["", "-wal"].map { try Data(contentsOf: URL(filePath: temporary.address + $0)) }
        }
        #expect(try files().contains { $0.range(of: Data(key)) != nil })
        try await rig.intake(on: database).erasures.erase(report, .ordered, by: .operator)
        #expect(try files().allSatisfy { $0.range(of: Data(key)) == nil })
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a refused wish leaves the report, and may be asked again`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let erasures = rig.intake(on: database).erasures
        let report = try await stored(database)
        let first = try await erasures.ask(for: report, .reporterAsked, by: anna).erasure
        // Who asked may take it back.
        try await erasures.refuse(first.id, .askedByMistake, by: anna)
        let second = try await erasures.ask(for: report, .ordered, by: anna)
        #expect(second.isNew)
        try await database.read { transaction throws -> Void in
            #expect(try erasures.waiting(limit: 10, in: transaction) == [second.erasure])
            #expect(
                try erasures.waiting(after: second.erasure.id, limit: 10, in: transaction)
                    .isEmpty)
            #expect(
                try ErasureStore().waiting(for: report, in: transaction) == second.erasure)
            #expect(try ReportStore().find(report, in: transaction)?.erasedAt == nil)
        }
        #expect(
            try await kinds(report, database).first
                == [.received, .erasureAsked, .erasureRefused, .erasureAsked])
        await #expect(throws: ErasureError.unknown) {
            try await erasures.confirm(.numbered(7), by: boris)
        }
        await #expect(throws: ErasureError.reportUnknown) {
            try await erasures.ask(for: .numbered(7), .ordered, by: boris)
        }
        // The operator's own erasure settles what waits.
        try await erasures.erase(report, .ordered, by: .system)
        let waiting = try await database.read {
            try erasures.waiting(limit: 10, in: $0)
        }
        #expect(waiting.isEmpty)
        try await database.close()
    }
}
