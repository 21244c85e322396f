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
@testable import Takedown
import TestSupport
import Testing

/// A database with reported addresses, for the stores of removals.
struct TakedownStoreRig: Sendable {
    static let start = Timestamp(secondsSinceEpoch: 1_795_473_000)

    let database: any Database
    /// One for each address, in order.
    let locators: [Locator]

    init(_ engine: DatabaseUnderTest, addresses: Int = 3) async throws {
        database = try await TemporaryDatabase(engine).database
        let time = HurriedTime(startingAt: Self.start)
        let intake = IntakeService(
            database: database,
            sealer: Sealer(publicKey: try CaseworkPrivateKey.make().publicKey),
            jobs: JobQueue(database: database, time: time), audit: AuditTrail(),
            hasher: PasswordHasher(limits: .testing),
            mint: ReceiptMint(pepper: [UInt8](repeating: 7, count: 32)), time: time)
        let receipt = try await intake.submit(
            ReportDraft(
                channel: .public, language: .english, concern: .material,
                addresses: (1...addresses).map { "https://a.example.org/\($0)" },
                submissionKey: SubmissionKey.make()))
        locators = try await database.read { transaction in
            let report = try #require(
                try ReportStore().find(number: receipt.number, in: transaction))
            return try IncidentStore().list(of: report.id, in: transaction).flatMap {
                try LocatorStore().list(of: $0.id, in: transaction)
            }
        }
    }

    func contact(
        _ email: String, in transaction: any SQLTransaction, name: String = "Example Hosting"
    ) throws -> AbuseContact {
        try AbuseContactStore().findOrInsert(
            email: email, name: name, language: nil, at: Self.start, in: transaction)
    }

    func takedown(
        _ number: Int, contact: AbuseContact.ID? = nil,
        _ progress: TakedownProgress = TakedownProgress()
    ) -> Takedown {
        Takedown(
            id: Takedown.ID(at: Self.start + .seconds(number)),
            incidentID: locators[number].incidentID, locatorID: locators[number].id,
            role: .hosting, contactID: contact, upstreamContactID: nil,
            serverAddress: "192.0.2.7", country: "CA", progress: progress, round: 1, version: 1,
            createdAt: Self.start, updatedAt: Self.start)
    }
}
