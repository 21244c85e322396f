// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import NightlightCore
import Storage
import TestSupport
import Testing

/// Who gets in, who does not, and how soon somebody may try again.
struct SignInTests {
    @Test func `wrong name, wrong password, no password and a disabled account are one answer`()
        async throws
    {
        let rig = try await AccountRig()
        _ = try await rig.account("Cirrus")
        let (disabled, _) = try await rig.account("Nimbus")
        try await rig.service.disable(disabled.id, by: .system)
        _ = try await rig.service.createAccount(
            name: "Stratus", role: .analyst, language: .english, by: .system)
        let attempts = [
            ("nobody", AccountRig.password), ("Cirrus", "not this one at all"), ("Cirrus", ""),
            ("Nimbus", AccountRig.password), ("Stratus", AccountRig.password), ("", ""),
            ("Stratus", ""), ("' OR 1=1 --", "x"),
            ("Cirrus\u{0}", AccountRig.password),
            ("Cirrus", String(repeating: "a", count: 10 * 1_024 * 1_024)),
        ]
        for (name, password) in attempts {
            await #expect(throws: AccountError.signInRefused) {
                try await rig.service.signIn(name: name, password: password)
            }
        }
        _ = try await rig.service.signIn(name: " cirrus ", password: AccountRig.password)
    }

    private func lane(_ name: String, _ device: String? = nil) -> SignInLane {
        SignInLane(name: name, device: device)
    }

    @Test func `after five failures a name waits, twice as long each time`() {
        var throttle = SignInThrottle()
        var now = Timestamp(secondsSinceEpoch: 1_800_000_000)
        for _ in 1...5 { #expect(throttle.attempt(lane("cirrus"), at: now) == nil) }
        var waits: [Int] = []
        for _ in 1...8 {
            guard let wait = throttle.attempt(lane("cirrus"), at: now) else { continue }
            waits.append(wait)
            #expect(throttle.attempt(lane("nimbus \(wait)"), at: now) == nil, "others go on")
            now = now + .seconds(wait)
            #expect(throttle.attempt(lane("cirrus"), at: now) == nil)
        }
        #expect(waits == [15, 30, 60, 120, 240, 480, 900, 900])
        throttle.succeeded(lane("cirrus"))
        #expect(throttle.attempt(lane("cirrus"), at: now) == nil)
    }

    @Test func `a quiet day forgives, and a clock that jumps back opens nothing`() {
        var throttle = SignInThrottle()
        let now = Timestamp(secondsSinceEpoch: 1_800_000_000)
        for _ in 1...5 { _ = throttle.attempt(lane("cirrus"), at: now) }
        #expect(throttle.attempt(lane("cirrus"), at: now - .hours(1)) != nil)
        let later = now + .days(1) + .seconds(1)
        for _ in 1...5 { #expect(throttle.attempt(lane("cirrus"), at: later) == nil) }
        #expect(throttle.attempt(lane("cirrus"), at: later) == 15)
    }

    @Test func `whatever is tried on other names, a name is open, and memory is bounded`() {
        var throttle = SignInThrottle()
        let now = Timestamp(secondsSinceEpoch: 1_800_000_000)
        for _ in 1...7 { _ = throttle.attempt(lane("attacked"), at: now) }
        for number in 0..<SignInThrottle.lanesMax * 2 {
            #expect(throttle.attempt(lane("n\(number)"), at: now) == nil)
            #expect(throttle.lanesRemembered <= SignInThrottle.lanesMax)
        }
        #expect(throttle.attempt(lane("cirrus"), at: now) == nil)
        #expect(throttle.attempt(lane("attacked"), at: now) != nil, "it is not washed out")
    }

    @Test func `a device that is known has a lane of its own for its own name`() {
        var throttle = SignInThrottle()
        let now = Timestamp(secondsSinceEpoch: 1_800_000_000)
        for _ in 1...9 { _ = throttle.attempt(lane("cirrus"), at: now) }
        #expect(throttle.attempt(lane("Cirrus"), at: now) != nil)
        for _ in 1...5 { #expect(throttle.attempt(lane("Cirrus", "desk"), at: now) == nil) }
        #expect(throttle.attempt(lane("cirrus", "desk"), at: now) == 15, "it may fail as often")
        #expect(throttle.attempt(lane("cirrus", "phone"), at: now) == nil)
    }

    @Test func `hundreds of strangers keep nobody out who signed in here before`() async throws {
        let rig = try await AccountRig()
        _ = try await rig.account("Cirrus")
        for _ in 1...20 {
            await #expect(throws: AccountError.self) {
                try await rig.service.signIn(name: "cirrus", password: "not this one at all")
            }
        }
        for number in 1...130 {
            await #expect(throws: AccountError.signInRefused) {
                try await rig.service.signIn(name: "kitten \(number)", password: "rain")
            }
        }
        _ = try await rig.service.signIn(
            name: "cirrus", password: AccountRig.password, device: "desk")
        _ = try await rig.account("Nimbus")
        _ = try await rig.service.signIn(name: "nimbus", password: AccountRig.password)
    }

    @Test func `whoever is signed in can change a password that strangers try`() async throws {
        let rig = try await AccountRig()
        let (_, session) = try await rig.account("Cirrus")
        for _ in 1...20 {
            await #expect(throws: AccountError.self) {
                try await rig.service.signIn(name: "cirrus", password: "not this one at all")
            }
        }
        _ = try await rig.service.changePassword(
            of: session, current: AccountRig.password, new: "hail over the old lighthouse")
    }

    @Test func `whoever fails too often is told when to come back`() async throws {
        let rig = try await AccountRig()
        _ = try await rig.account("Cirrus")
        for _ in 1...5 {
            await #expect(throws: AccountError.signInRefused) {
                try await rig.service.signIn(name: "Cirrus", password: "not this one at all")
            }
        }
        await #expect(throws: AccountError.tooManyAttempts(retryAfterSeconds: 15)) {
            try await rig.service.signIn(name: "cirrus", password: AccountRig.password)
        }
        rig.time.advance(by: .seconds(15))
        _ = try await rig.service.signIn(name: "cirrus", password: AccountRig.password)
    }

    @Test(arguments: [
        ("eleven char", PasswordPolicy.Refusal.tooShort),
        (String(repeating: "kitten ", count: 30), .tooLong),
        ("aaaaaaaaaaaa", .common), ("abcabcabcabcabc", .common), ("qwertyuiopasdf", .common),
        ("fdsapoiuytrewq", .common), ("123456789012", .common), ("password2026", .common),
        ("P@$$word1234", .common), ("motdepasse123", .common), ("winterwinter", .common),
        ("            ", .common), ("cumulonimbus12", .containsName),
        ("Cumulo-Nimbus!", .containsName),
    ])
    func `a password that is easily guessed is refused`(
        password: String, refusal: PasswordPolicy.Refusal
    ) {
        #expect(PasswordPolicy.refusal(of: password, name: "Cumulonimbus") == refusal)
    }

    @Test(arguments: [
        "soft rain on the lake", "чайка над гаванью", "猫が雨の中で眠っている静かな夜", "7&h#kQ!9zW@p",
    ])
    func `a long and unusual password is taken, in every script`(password: String) {
        #expect(PasswordPolicy.refusal(of: password, name: "Cirrus") == nil)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `two administrators cannot take each other away at once`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await AccountRig(engine)
        let (first, _) = try await rig.account("Cirrus", role: .administrator)
        let (second, _) = try await rig.account("Nimbus", role: .administrator)
        let removed = try await withThrowingTaskGroup(of: Bool.self) { group in
            for id in [first.id, second.id] {
                group.addTask {
                    do {
                        try await rig.service.disable(id, by: .system)
                        return true
                    } catch AccountError.lastAdministrator {
                        return false
                    }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(removed == 1)
        try await rig.database.close()
    }
}
