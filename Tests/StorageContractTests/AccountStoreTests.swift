// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

@testable import Accounts
import AuditLog
import NightlightCore
import PasswordHashing
import Sealing
import Storage
import TestSupport
import Testing

/// AccountStore, SessionStore, SignInLinkStore, ProviderStore and ProviderTokenStore, mostly
/// through the services on them.
struct AccountStoreTests {
    private let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_795_473_000))
    private let password = "snow on the harbour at noon"

    private func accounts(_ database: any Database) -> AccountService {
        AccountService(
            database: database, audit: AuditTrail(), hasher: PasswordHasher(limits: .testing),
            sealer: .testing(.staff), time: time)
    }

    private func seals(_ purpose: RowSealer.Purpose) -> RowSeals {
        RowSeals(sealer: .testing(purpose), watch: RowWatch())
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a link sets a password once, and a session ends`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        let service = accounts(database)
        let account = try await service.createAccount(
            name: "Nori", role: .administrator, language: .english, by: .system)
        let link = try await service.oneTimeLink(for: account.id, by: .system)
        let session = try await service.redeem(link: link.token, newPassword: password)
        #expect(try await service.session(token: session.token)?.account.id == account.id)
        await #expect(throws: (any Error).self) {
            try await service.redeem(link: link.token, newPassword: password)
        }
        time.advance(by: .hours(13))
        #expect(try await service.session(token: session.token) == nil)
        let accounts = AccountStore(seals: seals(.staff))
        let found = try await database.read { try accounts.find(account.id, in: $0) }
        #expect(found?.name == "Nori")
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `deleted links and expired sessions are gone`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        let service = accounts(database)
        let account = try await service.createAccount(
            name: "Nori", role: .analyst, language: .french, by: .system)
        let first = try await service.oneTimeLink(for: account.id, by: .system)
        _ = try await service.redeem(link: first.token, newPassword: password)
        let second = try await service.oneTimeLink(for: account.id, by: .system)
        let later = time.now() + .days(2)
        let seals = seals(.staff)
        let links = SignInLinkStore(seals: seals, accounts: AccountStore(seals: seals))
        let store = SessionStore(seals: seals)
        let sessions = try await database.write { transaction in
            try links.deleteAll(of: account.id, in: transaction)
            try store.deleteExpired(at: later, in: transaction)
            return try store.deleteAll(of: account.id, in: transaction)
        }
        #expect(sessions == 0)
        await #expect(throws: (any Error).self) {
            try await service.redeem(link: second.token, newPassword: password)
        }
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a provider's token works until its provider is disabled`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let service = ProviderService(
            database: database, audit: AuditTrail(), sealer: .testing(.provider), time: time)
        let provider = try await service.register(
            name: "Weather Hosting", abuseEmail: "abuse@weather.test", language: .english,
            by: .system)
        let token = try await service.issueToken(for: provider.id, by: .system)
        #expect(try await service.authenticate(token: token)?.id == provider.id)
        #expect(try await service.authenticate(token: token + "x") == nil)
        try await service.disable(provider.id, by: .system)
        #expect(try await service.authenticate(token: token) == nil)
        let stores = (
            ProviderStore(seals: seals(.provider)), ProviderTokenStore(seals: seals(.provider))
        )
        let found = try await database.read { transaction in
            (
                try stores.0.find(provider.id, in: transaction)?.provider,
                try stores.1.list(of: provider.id, in: transaction)
            )
        }
        #expect(found.0?.identifier == provider.identifier)
        #expect(found.1.map(\.providerID) == [provider.id])
        try await database.close()
    }
}
