// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Assessment
import AuditLog
import Foundation
import HTTPTypes
import Hummingbird
import Incidents
import Intake
import JobQueue
import Matching
import NightlightCore
import PasswordHashing
import Sealing
import Storage
import Synchronization
import Takedown
import TestSupport
import WebSupport
import WebTesting
import Workbench
import WorkbenchShell

/// The workbench over a real database, with one account of each role.
struct WorkbenchRig: Sendable {
    static let password = "seven kittens under rain"

    let database: any Database
    let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))
    let accounts: AccountService
    let intake: IntakeService
    let providers: ProviderService
    let jobs: JobQueue
    let assessments: AssessmentService
    let takedowns: TakedownService
    let hashLists: HashListService
    let casework: RigCasework
    let workbench: Workbench

    /// How many transactions were opened.
    let transactions = CountingDatabase.Counts()

    /// - Parameter isWitnessed: `false` for a platform whose guards hear of no event.
    init(
        isSecure: Bool = false, noticeMode: NoticeMode = .automatic, isWitnessed: Bool = true
    ) async throws {
        let engine = CountingDatabase(
            try await TemporaryDatabase(.sqlite).database, counting: transactions)
        database = isWitnessed ? WitnessedDatabase(engine) : engine
        let key = try CaseworkPrivateKey.make()
        let hasher = PasswordHasher(limits: .testing)
        jobs = JobQueue(database: database, time: time)
        accounts = AccountService(
            database: database, audit: AuditTrail(), hasher: hasher, sealer: .testing(.staff),
            time: time)
        intake = IntakeService(
            database: database, sealer: Sealer(publicKey: key.publicKey), jobs: jobs,
            audit: AuditTrail(), hasher: hasher,
            mint: ReceiptMint(pepper: Array(repeating: 7, count: 32)), time: time)
        providers = ProviderService(
            database: database, audit: AuditTrail(), sealer: .testing(.provider), time: time)
        let reader = RecordReader(opener: Opener(privateKey: key))
        assessments = AssessmentService(
            database: database, jobs: jobs, audit: AuditTrail(), reader: reader, time: time)
        let policy = TakedownPolicy(mode: noticeMode)
        takedowns = TakedownService(
            database: database, jobs: jobs, audit: AuditTrail(),
            reader: NoticeReader(reader: reader), policy: policy, time: time)
        hashLists = HashListService(database: database, audit: AuditTrail(), time: time)
        casework = try RigCasework(
            database: database, jobs: jobs, reader: reader,
            sealer: Sealer(publicKey: key.publicKey), policy: policy, time: time)
        workbench = try Workbench(
            services: WorkbenchServices(
                database: database, accounts: accounts, providers: providers, reader: reader,
                assessments: assessments, erasures: intake.erasures, takedowns: takedowns,
                hashLists: hashLists, jobs: jobs, audit: AuditTrail(), time: time),
            settings: WorkbenchSettings(origin: "http://127.0.0.1:8082", isSecure: isSecure),
            formKey: Array(repeating: 3, count: 32), metrics: MetricRegistry())
        for role in AccountRole.allCases {
            let account = try await accounts.createAccount(
                name: role.rawValue, role: role, language: .english, by: .system)
            let link = try await accounts.oneTimeLink(for: account.id, by: .system)
            _ = try await accounts.redeem(link: link.token, newPassword: Self.password)
        }
    }

    func browse<Value: Sendable>(
        _ body: @escaping @Sendable (Browser) async throws -> Value
    ) async throws -> Value {
        try await Application(router: workbench.router()).answering { client in
            try await body(Browser(client: client))
        }
    }

    /// Browses as somebody who has signed in through the page.
    func browse<Value: Sendable>(
        as role: AccountRole, _ body: @escaping @Sendable (Browser) async throws -> Value
    ) async throws -> Value {
        try await browse { browser in
            _ = try await browser.get("/sign-in")
            _ = try await browser.post(
                "/sign-in", [("name", role.rawValue), ("password", Self.password)])
            return try await body(browser)
        }
    }

    func report(_ address: String, narrative: String? = nil) async throws -> Incident {
        let draft = ReportDraft(
            channel: .public, language: .english, concern: .material, addresses: [address],
            narrative: narrative, submissionKey: SubmissionKey.make())
        let receipt = try await intake.submit(draft)
        let found = try await database.read { transaction -> Incident? in
            guard let report = try ReportStore().find(number: receipt.number, in: transaction)
            else { return nil }
            return try IncidentStore().list(of: report.id, in: transaction).first
        }
        guard let found else { throw WebError.notFound }
        return found
    }

    func account(_ role: AccountRole) async throws -> Account {
        let found = try await accounts.list().first { $0.name == role.rawValue }
        guard let found else { throw WebError.notFound }
        return found
    }

    /// A decision that somebody else made, without a browser.
    @discardableResult
    func assess(
        _ incident: Incident, as role: AccountRole, _ scheme: String, _ value: String
    ) async throws -> Assessment {
        try await assessments.assess(
            incident: incident.id, by: try await account(role).id,
            scheme: ClassificationScheme.ID(rawValue: scheme), value: value)
    }

    func auditCount(_ kind: AuditKind) async throws -> Int {
        try await database.read {
            try $0.count("SELECT count(*) FROM audit_event WHERE kind = \(kind)")
        }
    }

    func auditCount() async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) FROM audit_event") }
    }
}
