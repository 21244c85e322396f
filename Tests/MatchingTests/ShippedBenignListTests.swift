// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import PerceptualHashing
import Storage
import TestSupport
import Testing

@testable import Matching

/// The benign list that comes with the platform.
struct ShippedBenignListTests {
    @Test(arguments: DatabaseUnderTest.allCases)
    func `it is installed once, and what a person changed stays`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let shipped = ShippedBenignList(service: rig.service)
        try await shipped.install()
        let list = try await rig.service.list(named: ShippedBenignList.name)
        #expect(list.kind == .benign && list.isEnabled && list.entryCount >= 100)
        #expect(list.heldCount == 0)
        try await shipped.install()
        #expect(try await rig.now(list) == list)
        #expect(try await rig.service.imports(of: list.id, limit: 9).count == 1)
        let entries = try await rig.service.entries(of: list.id, limit: 1_000)
        #expect(entries.allSatisfy { $0.origin.note != nil })
        let one = try #require(entries.first)
        try await rig.service.withdraw(
            one.fingerprint, from: list.id, reason: "a test", by: .account(.numbered(7)))
        try await shipped.install()
        #expect(try await rig.entry(one.fingerprint).withdrawnAt != nil)
    }

    @Test func `a list of another kind keeps its name`() async throws {
        let rig = try await MatchingRig(.sqlite)
        let list = try await rig.list(ShippedBenignList.name)
        try await ShippedBenignList(service: rig.service).install()
        #expect(try await rig.service.all() == [list])
    }

    /// Somebody's list has the fingerprint of a placeholder; whoever meets that placeholder, or the
    /// same with a caption, meets no known material.
    @Test func `what it has is held on other lists, and benign when it is met`() async throws {
        let rig = try await MatchingRig(.sqlite)
        try await ShippedBenignList(service: rig.service).install()
        let list = try await rig.list("kittens")
        let name = "spinner ring, turn 2, 128 pixels"
        var picture = try #require(BenignPictures.all().first { $0.name == name }).picture
        let hash = try #require(picture.reading?.hash)
        let listed = try #require(Fingerprint(kind: .pdq, bytes: hash.bytes))
        let held = try await rig.add([listed], to: list).held
        #expect(held.map(\.cause) == [.benignCollision])
        // It says which of the pictures it is.
        #expect(held.first?.collision?.listName == ShippedBenignList.name)
        #expect(held.first?.collision?.note?.isEmpty == false)
        picture.rectangle(from: (0.02, 0.95), to: (0.08, 0.98), .grey(60))
        let seen = try #require(picture.reading)
        #expect(seen.hash != hash && seen.quality >= 50)
        let fingerprint = try #require(Fingerprint(kind: .pdq, bytes: seen.hash.bytes))
        let verdict = try await rig.matcher.verdict(for: [fingerprint], quality: seen.quality)
        #expect(verdict.isBenign)
        #expect(try await rig.matcher.matches(for: [listed], quality: 100).isEmpty)
    }

    @Test func `every picture is named once`() {
        let names = BenignPictures.all().map(\.name)
        #expect(Set(names).count == names.count && names.allSatisfy { $0.count <= 200 })
    }
}
