// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Assessment
import AuditLog
import Incidents
import Intake
import JobQueue
import NightlightCore
import PasswordHashing
import Sealing
import Storage
import TestSupport

/// The services of the platform on whatever database a test hands over: a healthy one to prepare
/// with, a faulty one to try, another handle to look with.
struct ContractRig: Sendable {
    static let password = "snow on the harbour at noon"

    let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_795_473_000))
    let casework: CaseworkPrivateKey
    let hasher = PasswordHasher(limits: .testing)

    init() throws { casework = try CaseworkPrivateKey.make() }

    var reader: RecordReader { RecordReader(opener: Opener(privateKey: casework)) }

    func queue(on database: any Database) -> JobQueue { JobQueue(database: database, time: time) }

    func intake(on database: any Database) -> IntakeService {
        IntakeService(
            database: database, sealer: Sealer(publicKey: casework.publicKey),
            jobs: queue(on: database), audit: AuditTrail(), hasher: hasher,
            mint: ReceiptMint(pepper: [UInt8](repeating: 7, count: 32)), time: time)
    }

    func accounts(on database: any Database) -> AccountService {
        AccountService(
            database: database, audit: AuditTrail(), hasher: hasher, sealer: .testing(.staff),
            time: time)
    }

    func providers(on database: any Database) -> ProviderService {
        ProviderService(
            database: database, audit: AuditTrail(), sealer: .testing(.provider), time: time)
    }

    func assessments(on database: any Database) -> AssessmentService {
        AssessmentService(
            database: database, jobs: queue(on: database), audit: AuditTrail(), reader: reader,
            time: time)
    }

    func sequencer(on database: any Database) throws -> AuditSequencer {
        AuditSequencer(database: database, signer: try signer(), time: time)
    }

    func signer() throws -> CheckpointSigner {
        try CheckpointSigner(
            origin: "audit.example.org/log", privateKey: [UInt8](repeating: 7, count: 32))
    }

    /// A draft of the public form; without addresses it has the words alone.
    func draft(
        _ addresses: [String] = ["https://a.example.org/1"], narrative: String? = "A kitten.",
        contact: String? = nil, key: String = SubmissionKey.make()
    ) -> ReportDraft {
        ReportDraft(
            channel: .public, language: .english, concern: .material, addresses: addresses,
            narrative: narrative, contact: contact, submissionKey: key)
    }

    /// Stores a report, and returns it with its incidents.
    func report(
        _ draft: ReportDraft, on database: any Database
    ) async throws -> (report: Report, incidents: [Incident]) {
        let receipt = try await intake(on: database).submit(draft)
        let stored = try await database.read { transaction in
            try ReportStore().find(number: receipt.number, in: transaction).map { report in
                (report, try IncidentStore().list(of: report.id, in: transaction))
            }
        }
        guard let stored else { throw IntakeError.reportUnknown }
        return stored
    }

    /// An account that can sign in with `password`.
    func account(
        _ name: String, role: AccountRole = .analyst, on database: any Database
    ) async throws -> (account: Account, session: Session) {
        let service = accounts(on: database)
        let account = try await service.createAccount(
            name: name, role: role, language: .english, by: .system)
        let link = try await service.oneTimeLink(for: account.id, by: .system)
        let session = try await service.redeem(link: link.token, newPassword: Self.password)
        return (account, session)
    }
}
