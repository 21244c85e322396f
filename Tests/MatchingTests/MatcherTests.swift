// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage
import TestSupport
import Testing

@testable import Matching

struct MatcherTests {
    @Test(arguments: DatabaseUnderTest.allCases, [HashKind.md5, .sha1, .sha256])
    func `a digest matches exactly or not at all`(
        engine: DatabaseUnderTest, kind: HashKind
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list(isTrusted: true)
        try await rig.add([try made(kind, 1)], to: list)
        let matcher = rig.matcher
        let found = try await matcher.matches(for: [try made(kind, 1)], quality: nil)
        let entry = try await rig.entry(try made(kind, 1))
        #expect(
            found == [
                Match(
                    entryID: entry.id, listID: list.id, kind: kind, distance: 0, isTrusted: true)
            ])
        #expect(try await matcher.matches(for: [try made(kind, 2)], quality: nil).isEmpty)
        let near = try made(kind, 1).flipped(bits: 1)
        #expect(try await matcher.matches(for: [near], quality: 100).isEmpty)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `the same bytes of another kind do not match`(engine: DatabaseUnderTest) async throws {
        let rig = try await MatchingRig(engine)
        let picture = try made(.pdq, 1)
        let digest = try #require(Fingerprint(kind: .sha256, bytes: picture.bytes))
        _ = try await rig.list("pictures", of: [picture])
        _ = try await rig.list("digests", of: [digest])
        let matcher = rig.matcher
        #expect(
            try await matcher.matches(for: [digest], quality: nil).map(\.kind) == [.sha256])
        #expect(try await matcher.matches(for: [picture], quality: 90).map(\.kind) == [.pdq])
    }

    @Test(
        arguments: DatabaseUnderTest.allCases,
        [(31, 31, true), (31, 32, false), (0, 0, true), (0, 1, false), (64, 64, true)])
    func `a picture matches up to its list's distance`(
        engine: DatabaseUnderTest, bits: (max: Int, changed: Int, matches: Bool)
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list("pictures", of: [try made(.pdq, 1)])
        // Another list that allows more must not lend its distance to the first.
        let wide = try await rig.list("wide", of: [try made(.pdq, 2)])
        try await rig.service.change(
            list.id, HashListChange(pdqDistanceMax: bits.max), by: .system)
        try await rig.service.change(wide.id, HashListChange(pdqDistanceMax: 64), by: .system)
        let seen = try made(.pdq, 1).flipped(bits: bits.changed)
        let found = try await rig.matcher.matches(for: [seen], quality: 50)
        #expect(found.map(\.distance) == (bits.matches ? [bits.changed] : []))
    }

    @Test(
        arguments: DatabaseUnderTest.allCases,
        [(50, 49, false), (50, 50, true), (0, 0, true), (100, 99, false), (100, nil, true)]
            as [(Int, Int?, Bool)])
    func `a reading under a list's quality never matches perceptually`(
        engine: DatabaseUnderTest, quality: (min: Int, read: Int?, matches: Bool)
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list(
            "pictures", of: [try made(.pdq, 1), try made(.md5, 1)])
        // Another list that takes any quality must not lend it to the first.
        let any = try await rig.list("any", of: [try made(.pdq, 2)])
        try await rig.service.change(
            list.id, HashListChange(pdqQualityMin: quality.min), by: .system)
        try await rig.service.change(any.id, HashListChange(pdqQualityMin: 0), by: .system)
        let seen = [try made(.pdq, 1), try made(.md5, 1)]
        let found = try await rig.matcher.matches(for: seen, quality: quality.read)
        #expect(Set(found.map(\.kind)) == (quality.matches ? [.md5, .pdq] : [.md5]))
    }

    @Test(arguments: DatabaseUnderTest.allCases, [HashKind.md5, .pdq])
    func `every change committed before the call counts`(
        engine: DatabaseUnderTest, kind: HashKind
    ) async throws {
        let rig = try await MatchingRig(engine)
        let matcher = rig.matcher
        let one = try made(kind, 1)
        func matches(_ fingerprint: Fingerprint) async throws -> Bool {
            try await !matcher.matches(for: [fingerprint], quality: 80).isEmpty
        }
        #expect(try await !matches(one))
        let list = try await rig.list("first", of: [one])
        #expect(try await matches(one))
        try await rig.service.change(list.id, HashListChange(isEnabled: false), by: .system)
        #expect(try await !matches(one))
        try await rig.service.change(list.id, HashListChange(isEnabled: true), by: .system)
        #expect(try await matches(one))
        try await rig.service.withdraw(one, from: list.id, reason: "a logo", by: .system)
        #expect(try await !matches(one))
        try await rig.add([one], to: list)
        #expect(try await !matches(one))
        // Another list still has it.
        let other = try await rig.list("second", of: [one, try made(kind, 2)])
        #expect(try await matches(one))
        #expect(try await matches(try made(kind, 2)))
        let found = try await matcher.matches(for: [one], quality: 80)
        #expect(found.map(\.listID) == [other.id])
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a change made by another process counts`(engine: DatabaseUnderTest) async throws {
        let rig = try await MatchingRig(engine)
        let other = try await rig.temporary.openAnother()
        let matcher = Matcher(database: other)
        #expect(try await matcher.matches(for: [try made(.pdq, 1)], quality: 80).isEmpty)
        _ = try await rig.list("kittens", of: [try made(.pdq, 1)])
        #expect(try await matcher.matches(for: [try made(.pdq, 1)], quality: 80).count == 1)
        try await other.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `many who ask at once share one reading and all see the change`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let pictures = try (0..<50).map { try made(.pdq, $0) }
        let list = try await rig.list("kittens", of: pictures)
        let matcher = rig.matcher
        try await withThrowingTaskGroup(of: Int.self) { group in
            for picture in pictures {
                group.addTask { try await matcher.matches(for: [picture], quality: 80).count }
            }
            for try await count in group { #expect(count == 1) }
        }
        #expect(try await rig.now(list).entryCount == 50)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `neighbours that do not count hide none that does`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let seen = try made(.pdq, 1)
        // More of them, and all of them nearer, than one round looks at.
        let crowd = try (0..<1_100).map { number in
            var bytes = seen.bytes
            for bit in [number % 256, (number / 256 + 1 + number % 256) % 256] {
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            }
            return try #require(Fingerprint(kind: .pdq, bytes: bytes))
        }
        let noise = try await rig.list("noise", of: crowd)
        #expect(try await rig.now(noise).entryCount == 1_100 - crowd.count + Set(crowd).count)
        let real = try await rig.list("real", of: [try seen.flipped(bits: 30)])
        try await rig.service.change(noise.id, HashListChange(isEnabled: false), by: .system)
        let found = try await rig.matcher.matches(for: [seen], quality: 80)
        #expect(found.map(\.listID) == [real.id])
        #expect(found.map(\.distance) == [30])
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `the nearest match comes first and an entry comes once`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let picture = try made(.pdq, 1)
        _ = try await rig.list("kittens", of: [picture, try picture.flipped(bits: 9)])
        // Two frames near the same two entries.
        let frames = [try picture.flipped(bits: 5), try picture.flipped(bits: 2)]
        let found = try await rig.matcher.matches(for: frames, quality: 80)
        #expect(found.map(\.distance) == [2, 4])
        #expect(Set(found.map(\.entryID)).count == 2)
    }

    @Test func `too many fingerprints at once are refused`() async throws {
        let rig = try await MatchingRig(.sqlite)
        let many = try (0...Matcher.fingerprintsMax).map { try made(.md5, $0) }
        await #expect(throws: MatchingError.tooManyFingerprints) {
            try await rig.matcher.matches(for: many, quality: nil)
        }
    }
}
