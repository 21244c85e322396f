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

/// Intake over a database of its own, and the private key to look into what it stored.
struct IntakeRig: Sendable {
    let database: any Database
    let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))
    let intake: IntakeService
    let reader: RecordReader

    init() async throws {
        database = try await TemporaryDatabase(.sqlite).database
        let casework = try CaseworkPrivateKey.make()
        intake = IntakeService(
            database: database, sealer: Sealer(publicKey: casework.publicKey),
            jobs: JobQueue(database: database, time: time), audit: AuditTrail(),
            hasher: PasswordHasher(limits: .testing),
            mint: ReceiptMint(pepper: [UInt8](repeating: 7, count: 32)), time: time)
        reader = RecordReader(opener: Opener(privateKey: casework))
    }

    func draft(
        _ addresses: [String] = [], narrative: String? = nil, contact: String? = nil,
        language: Language = .english, key: String = SubmissionKey.make()
    ) -> ReportDraft {
        ReportDraft(
            channel: .public, language: language, concern: .material, addresses: addresses,
            narrative: narrative, contact: contact, submissionKey: key)
    }

    struct Stored: Sendable, Equatable {
        var report: Report
        var incidents: [Incident]
        var addresses: [String]
        var kinds: [LocatorKind]
        var narrative: String?
        var contact: String?
    }

    /// What is stored under a receipt, opened.
    func stored(_ receipt: Receipt) async throws -> Stored? {
        try await database.read { transaction in
            guard let report = try ReportStore().find(number: receipt.number, in: transaction)
            else { return nil }
            let incidents = try IncidentStore().list(of: report.id, in: transaction)
            let locators = try incidents.flatMap {
                try LocatorStore().list(of: $0.id, in: transaction)
            }
            return Stored(
                report: report, incidents: incidents,
                addresses: try locators.map { try reader.address(of: $0, in: transaction) },
                kinds: locators.map(\.kind),
                narrative: try reader.narrative(of: report, in: transaction),
                contact: try reader.contact(of: report, in: transaction))
        }
    }

    func reportCount() async throws -> Int {
        try await database.read { try ReportStore().counts(in: $0).values.reduce(0, +) }
    }
}
