// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import NightlightCore
import PasswordHashing
import Sealing
import Storage
import TestSupport

/// Accounts over a database of their own.
struct AccountRig: Sendable {
    static let password = "soft rain on the lake"

    let database: any Database
    let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))
    let watch = RowWatch()
    let service: AccountService

    init(_ engine: DatabaseUnderTest = .sqlite) async throws {
        database = try await TemporaryDatabase(engine).database
        service = AccountService(
            database: database, audit: AuditTrail(), hasher: PasswordHasher(limits: .testing),
            sealer: .testing(.staff), watch: watch, time: time)
    }

    /// An account with the password, and the session that setting it began.
    func account(
        _ name: String, role: AccountRole = .analyst
    ) async throws -> (Account, Session) {
        let account = try await service.createAccount(
            name: name, role: role, language: .english, by: .system)
        let link = try await service.oneTimeLink(for: account.id, by: .system)
        return (
            account, try await service.redeem(link: link.token, newPassword: Self.password)
        )
    }

    /// The service as another process has it.
    func another(sealer: RowSealer = .testing(.staff)) -> AccountService {
        AccountService(
            database: database, audit: AuditTrail(), hasher: PasswordHasher(limits: .testing),
            sealer: sealer, time: time)
    }

    /// What somebody with the database, but without the keys, might do.
    func tamper(_ queries: SQLQuery...) async throws {
        try await database.write { transaction in
            for query in queries { try transaction.execute(query) }
        }
    }

    func isOpen(_ session: Session) async throws -> Bool {
        try await service.session(token: session.token) != nil
    }
}
