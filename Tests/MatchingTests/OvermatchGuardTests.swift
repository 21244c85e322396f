// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage
import TestSupport
import Testing

@testable import Matching

/// An entry that matches far too much is put into quarantine.
struct OvermatchGuardTests {
    /// Records that an entry was met by the files of these numbers, and tells what was held.
    private func meet(
        _ entry: Fingerprint, _ numbers: Range<Int>, _ rig: MatchingRig, limits: OvermatchLimits,
        picture: (Int) throws -> Fingerprint
    ) async throws -> Int {
        let matcher = rig.matcher
        var held = 0
        for number in numbers {
            let seen = try picture(number)
            let media = try await rig.media(number, pdq: seen)
            let verdict = try await matcher.verdict(for: [seen], quality: 80)
            held += try await rig.record(verdict, of: media, limits: limits).count
        }
        return held
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `more distinct media than allowed put an entry into quarantine at once`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let hash = try made(.pdq, 1)
        let list = try await rig.list("kittens", of: [hash])
        let limits = OvermatchLimits(mediaMax: 5, strangersMax: 100, windowHours: 24)
        #expect(try await meet(hash, 0..<5, rig, limits: limits) { _ in hash } == 0)
        // The same file again is no other file.
        #expect(try await meet(hash, 0..<5, rig, limits: limits) { _ in hash } == 0)
        #expect(try await rig.entry(hash).isInUse)
        #expect(try await meet(hash, 5..<6, rig, limits: limits) { _ in hash } == 1)
        let entry = try await rig.entry(hash)
        #expect(entry.hold == HashEntry.Hold(at: rig.time.now(), cause: .overmatch))
        #expect(try await rig.matcher.matches(for: [hash], quality: 80).isEmpty)
        #expect(try await rig.now(list).heldCount == 1)
        #expect(try await rig.events(list).contains(.hashListEntryHeld))
        let history = try await rig.service.history(of: entry.id)
        #expect(history.events.map(\.kind) == [.held])
        #expect(history.statistics.matchCount == 11 && history.statistics.mediaCount == 6)
        // Let out, it begins anew: what came before is known to the person who looked.
        rig.time.advance(by: .minutes(1))
        try await rig.service.release(entry.id, reason: "it is", by: .account(.numbered(2)))
        rig.time.advance(by: .minutes(1))
        #expect(try await meet(hash, 6..<11, rig, limits: limits) { _ in hash } == 0)
        #expect(try await meet(hash, 11..<12, rig, limits: limits) { _ in hash } == 1)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `videos count, though they have no picture of their own`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let hash = try made(.pdq, 1)
        _ = try await rig.list("kittens", of: [hash])
        let limits = OvermatchLimits(mediaMax: 5, strangersMax: 2, windowHours: 24)
        let verdict = try await rig.matcher.verdict(for: [hash], quality: 80)
        var held = 0
        for number in 0..<6 {
            #expect(held == 0)
            let video = try await rig.media(number)
            held += try await rig.record(verdict, of: video, limits: limits).count
        }
        #expect(held == 1)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `media that come slowly are not too many`(engine: DatabaseUnderTest) async throws {
        let rig = try await MatchingRig(engine)
        let hash = try made(.pdq, 1)
        _ = try await rig.list("kittens", of: [hash])
        let limits = OvermatchLimits(mediaMax: 5, strangersMax: 100, windowHours: 24)
        for number in 0..<12 {
            let held = try await meet(hash, number..<number + 1, rig, limits: limits) { _ in hash }
            #expect(held == 0)
            rig.time.advance(by: .hours(6))
        }
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `pictures unlike one another are too many sooner`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let hash = try made(.pdq, 1)
        _ = try await rig.list("kittens", of: [hash])
        let limits = OvermatchLimits(mediaMax: 100, strangersMax: 3, windowHours: 24)
        // Alike: each differs from the entry in the same bits.
        let alike = try await meet(hash, 0..<8, rig, limits: limits) { number in
            try hash.flipped(bits: 20 + number)
        }
        #expect(alike == 0)
        // Strangers: 25 bits each, no two the same, so that two of them are 50 apart.
        let strangers = try await meet(hash, 10..<14, rig, limits: limits) { number in
            var bytes = hash.bytes
            let first = (number - 10) * 25 + 40
            for bit in first..<first + 25 { bytes[bit / 8] ^= 1 << UInt8(bit % 8) }
            return try #require(Fingerprint(kind: .pdq, bytes: bytes))
        }
        #expect(strangers == 1)
        #expect(try await !rig.entry(hash).isInUse)
    }
}
