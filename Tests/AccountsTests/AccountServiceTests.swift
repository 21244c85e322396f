// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import NightlightCore
import PasswordHashing
import Sealing
import TestSupport
import Testing

struct AccountServiceTests {
    @Test(arguments: DatabaseUnderTest.allCases)
    func `the first administrator signs in`(_ engine: DatabaseUnderTest) async throws {
        let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))
        let service = AccountService(
            database: try await TemporaryDatabase(engine).database, audit: AuditTrail(),
            hasher: PasswordHasher(limits: .testing), sealer: .testing(.staff), time: time)
        let account = try await service.createAccount(
            name: "Cirrus", role: .administrator, language: .french, by: .system)
        let link = try await service.oneTimeLink(for: account.id, by: .system)
        let first = try await service.redeem(link: link.token, newPassword: "soft rain on the lake")
        let second = try await service.signIn(name: "cirrus", password: "soft rain on the lake")
        #expect(first.token != second.token)
        #expect(try await service.session(token: second.token)?.account.id == account.id)
    }
}
