// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import NightlightCore
import Sealing
import Storage
import TestSupport
import Testing

/// What somebody who can write the database, and has no key, may try to become.
struct ForgedRowTests {
    /// Rows as they stand: what was there before is put back by name.
    private enum Saved: String, SQLColumn {
        case role
        case passwordHash = "password_hash"
        case disabledAt = "disabled_at"
        case version, seal
    }

    private typealias Row = (
        role: String, passwordHash: String?, disabledAt: Int64?, version: Int, seal: [UInt8]
    )

    private func saved(_ id: AccountID, in rig: AccountRig) async throws -> Row {
        let found = try await rig.database.read { transaction in
            try transaction.first(
                "SELECT \(columns: Saved.self) FROM account WHERE id = \(id)"
            ) { (row: inout NamedRow<Saved>) -> Row in
                (
                    try row.get(.role), try row.get(.passwordHash), try row.get(.disabledAt),
                    try row.get(.version), try row.get(.seal)
                )
            }
        }
        return try #require(found)
    }

    private func refusals(_ rig: AccountRig) async throws -> [AuditRecord] {
        try await rig.database.read { try AuditEventStore().recent(limit: 200, in: $0) }
            .filter { $0.kind == .accountRowRefused }
    }

    private func facts(_ records: [AuditRecord]) -> [[String?]] {
        records.compactMap(\.event).map { [$0.facts[.table], $0.facts[.cause]] }
    }

    private func inspect(_ rig: AccountRig) async throws -> [SealedTable: Int] {
        try await SealInspection(staff: .testing(.staff), provider: .testing(.provider))
            .refused(in: rig.database)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a role that was changed in the table lets nobody in`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await AccountRig(engine)
        let (account, session) = try await rig.account("Cirrus")
        try await rig.tamper("UPDATE account SET role = 'administrator' WHERE id = \(account.id)")
        #expect(try await !rig.isOpen(session))
        await #expect(throws: AccountError.signInRefused) {
            try await rig.service.signIn(name: "cirrus", password: AccountRig.password)
        }
        #expect(try await rig.service.account(account.id) == nil)
        #expect(try await rig.service.list().isEmpty)
        await #expect(throws: AccountError.unknownAccount) {
            try await rig.service.oneTimeLink(for: account.id, by: .system)
        }
        try await rig.database.close()
    }

    @Test(
        arguments: [
            "UPDATE account SET name = 'Nimbus'", "UPDATE account SET name_key = 'nimbus'",
            "UPDATE account SET email = 'nimbus@weather.test'",
            "UPDATE account SET language = 'fr'",
            "UPDATE account SET password_hash = password_hash || 'x'",
            "UPDATE account SET password_hash = NULL", "UPDATE account SET created_at = 1",
            "UPDATE account SET disabled_at = 1", "UPDATE account SET version = version + 1",
        ] as [SQLQuery])
    func `no column of an account is changed unnoticed`(_ query: SQLQuery) async throws {
        let rig = try await AccountRig()
        let (_, session) = try await rig.account("Cirrus")
        try await rig.tamper(query)
        #expect(try await !rig.isOpen(session))
        #expect(rig.watch.counts == [.account: 1])
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a refused row is counted each time and put on record once`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await AccountRig(engine)
        let (account, session) = try await rig.account("Cirrus")
        try await rig.tamper("UPDATE account SET role = 'administrator' WHERE id = \(account.id)")
        for _ in 1...3 { #expect(try await !rig.isOpen(session)) }
        #expect(rig.watch.counts == [.account: 3])
        let another = rig.another()
        #expect(try await another.session(token: session.token) == nil)
        let records = try await refusals(rig)
        #expect(facts(records) == [["account", "wrong"]])
        #expect(records.first?.event?.subject == .account(account.id))
        #expect(records.first?.event?.actor == .system)
        #expect(try await inspect(rig) == [.account: 1])
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `two accounts that exchange their seals are both refused`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await AccountRig(engine)
        let (low, _) = try await rig.account("Cirrus")
        let (high, _) = try await rig.account("Stratus", role: .administrator)
        let (lowRow, highRow) = (
            try await saved(low.id, in: rig), try await saved(high.id, in: rig)
        )
        try await rig.tamper(
            """
            UPDATE account SET role = \(highRow.role), seal = \(highRow.seal) WHERE id = \(low.id)
            """,
            "UPDATE account SET role = \(lowRow.role), seal = \(lowRow.seal) WHERE id = \(high.id)")
        #expect(try await rig.service.list().isEmpty)
        #expect(try await inspect(rig) == [.account: 2])
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a row from before its role was taken away is refused`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await AccountRig(engine)
        let (_, _) = try await rig.account("Stratus", role: .administrator)
        let (account, session) = try await rig.account("Cirrus", role: .administrator)
        let former = try await saved(account.id, in: rig)
        try await rig.service.setRole(.analyst, of: account.id, by: .system)
        #expect(try await rig.service.session(token: session.token)?.account.role == .analyst)
        try await rig.tamper(
            """
            UPDATE account SET role = \(former.role), version = \(former.version),
                seal = \(former.seal) WHERE id = \(account.id)
            """)
        #expect(try await !rig.isOpen(session))
        #expect(facts(try await refusals(rig)) == [["account", "rolled-back"]])
        #expect(try await inspect(rig) == [.account: 1])
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an account that was disabled stays so, whatever row is put back`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await AccountRig(engine)
        let (account, _) = try await rig.account("Cirrus")
        let former = try await saved(account.id, in: rig)
        try await rig.service.disable(account.id, by: .system)
        try await rig.tamper(
            """
            UPDATE account SET disabled_at = NULL, version = \(former.version),
                seal = \(former.seal) WHERE id = \(account.id)
            """)
        await #expect(throws: AccountError.signInRefused) {
            try await rig.service.signIn(name: "cirrus", password: AccountRig.password)
        }
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a session that was put into the table opens nothing`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await AccountRig(engine)
        let (account, session) = try await rig.account("Stratus", role: .administrator)
        let (_, own) = try await rig.account("Cirrus")
        // Whoever signed in as one person makes the session another's.
        try await rig.tamper(
            "UPDATE session SET account_id = \(account.id) WHERE account_id = \(own.account.id)")
        #expect(try await !rig.isOpen(own))
        #expect(try await rig.isOpen(session))
        try await rig.tamper(
            "UPDATE session SET expires_at = expires_at + 1",
            "UPDATE session SET seal = \([UInt8]()) WHERE account_id = \(own.account.id)")
        #expect(try await !rig.isOpen(session))
        #expect(try await refusals(rig).count == 2)
        #expect(try await inspect(rig) == [.session: 2])
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a session of another installation opens nothing`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await AccountRig(engine)
        let (_, session) = try await rig.account("Cirrus")
        let other = rig.another(
            sealer: RowSealer(.staff, derivedFrom: [UInt8](repeating: 8, count: 32)))
        #expect(try await other.session(token: session.token) == nil)
        #expect(facts(try await refusals(rig)) == [["session", "other-key"]])
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a link that was changed, moved or put back sets no password`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await AccountRig(engine)
        let (victim, _) = try await rig.account("Stratus", role: .administrator)
        let (account, _) = try await rig.account("Cirrus")
        func isRefused(_ link: SignInLink) async throws -> Bool {
            do {
                _ = try await rig.service.redeem(link: link.token, newPassword: "hail on the hills")
                return false
            } catch AccountError.linkInvalid {
                return true
            }
        }
        let moved = try await rig.service.oneTimeLink(for: account.id, by: .system)
        try await rig.tamper("UPDATE sign_in_link SET account_id = \(victim.id)")
        #expect(try await isRefused(moved))
        let late = try await rig.service.oneTimeLink(for: account.id, by: .system)
        try await rig.tamper("UPDATE sign_in_link SET expires_at = expires_at + 86400000000")
        #expect(try await isRefused(late))
        let used = try await rig.service.oneTimeLink(for: account.id, by: .system)
        try await rig.tamper("CREATE TABLE kept AS SELECT * FROM sign_in_link")
        #expect(try await !isRefused(used))
        try await rig.tamper(
            "INSERT INTO sign_in_link SELECT * FROM kept WHERE account_id = \(account.id)",
            "DROP TABLE kept")
        #expect(try await isRefused(used))
        try await rig.database.close()
    }

    @Test func `the last administrator is the last whose row is right`() async throws {
        let rig = try await AccountRig()
        let (account, _) = try await rig.account("Stratus", role: .administrator)
        let (other, _) = try await rig.account("Cirrus")
        try await rig.tamper("UPDATE account SET role = 'administrator' WHERE id = \(other.id)")
        await #expect(throws: AccountError.lastAdministrator) {
            try await rig.service.disable(account.id, by: .system)
        }
    }
}
