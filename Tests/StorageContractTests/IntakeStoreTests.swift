// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Incidents
import Intake
import JobQueue
import NightlightCore
import PasswordHashing
import Sealing
import Storage
import TestSupport
import Testing

/// ReportStore, IncidentStore, LocatorStore and RecordKeyStore, through what writes to them.
struct IntakeStoreTests {
    private let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_795_473_000))
    private let casework: CaseworkPrivateKey

    init() throws { casework = try CaseworkPrivateKey.make() }

    private func intake(_ database: any Database) -> IntakeService {
        IntakeService(
            database: database, sealer: Sealer(publicKey: casework.publicKey),
            jobs: JobQueue(database: database, time: time), audit: AuditTrail(),
            hasher: PasswordHasher(limits: .testing),
            mint: ReceiptMint(pepper: [UInt8](repeating: 7, count: 32)), time: time)
    }

    private func draft(_ addresses: [String], key: String = SubmissionKey.make()) -> ReportDraft {
        ReportDraft(
            channel: .public, language: .french, concern: .material, addresses: addresses,
            narrative: "Un chaton.", submissionKey: key)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a report is found through every store`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        let receipt = try await intake(database).submit(
            draft(["https://a.example.org/1", "https://b.example.org/2"]))
        let opener = Opener(privateKey: casework)
        let addresses = try await database.read { transaction in
            let report = try #require(
                try ReportStore().find(number: receipt.number, in: transaction))
            let wrapped = try #require(
                try RecordKeyStore().wrapped(for: RecordID(of: report.id), in: transaction))
            let key = try opener.unwrap(wrapped, record: RecordID(of: report.id))
            let incidents = try IncidentStore().list(of: report.id, in: transaction)
            #expect(incidents.count == 2)
            #expect(Set(incidents.map(\.number)).count == 2)
            let reader = RecordReader(opener: opener)
            _ = key
            return try incidents.flatMap { incident in
                try LocatorStore().list(of: incident.id, in: transaction).map { locator in
                    try reader.address(of: locator, in: transaction)
                }
            }
        }
        #expect(Set(addresses) == ["https://a.example.org/1", "https://b.example.org/2"])
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a replayed form is one report with one receipt`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        let intake = intake(database)
        let key = SubmissionKey.make()
        let replayed = draft(["https://a.example.org/1"], key: key)
        let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
            for _ in 1...6 { group.addTask { try await intake.submit(replayed) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(receipts.map { $0.number + $0.secret }).count == 1)
        #expect(receipts.filter(\.isNew).count == 1)
        let counts = try await database.read { try ReportStore().counts(in: $0) }
        #expect(counts == [.public: 1])
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `pages of incidents follow each other without gap or overlap`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let intake = intake(database)
        for number in 1...7 {
            time.advance(by: .seconds(1))
            _ = try await intake.submit(draft(["https://a.example.org/\(number)"]))
        }
        for order in [IncidentOrder.newest, .urgency] {
            let seen = try await database.read { transaction in
                var seen: [Incident.ID] = []
                var cursor: IncidentCursor?
                repeat {
                    let page = try IncidentStore().list(
                        IncidentFilter(), order: order, after: cursor, limit: 3, in: transaction)
                    seen += page.incidents.map(\.id)
                    cursor = page.next
                } while cursor != nil
                return seen
            }
            #expect(seen.count == 7)
            #expect(Set(seen).count == 7)
        }
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `after erasure nothing can be opened`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        let intake = intake(database)
        let receipt = try await intake.submit(draft(["https://a.example.org/1"]))
        let id = try await database.read {
            try #require(try ReportStore().find(number: receipt.number, in: $0)).id
        }
        try await intake.erasures.erase(id, .reporterAsked, by: .system)
        let wrapped = try await database.read {
            try RecordKeyStore().wrapped(for: RecordID(of: id), in: $0)
        }
        #expect(wrapped == nil)
        try await database.close()
    }
}
