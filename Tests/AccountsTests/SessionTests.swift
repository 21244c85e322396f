// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import NightlightCore
import Storage
import TestSupport
import Testing

/// How sessions end, and how links are used up.
struct SessionTests {
    @Test func `a session nobody uses ends after half an hour`() async throws {
        let desk = try await AccountDesk()
        let (_, session) = try await desk.account("Cirrus")
        for _ in 1...4 {
            desk.time.advance(by: .minutes(29))
            #expect(try await desk.isOpen(session), "using it keeps it open")
        }
        desk.time.advance(by: .minutes(30))
        #expect(try await !desk.isOpen(session))
    }

    @Test func `a session ends after twelve hours however much it is used`() async throws {
        let desk = try await AccountDesk()
        let (_, session) = try await desk.account("Cirrus")
        for _ in 1..<(12 * 60 / 20) {
            desk.time.advance(by: .minutes(20))
            #expect(try await desk.isOpen(session))
        }
        desk.time.advance(by: .minutes(20))
        #expect(try await !desk.isOpen(session))
    }

    enum Revocation: String, CaseIterable, Sendable {
        case signOut, everywhere, disabled, newLink, newPassword
    }

    @Test(arguments: DatabaseUnderTest.allCases, Revocation.allCases)
    func `a session that is revoked is closed at its next request`(
        engine: DatabaseUnderTest, revocation: Revocation
    ) async throws {
        let desk = try await AccountDesk(engine)
        let (account, first) = try await desk.account("Cirrus")
        let second = try await desk.service.signIn(
            name: "CIRRUS", password: AccountDesk.password)
        switch revocation {
        case .signOut:
            try await desk.service.signOut(token: first.token)
            #expect(try await desk.isOpen(second))
            try await desk.service.signOut(token: second.token)
        case .everywhere:
            try await desk.service.signOutEverywhere(account.id, by: .system)
        case .disabled:
            try await desk.service.disable(account.id, by: .system)
        case .newLink:
            let link = try await desk.service.oneTimeLink(for: account.id, by: .system)
            _ = try await desk.service.redeem(
                link: link.token, newPassword: "hail over the hills")
        case .newPassword:
            let third = try await desk.service.changePassword(
                of: first, current: AccountDesk.password, new: "hail over the hills")
            #expect(try await desk.isOpen(third))
        }
        #expect(try await !desk.isOpen(first))
        #expect(try await !desk.isOpen(second))
        try await desk.database.close()
    }

    @Test(arguments: [("short", PasswordPolicy.Refusal.tooShort), ("aaaaaaaaaaaaaa", .common)])
    func `a new password that is refused costs nothing`(
        new: String, refusal: PasswordPolicy.Refusal
    ) async throws {
        let desk = try await AccountDesk()
        let (_, session) = try await desk.account("Cirrus")
        await #expect(throws: AccountError.password(refusal)) {
            try await desk.service.changePassword(
                of: session, current: AccountDesk.password, new: new)
        }
        await #expect(throws: AccountError.signInRefused) {
            try await desk.service.changePassword(
                of: session, current: "not this one at all", new: "hail over the hills")
        }
        #expect(try await desk.isOpen(session))
    }

    @Test func `a role takes effect at the next request`() async throws {
        let desk = try await AccountDesk()
        let (account, session) = try await desk.account("Cirrus")
        try await desk.service.setRole(.supervisor, of: account.id, by: .system)
        let found = try await desk.service.session(token: session.token)
        #expect(found?.account.role == .supervisor)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `of many who use one link at once one gets in`(engine: DatabaseUnderTest) async throws {
        let desk = try await AccountDesk(engine)
        let account = try await desk.service.createAccount(
            name: "Cirrus", role: .analyst, language: .french, by: .system)
        let link = try await desk.service.oneTimeLink(for: account.id, by: .system)
        let entered = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 1...6 {
                group.addTask {
                    do {
                        _ = try await desk.service.redeem(
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
        try await desk.database.close()
    }

    @Test func `a link ends after a day, by a newer one, and with its account`() async throws {
        let desk = try await AccountDesk()
        let account = try await desk.service.createAccount(
            name: "Cirrus", role: .analyst, language: .french, by: .system)
        func isRefused(_ link: SignInLink) async throws -> Bool {
            do {
                _ = try await desk.service.redeem(
                    link: link.token, newPassword: AccountDesk.password)
                return false
            } catch AccountError.linkInvalid {
                return true
            }
        }
        let old = try await desk.service.oneTimeLink(for: account.id, by: .system)
        desk.time.advance(by: .hours(24))
        #expect(try await isRefused(old))
        let replaced = try await desk.service.oneTimeLink(for: account.id, by: .system)
        let newest = try await desk.service.oneTimeLink(for: account.id, by: .system)
        #expect(try await isRefused(replaced))
        // A password that is refused does not use the link up.
        await #expect(throws: AccountError.password(.tooShort)) {
            try await desk.service.redeem(link: newest.token, newPassword: "short")
        }
        #expect(try await !isRefused(newest))
        let last = try await desk.service.oneTimeLink(for: account.id, by: .system)
        try await desk.service.disable(account.id, by: .system)
        #expect(try await isRefused(last))
        await #expect(throws: AccountError.unknownAccount) {
            try await desk.service.oneTimeLink(for: account.id, by: .system)
        }
        await #expect(throws: AccountError.linkInvalid) {
            try await desk.service.redeem(link: "kitten", newPassword: AccountDesk.password)
        }
    }
}
