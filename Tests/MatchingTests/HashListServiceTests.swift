// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage
import TestSupport
import Testing

@testable import Matching

struct HashListServiceTests {
    @Test(arguments: DatabaseUnderTest.allCases)
    func `a list is found by its name, and a name is taken once`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list("kittens", isTrusted: true)
        #expect(try await rig.service.list(named: "kittens") == list)
        #expect(try await rig.service.list(list.id) == list)
        #expect(list.pdqDistanceMax == 31 && list.pdqQualityMin == 50 && list.isTrusted)
        await #expect(throws: MatchingError.nameTaken) { try await rig.list("kittens") }
        await #expect(throws: MatchingError.listUnknown) {
            try await rig.service.list(named: "hail")
        }
        let clouds = try await rig.list("clouds")
        #expect(try await rig.service.all().map(\.id) == [clouds.id, list.id])
        #expect(try await rig.events(list) == [.hashListCreated])
    }

    @Test(
        arguments: [
            ("", "x", .nameInvalid), ("two words", "x", .nameInvalid), ("é", "x", .nameInvalid),
            (String(repeating: "a", count: 65), "x", .nameInvalid), ("a", "", .sourceInvalid),
            ("a", " ", .sourceInvalid), ("a", "x\u{1b}[2J", .sourceInvalid),
            ("a", "x\u{0}", .sourceInvalid),
            ("a", String(repeating: "x", count: 201), .sourceInvalid),
        ] as [(String, String, MatchingError)])
    func `a name or a source that is none is refused`(
        name: String, source: String, error: MatchingError
    ) async throws {
        let rig = try await MatchingRig(.sqlite)
        await #expect(throws: error) {
            _ = try await rig.service.create(
                HashListDraft(name: name, source: source), by: .system)
        }
        #expect(try await rig.service.all().isEmpty)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `each setting changes alone, and what is so already is no change`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list()
        rig.time.advance(by: .minutes(1))
        let changed = try await rig.service.change(
            list.id,
            HashListChange(
                source: "somebody else", classification: .csam, isTrusted: true,
                pdqDistanceMax: 20), by: .system
        ).list
        #expect(changed.isTrusted && changed.isEnabled && changed.classification == .csam)
        #expect(changed.pdqDistanceMax == 20 && changed.pdqQualityMin == 50)
        #expect(list.adding == .onePerson && changed.adding == .twoPerson)
        #expect(changed.source == "somebody else" && changed.version == list.version + 1)
        let same = try await rig.service.change(
            list.id, HashListChange(isTrusted: true, pdqDistanceMax: 20), by: .system)
        #expect(same.list == changed && !same.isNew)
        #expect(try await rig.events(list) == [.hashListCreated, .hashListChanged])
        await #expect(throws: MatchingError.listUnknown) {
            try await rig.service.change(
                HashList.ID(at: rig.time.now()), HashListChange(isTrusted: true), by: .system)
        }
    }

    @Test(arguments: [
        HashListChange(pdqDistanceMax: 65), HashListChange(pdqDistanceMax: -1),
        HashListChange(pdqQualityMin: 101), HashListChange(pdqQualityMin: -1),
    ])
    func `a threshold out of its range is refused`(change: HashListChange) async throws {
        let rig = try await MatchingRig(.sqlite)
        let list = try await rig.list()
        await #expect(throws: MatchingError.thresholdInvalid) {
            try await rig.service.change(list.id, change, by: .system)
        }
        #expect(try await rig.now(list) == list)
    }

    @Test(arguments: DatabaseUnderTest.allCases, ImportPolicy.allCases)
    func `a withdrawn entry stays on record and withdrawn`(
        engine: DatabaseUnderTest, policy: ImportPolicy
    ) async throws {
        let rig = try await MatchingRig(engine)
        let logo = try made(.sha1, 1)
        let list = try await rig.list("kittens", of: [logo, try made(.sha1, 2)])
        rig.time.advance(by: .minutes(1))
        #expect(
            try await rig.service.withdraw(logo, from: list.id, reason: "a logo", by: .system))
        #expect(
            try await !rig.service.withdraw(logo, from: list.id, reason: "again", by: .system))
        let entry = try await rig.entry(logo)
        #expect(entry.withdrawnAt == rig.time.now() && entry.withdrawnReason == "a logo")
        let again = try await rig.add([logo], to: list, policy: policy)
        #expect(again.addedCount == 0 && again.presentCount == 1)
        #expect(try await rig.entry(logo) == entry)
        let now = try await rig.now(list)
        #expect(now.entryCount == 2 && now.withdrawnCount == 1)
        let events = try await rig.events(list)
        #expect(events.count { $0 == .hashListEntryWithdrawn } == 1)
    }

    @Test func `nothing is withdrawn without a reason, or where it is not`() async throws {
        let rig = try await MatchingRig(.sqlite)
        let list = try await rig.list("kittens", of: [try made(.md5, 1)])
        let other = try await rig.list("clouds")
        await #expect(throws: MatchingError.reasonInvalid) {
            try await rig.service.withdraw(
                try made(.md5, 1), from: list.id, reason: " ", by: .system)
        }
        await #expect(throws: MatchingError.entryUnknown) {
            try await rig.service.withdraw(
                try made(.md5, 1), from: other.id, reason: "wrong", by: .system)
        }
        #expect(try await rig.now(list).withdrawnCount == 0)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `entries come page by page, each once`(engine: DatabaseUnderTest) async throws {
        let rig = try await MatchingRig(engine)
        let all = try (0..<25).map { try made(.md5, $0) }
        let list = try await rig.list("kittens", of: all)
        _ = try await rig.list("clouds", of: all)
        var seen: [HashEntry] = []
        while true {
            let page = try await rig.service.entries(
                of: list.id, after: seen.last?.id, limit: 10)
            if page.isEmpty { break }
            seen += page
        }
        #expect(seen.count == 25 && Set(seen.map(\.fingerprint)) == Set(all))
        #expect(try await rig.service.entries(with: all[3]).count == 2)
    }
}
