// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage
import TestSupport
import Testing

@testable import Matching

/// What takes two people, and what one may do alone.
struct ProposalTests {
    private let first = AuditActor.account(.numbered(1))
    private let second = AuditActor.account(.numbered(2))

    @Test(arguments: DatabaseUnderTest.allCases)
    func `what one person adds to a trusted list counts once a second confirms`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list(isTrusted: true)
        #expect(list.adding == .twoPerson)
        let hash = try made(.pdq, 1)
        let addition = try await rig.service.add(hash, to: list.id, note: "seen", by: first)
        guard case .proposed(let proposal) = addition else {
            Issue.record("\(addition)")
            return
        }
        // The same again is the same proposal.
        let again = try await rig.service.add(hash, to: list.id, note: "again", by: second)
        #expect(again == .waiting(proposal))
        let matcher = rig.matcher
        #expect(try await matcher.matches(for: [hash], quality: 80).isEmpty)
        #expect(try await rig.service.waitingProposals(limit: 9) == [proposal])
        for actor in [first, .system, .reporter, .provider(.numbered(7))] {
            await #expect(throws: MatchingError.secondPersonNeeded) {
                try await rig.service.confirm(proposal.id, by: actor)
            }
        }
        try await rig.service.confirm(proposal.id, by: second)
        #expect(try await matcher.matches(for: [hash], quality: 80).map(\.isTrusted) == [true])
        let origin = try await rig.entry(hash).origin
        #expect(origin.addedBy == first && origin.confirmedBy == second)
        #expect(origin.note == "seen" && origin.importID == nil)
        await #expect(throws: MatchingError.proposalDecided) {
            try await rig.service.confirm(proposal.id, by: .account(.numbered(3)))
        }
        #expect(try await rig.service.waitingProposals(limit: 9).isEmpty)
        #expect(
            Set(try await rig.events(list)) == [
                .hashListCreated, .hashListEntryAdded, .hashListProposalConfirmed,
                .hashListProposed,
            ])
        #expect(
            try await rig.service.add(hash, to: list.id, note: "x", by: first)
                == .present(try await rig.entry(hash)))
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `one person adds to a list that asks for one, and with a note only`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list()
        let hash = try made(.sha1, 1)
        for note in ["", " ", "a\nb", String(repeating: "a", count: 201)] {
            await #expect(throws: MatchingError.noteInvalid) {
                _ = try await rig.service.add(hash, to: list.id, note: note, by: first)
            }
        }
        let addition = try await rig.service.add(hash, to: list.id, note: "seen", by: first)
        #expect(addition == .added(try await rig.entry(hash)))
        #expect(try await rig.matcher.matches(for: [hash], quality: nil).count == 1)
        #expect(try await rig.now(list).entryCount == 1)
        // By hand too, what collides is held, and the same person does not let it out.
        _ = try await rig.list("logos", .benign, of: [try made(.sha1, 2)])
        let other = try await rig.service.add(
            try made(.sha1, 2), to: list.id, note: "seen", by: first)
        guard case .held(let entry) = other else {
            Issue.record("\(other)")
            return
        }
        await #expect(throws: MatchingError.secondPersonNeeded) {
            try await rig.service.release(entry.id, reason: "fine", by: first)
        }
        try await rig.service.release(entry.id, reason: "fine", by: second)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a confirmed proposal that collides is held, and a refused one adds nothing`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list(isTrusted: true)
        let (hash, other) = (try made(.pdq, 1), try made(.pdq, 2))
        _ = try await rig.list("logos", .benign, of: [try hash.flipped(bits: 3)])
        guard
            case .proposed(let warned) = try await rig.service.add(
                hash, to: list.id, note: "seen", by: first),
            case .proposed(let plain) = try await rig.service.add(
                other, to: list.id, note: "seen", by: first)
        else {
            Issue.record("not proposed")
            return
        }
        #expect(warned.warning == .benignCollision && plain.warning == nil)
        try await rig.service.confirm(warned.id, by: second)
        #expect(try await rig.entry(hash).hold?.cause == .benignCollision)
        await #expect(throws: MatchingError.reasonInvalid) {
            try await rig.service.refuse(plain.id, reason: "", by: second)
        }
        // Whoever proposed it may take it back.
        try await rig.service.refuse(plain.id, reason: "a mistake", by: first)
        #expect(try await rig.service.entries(with: other).isEmpty)
        await #expect(throws: MatchingError.proposalDecided) {
            try await rig.service.confirm(plain.id, by: second)
        }
        // Refused once, it can be proposed anew.
        let anew = try await rig.service.add(other, to: list.id, note: "seen", by: first)
        guard case .proposed(let next) = anew else {
            Issue.record("\(anew)")
            return
        }
        #expect(next.id != plain.id)
        await #expect(throws: MatchingError.proposalUnknown) {
            try await rig.service.confirm(HashProposal.ID(at: rig.time.now()), by: second)
        }
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `removing takes one person, undoing it two, and both are on record`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list(isTrusted: true)
        let hash = try made(.sha256, 1)
        try await rig.add([hash], to: list)
        await #expect(throws: MatchingError.entryNotWithdrawn) {
            _ = try await rig.service.restore(hash, on: list.id, reason: "no", by: first)
        }
        try await rig.service.withdraw(hash, from: list.id, reason: "a logo", by: first)
        rig.time.advance(by: .seconds(1))
        let restoring = try await rig.service.restore(
            hash, on: list.id, reason: "no logo", by: first)
        guard case .proposed(let proposal) = restoring else {
            Issue.record("\(restoring)")
            return
        }
        let matcher = rig.matcher
        #expect(try await matcher.matches(for: [hash], quality: nil).isEmpty)
        try await rig.service.confirm(proposal.id, by: second)
        #expect(try await matcher.matches(for: [hash], quality: nil).count == 1)
        let removals = try await rig.service.removals(from: list.id, limit: 9)
        #expect(removals.map(\.event.actor) == [first] && removals.map(\.isInForce) == [false])
        #expect(removals.map(\.event.reason) == ["a logo"])
        #expect(removals.map(\.fingerprint) == [hash])
        let entry = try await rig.entry(hash)
        let events = try await rig.service.history(of: entry.id).events
        #expect(events.map(\.kind) == [.withdrawn, .restored])
        #expect(events.map(\.reason) == ["a logo", "no logo"])
        #expect(try await rig.now(list).withdrawnCount == 0)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `using a list again, trusting it and giving the rule up take two`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list()
        // To make a list trusted takes two people even where one adds.
        let asked = try await rig.service.change(
            list.id, HashListChange(isTrusted: true, pdqDistanceMax: 20), by: first
        ).list
        #expect(!asked.isTrusted && asked.pdqDistanceMax == 20)
        let trust = try #require(try await rig.service.waitingProposals(on: list.id).first)
        #expect(trust.action == .trust)
        try await rig.service.confirm(trust.id, by: second)
        let trusted = try await rig.now(list)
        #expect(trusted.isTrusted && trusted.adding == .twoPerson)
        // To stop using it takes one.
        #expect(
            try await !rig.service.change(
                list.id, HashListChange(isEnabled: false), by: first
            ).list.isEnabled)
        for actor in [first, .system] {
            let still = try await rig.service.change(
                list.id, HashListChange(isEnabled: true, adding: .onePerson), by: actor)
            #expect(!still.list.isEnabled && still.list.adding == .twoPerson)
            // Asked again, both wait already.
            #expect(still.isNew == (actor == first))
        }
        let waiting = try await rig.service.waitingProposals(on: list.id)
        #expect(waiting.map(\.action) == [.enable, .onePerson])
        for proposal in waiting { try await rig.service.confirm(proposal.id, by: second) }
        let now = try await rig.now(list)
        #expect(now.isEnabled && now.adding == .onePerson)
    }
}
