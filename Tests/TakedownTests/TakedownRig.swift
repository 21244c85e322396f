// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import Assessment
import Demonstration
import Examination
import Foundation
import Incidents
import Intake
import Logging
import Matching
import MediaDecoding
import NightlightCore
import Outbound
import PasswordHashing
import Sealing
import Storage
import Synchronization
import TestSupport
import Testing

@testable import JobQueue
@testable import Takedown

/// Everything from a decided incident to gone: real parts, a small internet, and a hurried clock.
struct TakedownRig: Sendable {
    let temporary: TemporaryDatabase
    let database: any Database
    let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))
    let internet: SmallInternet
    let casework: CaseworkPrivateKey
    let intake: IntakeService
    let workers: Workers
    let account: AccountID
    /// A trusted list, on which everything is that the rig reports.
    let known: HashList
    let incidents = IncidentStore()
    let takedowns = TakedownStore()

    static let sender = NoticeSender(
        organisation: "Example Hotline", email: "notices@hotline.test", domain: "hotline.test",
        phone: "+1 555 0100")

    init(_ engine: DatabaseUnderTest, policy: TakedownPolicy = TakedownPolicy()) async throws {
        temporary = try await TemporaryDatabase(engine)
        database = temporary.database
        internet = try await SmallInternet()
        casework = try CaseworkPrivateKey.make()
        intake = IntakeService(
            database: database, sealer: Sealer(publicKey: casework.publicKey),
            jobs: JobQueue(database: database, time: time), audit: AuditTrail(),
            hasher: PasswordHasher(limits: .testing),
            mint: ReceiptMint(pepper: Array(repeating: 7, count: 32)), time: time)
        workers = try Workers(
            database: database, internet: internet, casework: casework, policy: policy, time: time)
        let accounts = AccountService(
            database: database, audit: AuditTrail(), hasher: PasswordHasher(limits: .testing),
            sealer: .testing(.staff), time: time)
        account = try await accounts.createAccount(
            name: "analyst", role: .analyst, language: .english, by: .system
        ).id
        known = try await HashListService(database: database, audit: AuditTrail(), time: time)
            .create(
                HashListDraft(
                    name: "weather", source: "a test",
                    settings: HashListSettings(isTrusted: true)), by: .system)
        try await workers.directory.add(
            HostingProviderDraft(
                name: "Example Pictures", email: "desk@pictures.test", language: .french,
                domains: ["pictures.test"]), by: account)
    }

    var jobs: JobQueue { workers.jobs }
    var relay: [ReadMail] {
        get async throws {
            var mails: [ReadMail] = []
            for message in internet.relay.messages {
                mails.append(try await ReadMail(message.bytes))
            }
            return mails
        }
    }

    /// The recipients of each mail, in order.
    var recipients: [String] { internet.relay.messages.flatMap(\.recipients) }

    /// Lets the workers work until nothing is due within that time.
    func run(for duration: Duration) async throws { try await workers.run(for: duration) }

    func takedown(_ incident: Incident.ID) async throws -> Takedown {
        try #require(try await all(incident).first)
    }

    func all(_ incident: Incident.ID) async throws -> [Takedown] {
        try await database.read { try takedowns.list(incident: incident, in: $0) }
    }

    func states(_ incident: Incident.ID) async throws -> [TakedownState] {
        try await all(incident).map(\.progress.state)
    }

    func status(_ incident: Incident.ID) async throws -> IncidentStatus {
        try await database.read { try #require(try incidents.find(incident, in: $0)).status }
    }

    /// What happened to an incident, as the timeline's kinds.
    func timeline(_ incident: Incident.ID) async throws -> [IncidentEvent] {
        try await database.read { try IncidentTimeline().events(of: incident, in: $0) }
    }

    func notices(_ state: Notice.State? = nil) async throws -> [Notice] {
        try await database.read { try NoticeStore().list(state: state, limit: 100, in: $0) }
    }

    func contact(_ email: String) async throws -> AbuseContact? {
        try await database.read { transaction in
            try AbuseContactStore().list(limit: 100, in: transaction).first { $0.email == email }
        }
    }

    func end() async throws { try await database.close() }
}
