// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Assessment
import AuditLog
import Incidents
import Intake
import JobQueue
import NightlightCore
import Storage
import TestSupport
import Testing

/// Every use case that matters, failing at each of its statements and at its commit.
struct AllOrNothingTests {
    private let rig: ContractRig

    init() throws { rig = try ContractRig() }

    enum Arrival: String, CaseIterable, Sendable {
        case addresses, wordsOnly, provider
    }

    @Test(arguments: DatabaseUnderTest.allCases, Arrival.allCases)
    func `a report is stored whole or not at all`(
        engine: DatabaseUnderTest, arrival: Arrival
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        var draft = rig.draft(["https://a.example.org/1", "b@example.org", "@kitten"])
        switch arrival {
        case .addresses: break
        case .wordsOnly: draft.addresses = []
        case .provider:
            draft = rig.draft(["https://a.example.org/1", "192.0.2.7"], narrative: nil)
            draft.channel = .provider
            draft.provider = ReportingProvider(
                id: .numbered(1), identifier: "P-234567", name: "Hail")
        }
        let sent = draft
        let statements = try await AllOrNothing.prove(on: database) { database in
            let intake = rig.intake(on: database)
            switch arrival {
            case .addresses, .wordsOnly: _ = try await intake.submit(sent)
            case .provider: _ = try await intake.submitProviderReport(sent)
            }
        }
        #expect(statements > 8)
        try await database.close()
    }

    /// The commit happened and the line broke before its answer came: whoever sends the form again
    /// gets the receipt of what is there.
    @Test(arguments: DatabaseUnderTest.allCases)
    func `a report whose answer was lost is there once`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        let draft = rig.draft()
        await #expect(throws: StorageError.outcomeUnknown) {
            try await rig.intake(on: FaultInjectingDatabase(database, failing: .answer(1)))
                .submit(draft)
        }
        let stored = try await DatabaseContents(of: database)
        let receipt = try await rig.intake(on: database).submit(draft)
        #expect(try await DatabaseContents(of: database) == stored)
        let status = try await rig.intake(on: database).status(
            number: receipt.number, secret: receipt.secret)
        #expect(status.incidents.count == 1)
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an erasure is whole or not at all`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        let (report, incidents) = try await rig.report(
            rig.draft(["https://a.example.org/1", "https://b.example.org/2"]), on: database)
        #expect(incidents.count == 2)
        try await AllOrNothing.prove(on: database) { database in
            try await rig.intake(on: database).erasures.erase(
                report.id, .reporterAsked, by: .account(.numbered(5)))
        }
        try await database.close()
    }

    enum Ending: String, CaseIterable, Sendable {
        case done, postponed
    }

    @Test(arguments: DatabaseUnderTest.allCases, Ending.allCases)
    func `a job ends together with its effects`(
        engine: DatabaseUnderTest, ending: Ending
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let time = rig.time
        let (_, incidents) = try await rig.report(rig.draft(), on: database)
        let incident = try #require(incidents.first)
        let claimed = try await rig.queue(on: database).claim(
            kinds: [.examine], limit: 1, lease: .seconds(60), worker: "w")
        let job = try #require(claimed.first)
        try await AllOrNothing.prove(on: database) { database in
            let queue = rig.queue(on: database)
            try await database.write { transaction in
                try IncidentStore().apply(
                    .examinationStarted, to: incident.id, at: time.now(), in: transaction)
                try queue.enqueue(
                    NewJob(kind: .weather, key: "next", payload: "{}", due: time.now()),
                    in: transaction)
                switch ending {
                case .done: try queue.complete(job, in: transaction)
                case .postponed:
                    try queue.postpone(job, until: time.now() + .days(1), in: transaction)
                }
            }
        }
        try await database.close()
    }

    enum Change: String, CaseIterable, Sendable {
        case signIn, signOut, signOutEverywhere, redeem, changePassword
        case create, link, disable, role
    }

    @Test(arguments: DatabaseUnderTest.allCases, Change.allCases)
    func `a change of an account is whole or not at all`(
        engine: DatabaseUnderTest, change: Change
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let (account, session) = try await rig.account("Nori", on: database)
        let link = try await rig.accounts(on: database).oneTimeLink(
            for: account.id, by: .system)
        try await AllOrNothing.prove(on: database) { database in
            let service = rig.accounts(on: database)
            switch change {
            case .signIn:
                _ = try await service.signIn(
                    name: "nori", password: ContractRig.password, replacing: session.token)
            case .signOut: try await service.signOut(token: session.token)
            case .signOutEverywhere: try await service.signOutEverywhere(account.id, by: .system)
            case .redeem:
                _ = try await service.redeem(link: link.token, newPassword: "hail over the hills")
            case .changePassword:
                _ = try await service.changePassword(
                    of: session, current: ContractRig.password, new: "hail over the hills")
            case .create:
                _ = try await service.createAccount(
                    name: "Roy", role: .supervisor, language: .french, by: .system)
            case .link: _ = try await service.oneTimeLink(for: account.id, by: .system)
            case .disable: try await service.disable(account.id, by: .system)
            case .role: try await service.setRole(.supervisor, of: account.id, by: .system)
            }
        }
        try await database.close()
    }

    enum ProviderChange: String, CaseIterable, Sendable {
        case register, token, revoke, disable
    }

    @Test(arguments: DatabaseUnderTest.allCases, ProviderChange.allCases)
    func `a change of a provider is whole or not at all`(
        engine: DatabaseUnderTest, change: ProviderChange
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let provider = try await rig.providers(on: database).register(
            name: "Hail Hosting", language: .english, by: .system)
        _ = try await rig.providers(on: database).issueToken(for: provider.id, by: .system)
        let tokens = try await rig.providers(on: database).tokens(of: provider.id)
        let prefix = try #require(tokens.first).prefix
        try await AllOrNothing.prove(on: database) { database in
            let service = rig.providers(on: database)
            switch change {
            case .register:
                _ = try await service.register(name: "Rain", language: .french, by: .system)
            case .token: _ = try await service.issueToken(for: provider.id, by: .system)
            case .revoke: try await service.revokeToken(prefix: prefix, by: .system)
            case .disable: try await service.disable(provider.id, by: .system)
            }
        }
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an assessment is made whole or not at all`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        // Nothing to fetch, so it waits for a person from the start.
        let (_, incidents) = try await rig.report(rig.draft(["@kitten"]), on: database)
        let incident = try #require(incidents.first)
        let value = try #require(
            ClassificationScheme.canada.values.first { $0.outcome == .actionable })
        let (account, _) = try await rig.account("Nori", on: database)
        try await AllOrNothing.prove(on: database) { database in
            try await rig.assessments(on: database).assess(
                incident: incident.id, by: account.id, scheme: ClassificationScheme.canada.id,
                value: value.id,
                reason: "Rain over the harbour.")
        }
        try await database.close()
    }

    /// Sequencing is many transactions, one a batch: wherever it stops, the log is sound, and the
    /// next run goes on from there.
    @Test(arguments: DatabaseUnderTest.allCases)
    func `sequencing that fails at any statement leaves a sound log`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let verifier = AuditVerifier(database: database, verifier: try rig.signer().verifier)
        let trail = AuditTrail()
        let time = rig.time
        var failures = 0
        // LIMIT: a batch of six events takes some fifteen statements.
        for number in 1...60 {
            try await database.write { transaction in
                for count in 1...6 {
                    try trail.record(
                        AuditEvent(
                            kind: .jobRetried, actor: .system, subject: .job(.numbered(count)),
                            at: time.now()),
                        in: transaction)
                }
            }
            let faulty = FaultInjectingDatabase(database, failing: .statement(number))
            do {
                _ = try await rig.sequencer(on: faulty).sequence()
            } catch StorageError.unavailable {
                failures += 1
            }
            let broken = try await verifier.verify()
            #expect(broken.isSound, "after failing at statement \(number)")
            #expect(broken.events + broken.waiting == Int64(6 * number))
            _ = try await rig.sequencer(on: database).sequence()
            let mended = try await verifier.verify()
            #expect(mended.isSound, "going on after statement \(number)")
            #expect(mended.events == Int64(6 * number))
            if !faulty.hasFailed { break }
        }
        #expect((8...59).contains(failures))
        try await database.close()
    }
}
