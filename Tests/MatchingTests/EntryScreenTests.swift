// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import PerceptualHashing
import Storage
import TestSupport
import Testing

@testable import Matching

/// What collides with another list, or is no fingerprint of anything, is held at import.
struct EntryScreenTests {
    @Test(arguments: DatabaseUnderTest.allCases, ImportPolicy.allCases)
    func `what collides with a benign list is held, told, and let out by a person`(
        engine: DatabaseUnderTest, policy: ImportPolicy
    ) async throws {
        let rig = try await MatchingRig(engine)
        let (digest, picture) = (try made(.md5, 1), try made(.pdq, 1))
        let benign = try await rig.list("logos", .benign, of: [digest, picture])
        let list = try await rig.list("kittens")
        let near = try picture.flipped(bits: 31)
        let far = try picture.flipped(bits: 32)
        let result = try await rig.add([digest, near, far], to: list, policy: policy)
        #expect(result.addedCount == 3 && result.heldCount == 2 && result.isKept)
        #expect(Set(result.held.map(\.fingerprint)) == [digest, near])
        #expect(result.held.allSatisfy { $0.cause == .benignCollision })
        let collisions = result.held.map(\.collision)
        #expect(collisions.allSatisfy { $0?.listName == "logos" })
        #expect(Set(collisions.map { $0?.distance }) == [0, 31])
        let now = try await rig.now(list)
        #expect(now.entryCount == 3 && now.heldCount == 2 && now.usedCount == 1)
        let run = try #require(try await rig.service.imports(of: list.id, limit: 1).first)
        #expect(run.heldCount == 2)
        let held = try await rig.service.quarantine(limit: 9)
        #expect(Set(held.map(\.fingerprint)) == [digest, near])
        #expect(held.allSatisfy { $0.listID == list.id })
        // The benign list is not in use, and the entry is held all the same.
        try await rig.service.change(benign.id, HashListChange(isEnabled: false), by: .system)
        let matcher = rig.matcher
        #expect(try await matcher.matches(for: [digest], quality: nil).isEmpty)
        // Importing it again lets nothing out.
        let again = try await rig.add([digest, near], to: list, policy: policy)
        #expect(again.addedCount == 0 && again.heldCount == 0 && again.held.isEmpty)
        let entry = try #require(held.first { $0.fingerprint == digest })
        await #expect(throws: MatchingError.secondPersonNeeded) {
            try await rig.service.release(entry.id, reason: "fine", by: .system)
        }
        try await rig.service.release(entry.id, reason: "fine", by: .account(.numbered(2)))
        #expect(try await matcher.matches(for: [digest], quality: nil).count == 1)
        await #expect(throws: MatchingError.entryNotHeld) {
            try await rig.service.release(entry.id, reason: "fine", by: .account(.numbered(3)))
        }
        let history = try await rig.service.history(of: entry.id)
        #expect(history.events.map(\.kind) == [.released])
        #expect(history.events.map(\.cause) == [.benignCollision])
        #expect(try await rig.now(list).heldCount == 1)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `withdrawing and using it again does not let an entry out of quarantine`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let digest = try made(.md5, 1)
        let benign = try await rig.list("logos", .benign, of: [digest])
        let list = try await rig.list("kittens")
        try await rig.add([digest], to: list)
        // Else it would not match for another reason.
        try await rig.service.change(benign.id, HashListChange(isEnabled: false), by: .system)
        let first = AuditActor.account(.numbered(1))
        try await rig.service.withdraw(digest, from: list.id, reason: "a logo", by: first)
        #expect(try await rig.now(list).heldCount == 0)
        rig.time.advance(by: .seconds(1))
        let restoring = try await rig.service.restore(
            digest, on: list.id, reason: "no logo", by: first)
        #expect(restoring == .held(.benignCollision))
        #expect(try await rig.matcher.matches(for: [digest], quality: nil).isEmpty)
        let now = try await rig.now(list)
        #expect(now.heldCount == 1 && now.withdrawnCount == 0 && now.usedCount == 0)
        let held = try await rig.service.quarantine(limit: 2)
        #expect(held.map(\.hold?.cause) == [.benignCollision])
        let entry = try #require(held.first)
        let events = try await rig.service.history(of: entry.id).events
        #expect(events.map(\.kind) == [.withdrawn, .held])
        // Let out by a second person, it is simply used again the next time.
        try await rig.service.release(entry.id, reason: "fine", by: .account(.numbered(2)))
        rig.time.advance(by: .seconds(1))
        try await rig.service.withdraw(digest, from: list.id, reason: "once more", by: first)
        rig.time.advance(by: .seconds(1))
        let again = try await rig.service.restore(digest, on: list.id, reason: "no", by: first)
        #expect(again == .restored)
        #expect(try await rig.matcher.matches(for: [digest], quality: nil).count == 1)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an import that kept nothing leaves nothing in quarantine`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let digest = try made(.md5, 1)
        _ = try await rig.list("logos", .benign, of: [digest])
        let list = try await rig.list("kittens")
        let result = try await rig.read(
            MatchingRig.lines([digest]) + "md5 zz\n", into: list, policy: .allOrNothing)
        #expect(!result.isKept && result.heldCount == 0 && result.held.isEmpty)
        #expect(try await rig.service.quarantine(limit: 9).isEmpty)
        #expect(try await rig.now(list).heldCount == 0)
    }

    @Test(
        arguments: [
            (0, true), (79, true), (80, false), (176, false), (177, true), (256, true),
        ])
    func `a fingerprint with few bits or nearly all is held`(
        bits: Int, isHeld: Bool
    ) async throws {
        let rig = try await MatchingRig(.sqlite)
        let list = try await rig.list("kittens")
        var bytes = [UInt8](repeating: 0, count: 32)
        for bit in 0..<bits { bytes[bit / 8] |= 1 << UInt8(bit % 8) }
        let hash = try #require(Fingerprint(kind: .pdq, bytes: bytes))
        let result = try await rig.add([hash], to: list)
        #expect(result.heldCount == (isHeld ? 1 : 0))
        #expect(result.held.map(\.cause) == (isHeld ? [.degenerate] : []))
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a benign entry that a list of known material has is held`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let digest = try made(.sha256, 1)
        _ = try await rig.list("kittens", of: [digest])
        let benign = try await rig.list("logos", .benign, of: [digest, try made(.sha256, 2)])
        #expect(try await rig.now(benign).heldCount == 1)
        #expect(try await rig.matcher.matches(for: [digest], quality: nil).count == 1)
        // A negative list is about what others have.
        let negative = try await rig.list("not", .negative, of: [digest])
        #expect(try await rig.now(negative).heldCount == 0)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an entry knows its import and what the source wrote`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list("kittens")
        let long = String(repeating: "a", count: 300)
        let text = """
            md5,sha1,classification,note
            \(try made(.md5, 1).hex),\(try made(.sha1, 1).hex),2,case 7/12
            \(try made(.md5, 2).hex),,,
            \(try made(.md5, 3).hex),,,\(long)\u{1b}[2J
            """
        try await rig.read(text, into: list)
        let run = try #require(try await rig.service.imports(of: list.id, limit: 1).first)
        #expect(run.startedBy == .system)
        for kind in [HashKind.md5, .sha1] {
            let origin = try await rig.entry(try made(kind, 1)).origin
            #expect(origin.importID == run.id && origin.addedBy == .system)
            #expect(origin.category == "2" && origin.note == "case 7/12")
            #expect(origin.confirmedBy == nil)
        }
        let bare = try await rig.entry(try made(.md5, 2)).origin
        #expect(bare.category == nil && bare.note == nil)
        let cut = try await rig.entry(try made(.md5, 3)).origin
        #expect(cut.note == String(long.prefix(200)))
    }
}
