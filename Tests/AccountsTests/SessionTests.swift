// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Sealing
import Accounts
import AuditLog
import NightlightCore
import PasswordHashing
import Storage
import TestSupport
import Testing

/// How sessions end, and how links are used up.
struct SessionTests {
    @Test func `a session nobody uses ends after half an hour`() async throws {
        let rig = try await AccountRig()
        let (_, session) = try await rig.account("Cirrus")
        for _ in 1...4 {
            rig.time.advance(by: .minutes(29))
            #expect(try await rig.isOpen(session), "using it keeps it open")
        }
        rig.time.advance(by: .minutes(30))
        #expect(try await !rig.isOpen(session))
    }

    @Test func `what a page asks for by itself keeps no session open`() async throws {
        let rig = try await AccountRig()
        let (_, session) = try await rig.account("Cirrus")
        for _ in 1...2 {
            rig.time.advance(by: .minutes(14))
            let found = try await rig.service.session(token: session.token, countsAsUse: false)
            #expect(found != nil)
        }
        rig.time.advance(by: .minutes(2))
        #expect(try await !rig.isOpen(session))
    }

    @Test func `a session ends after twelve hours however much it is used`() async throws {
        let rig = try await AccountRig()
        let (_, session) = try await rig.account("Cirrus")
        for _ in 1..<(12 * 60 / 20) {
            rig.time.advance(by: .minutes(20))
            #expect(try await rig.isOpen(session))
        }
        rig.time.advance(by: .minutes(20))
        #expect(try await !rig.isOpen(session))
    }

    enum Revocation: String, CaseIterable, Sendable {
        case signOut, everywhere, disabled, newLink, newPassword
    }

    @Test(arguments: DatabaseUnderTest.allCases, Revocation.allCases)
    func `a session that is revoked is closed at its next request`(
        engine: DatabaseUnderTest, revocation: Revocation
    ) async throws {
        let rig = try await AccountRig(engine)
        let (account, first) = try await rig.account("Cirrus")
        let second = try await rig.service.signIn(
            name: "CIRRUS", password: AccountRig.password)
        switch revocation {
        case .signOut:
            try await rig.service.signOut(token: first.token)
            #expect(try await rig.isOpen(second))
            try await rig.service.signOut(token: second.token)
        case .everywhere:
            try await rig.service.signOutEverywhere(account.id, by: .system)
        case .disabled:
            try await rig.service.disable(account.id, by: .system)
        case .newLink:
            let link = try await rig.service.oneTimeLink(for: account.id, by: .system)
            _ = try await rig.service.redeem(
                link: link.token, newPassword: "hail over the hills")
        case .newPassword:
            let third = try await rig.service.changePassword(
                of: first, current: AccountRig.password, new: "hail over the hills")
            #expect(try await rig.isOpen(third))
        }
        #expect(try await !rig.isOpen(first))
        #expect(try await !rig.isOpen(second))
        try await rig.database.close()
    }

    @Test(arguments: [("short", PasswordPolicy.Refusal.tooShort), ("aaaaaaaaaaaaaa", .common)])
    func `a new password that is refused costs nothing`(
        new: String, refusal: PasswordPolicy.Refusal
    ) async throws {
        let rig = try await AccountRig()
        let (_, session) = try await rig.account("Cirrus")
        await #expect(throws: AccountError.password(refusal)) {
            try await rig.service.changePassword(
                of: session, current: AccountRig.password, new: new)
        }
        await #expect(throws: AccountError.signInRefused) {
            try await rig.service.changePassword(
                of: session, current: "not this one at all", new: "hail over the hills")
        }
        #expect(try await rig.isOpen(session))
    }

    @Test func `a role takes effect at the next request`() async throws {
        let rig = try await AccountRig()
        let (account, session) = try await rig.account("Cirrus")
        try await rig.service.setRole(.supervisor, of: account.id, by: .system)
        let found = try await rig.service.session(token: session.token)
        #expect(found?.account.role == .supervisor)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `of many who use one link at once one gets in`(engine: DatabaseUnderTest) async throws {
        let rig = try await AccountRig(engine)
        let account = try await rig.service.createAccount(
            name: "Cirrus", role: .analyst, language: .french, by: .system)
        let link = try await rig.service.oneTimeLink(for: account.id, by: .system)
        let entered = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 1...6 {
                group.addTask {
                    do {
                        _ = try await rig.service.redeem(
                            link: link.token, newPassword: "kitten number \(number) asleep")
                        return true
                    } catch AccountError.linkInvalid {
                        return false
                    }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(entered == 1)
        try await rig.database.close()
    }

    @Test func `a link ends after a day, by a newer one, and with its account`() async throws {
        let rig = try await AccountRig()
        let account = try await rig.service.createAccount(
            name: "Cirrus", role: .analyst, language: .french, by: .system)
        func isRefused(_ link: SignInLink) async throws -> Bool {
            do {
                _ = try await rig.service.redeem(
                    link: link.token, newPassword: AccountRig.password)
                return false
            } catch AccountError.linkInvalid {
                return true
            }
        }
        let old = try await rig.service.oneTimeLink(for: account.id, by: .system)
        rig.time.advance(by: .hours(24))
        #expect(try await isRefused(old))
        let replaced = try await rig.service.oneTimeLink(for: account.id, by: .system)
        let newest = try await rig.service.oneTimeLink(for: account.id, by: .system)
        #expect(try await isRefused(replaced))
        // A password that is refused does not use the link up.
        await #expect(throws: AccountError.password(.tooShort)) {
            try await rig.service.redeem(link: newest.token, newPassword: "short")
        }
        #expect(try await !isRefused(newest))
        let last = try await rig.service.oneTimeLink(for: account.id, by: .system)
        try await rig.service.disable(account.id, by: .system)
        #expect(try await isRefused(last))
        await #expect(throws: AccountError.unknownAccount) {
            try await rig.service.oneTimeLink(for: account.id, by: .system)
        }
        await #expect(throws: AccountError.linkInvalid) {
            try await rig.service.redeem(link: "kitten", newPassword: AccountRig.password)
        }
    }

    /// The process was started anew meanwhile: only the rows know how late it has been.
    @Test(arguments: DatabaseUnderTest.allCases)
    func `a clock that was set back revives no session`(engine: DatabaseUnderTest) async throws {
        let rig = try await AccountRig(engine)
        let (_, session) = try await rig.account("Cirrus")
        rig.time.advance(by: .minutes(20))
        #expect(try await rig.isOpen(session))
        for (back, isOpen) in [(Duration.minutes(3), true), (.minutes(6), false)] {
            let behind = AccountService(
                database: rig.database, audit: AuditTrail(),
                hasher: PasswordHasher(limits: .testing), sealer: .testing(.staff),
                time: HurriedTime(startingAt: rig.time.now() - back))
            #expect(try await (behind.session(token: session.token) != nil) == isOpen)
        }
        try await rig.database.close()
    }
}
