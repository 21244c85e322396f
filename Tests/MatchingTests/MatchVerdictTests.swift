// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage
import TestSupport
import Testing

@testable import Matching

/// What benign and negative lists do to the finds of others.
struct MatchVerdictTests {
    @Test(arguments: DatabaseUnderTest.allCases)
    func `a file on a benign list is answered as benign`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let logo = try made(.sha256, 1)
        let benign = try await rig.list("logos", .benign, of: [logo, try made(.pdq, 1)])
        let matcher = rig.matcher
        let verdict = try await matcher.verdict(for: [logo], quality: nil)
        #expect(verdict.isBenign && verdict.matches.isEmpty)
        #expect(verdict.benign.map(\.listID) == [benign.id])
        // Up to the benign list's own distance, of any quality, and no further.
        let near = try made(.pdq, 1).flipped(bits: 16)
        #expect(try await matcher.verdict(for: [near], quality: 0).isBenign)
        let far = try made(.pdq, 1).flipped(bits: 17)
        #expect(try await !matcher.verdict(for: [far], quality: 100).isBenign)
        #expect(try await !matcher.verdict(for: [try made(.md5, 9)], quality: 100).isBenign)
    }

    /// What the benign list has, what the known list has, and whether the find stands.
    @Test(
        arguments: DatabaseUnderTest.allCases,
        [
            (.sha256, .sha256, false), (.sha256, .sha1, false), (.sha256, .md5, false),
            (.sha256, .pdq, false), (.sha1, .sha256, true), (.sha1, .sha1, false),
            (.sha1, .md5, false), (.md5, .sha1, true), (.md5, .pdq, false), (.pdq, .md5, true),
            (.pdq, .sha256, true), (.pdq, .pdq, false),
        ] as [(HashKind, HashKind, Bool)])
    func `what is less precise never hides what is more precise`(
        engine: DatabaseUnderTest, kinds: (benign: HashKind, known: HashKind, stands: Bool)
    ) async throws {
        let rig = try await MatchingRig(engine)
        // Known first: what collides at import would be held.
        let known = try await rig.list("known", of: [try made(kinds.known, 1)])
        _ = try await rig.list("logos", .benign, of: [])
        try await rig.force([try made(kinds.benign, 1)], on: "logos")
        let all = try HashKind.allCases.map { try made($0, 1) }
        let verdict = try await rig.matcher.verdict(for: all, quality: 80)
        #expect(verdict.matches.map(\.listID) == (kinds.stands ? [known.id] : []))
        #expect(verdict.setAside.map(\.match.listID) == (kinds.stands ? [] : [known.id]))
        #expect(verdict.isBenign == !kinds.stands)
    }

    @Test(arguments: DatabaseUnderTest.allCases, [(10, 12, false), (10, 10, false), (10, 9, true)])
    func `of two pictures' entries the nearer counts`(
        engine: DatabaseUnderTest, bits: (benign: Int, known: Int, stands: Bool)
    ) async throws {
        let rig = try await MatchingRig(engine)
        let seen = try made(.pdq, 1)
        _ = try await rig.list("known", of: [try seen.flipped(bits: bits.known)])
        _ = try await rig.list("logos", .benign, of: [])
        try await rig.force([try seen.flipped(last: bits.benign)], on: "logos")
        let verdict = try await rig.matcher.verdict(for: [seen], quality: 80)
        #expect(verdict.matches.isEmpty == !bits.stands)
        #expect(verdict.setAside.isEmpty == bits.stands)
        #expect(verdict.benign.map(\.distance) == [bits.benign])
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a blank frame says nothing about the other frames`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let (blank, frame) = (try made(.pdq, 1), try made(.pdq, 2))
        let known = try await rig.list("known", of: [frame])
        _ = try await rig.list("blank", .benign, of: [blank])
        let verdict = try await rig.matcher.verdict(for: [blank, frame], quality: 80)
        #expect(verdict.matches.map(\.listID) == [known.id] && verdict.benign.count == 1)
        #expect(!verdict.isBenign && verdict.setAside.isEmpty)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a negative list takes back what one list says, or all`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let (one, other) = (try made(.md5, 1), try made(.md5, 2))
        let left = try await rig.list("left", of: [one, other])
        let right = try await rig.list("right", of: [one, other])
        let onLeft = try await rig.list("not-left", .negative, against: left, of: [one])
        _ = try await rig.list("not-any", .negative, of: [other])
        let matcher = rig.matcher
        let first = try await matcher.verdict(for: [one], quality: nil)
        #expect(first.matches.map(\.listID) == [right.id])
        #expect(first.setAside.map(\.match.listID) == [left.id])
        #expect(first.setAside.map(\.by.listID) == [onLeft.id])
        let second = try await matcher.verdict(for: [other], quality: nil)
        #expect(second.matches.isEmpty && second.setAside.count == 2 && !second.isBenign)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a match set aside is on record, and counts again when nothing says otherwise`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let hash = try made(.sha256, 1)
        _ = try await rig.list("known", of: [hash])
        let negative = try await rig.list("not", .negative, of: [hash])
        let matcher = rig.matcher
        let media = try await rig.media(1)
        try await rig.record(try await matcher.verdict(for: [hash], quality: nil), of: media)
        #expect(try await rig.recorded(media).map(\.isSetAside) == [true])
        let entry = try #require(
            try await rig.service.entries(with: hash).first { $0.listID != negative.id })
        #expect(try await rig.service.history(of: entry.id).statistics.mediaCount == 0)
        try await rig.service.withdraw(hash, from: negative.id, reason: "it was", by: .system)
        try await rig.record(try await matcher.verdict(for: [hash], quality: nil), of: media)
        #expect(try await rig.recorded(media).map(\.isSetAside) == [false])
        #expect(try await rig.service.history(of: entry.id).statistics.mediaCount == 1)
        try await rig.service.change(negative.id, HashListChange(isEnabled: false), by: .system)
    }

    @Test func `only what makes sense is made`() async throws {
        let rig = try await MatchingRig(.sqlite)
        let known = try await rig.list("known", of: [])
        let benign = try await rig.list("benign", .benign, of: [])
        #expect(benign.adding == .twoPerson && known.adding == .onePerson)
        for (kind, against, isTrusted) in [
            (HashList.Kind.benign, known.id, false), (.known, known.id, false),
            (.benign, nil, true), (.negative, nil, true), (.negative, benign.id, false),
        ] {
            await #expect(throws: MatchingError.kindInvalid) {
                _ = try await rig.service.create(
                    HashListDraft(
                        name: "x", source: "a test", kind: kind, against: against,
                        settings: HashListSettings(isTrusted: isTrusted)), by: .system)
            }
        }
        await #expect(throws: MatchingError.kindInvalid) {
            try await rig.service.change(
                benign.id, HashListChange(isTrusted: true), by: .system)
        }
    }
}
