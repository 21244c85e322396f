// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage
import TestSupport
import Testing

@testable import Matching

/// Every change counts at the very next look-up of a matcher that is running already.
struct NextLookUpTests {
    enum Change: String, CaseIterable, Sendable {
        case disable, withdraw, quarantine, benign, negative
    }

    @Test(arguments: DatabaseUnderTest.allCases, Change.allCases)
    func `what is taken back matches no more, and what is undone matches again`(
        engine: DatabaseUnderTest, change: Change
    ) async throws {
        for kind in [HashKind.sha1, .pdq] {
            let rig = try await MatchingRig(engine)
            let hash = try made(kind, 1)
            let list = try await rig.list("kittens", of: [hash, try made(kind, 2)])
            // Another process's matcher, which nobody tells of a change.
            let other = try await rig.temporary.openAnother()
            let matchers = [rig.matcher, Matcher(database: other)]
            func expect(_ count: Int, _ comment: Comment) async throws {
                for matcher in matchers {
                    let found = try await matcher.matches(for: [hash], quality: 80)
                    #expect(found.count == count, comment)
                }
            }
            try await expect(1, "before")
            let undo = try await apply(change, to: hash, on: list, rig)
            try await expect(0, "after")
            try await undo()
            try await expect(1, "undone")
            try await other.close()
        }
    }

    /// Returns what undoes it.
    private func apply(
        _ change: Change, to hash: Fingerprint, on list: HashList, _ rig: MatchingRig
    ) async throws -> () async throws -> Void {
        let service = rig.service
        switch change {
        case .disable:
            try await service.change(list.id, HashListChange(isEnabled: false), by: .system)
            return {
                try await service.change(list.id, HashListChange(isEnabled: true), by: .system)
            }
        case .withdraw:
            try await service.withdraw(hash, from: list.id, reason: "a logo", by: .system)
            return {
                let done = try await service.restore(
                    hash, on: list.id, reason: "none", by: .system)
                #expect(done == .restored)
            }
        case .quarantine:
            let entry = try await rig.entry(hash)
            let now = rig.time.now()
            try await rig.database.write { transaction in
                let lists = HashListStore()
                let change = try lists.nextChange(in: transaction)
                let isHeld = try lists.hold(
                    entry.id, .overmatch, change: change, at: now, in: transaction)
                #expect(isHeld)
                try lists.count(held: 1, of: list.id, at: now, in: transaction)
            }
            return {
                try await service.release(entry.id, reason: "fine", by: .account(.numbered(2)))
            }
        case .benign, .negative:
            let kind: HashList.Kind = change == .benign ? .benign : .negative
            let other = try await rig.list("other", kind, of: [])
            try await rig.force([hash], on: "other")
            return {
                try await service.withdraw(hash, from: other.id, reason: "no", by: .system)
            }
        }
    }
}
