// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import HashIndex
import NightlightCore
import TestSupport
import Testing

@testable import Matching

/// Adding one entry by hand must not cost a reading of everything that is benign.
struct EntryScreenCostTests {
    private static let benignCount = 300
    // A look at the lists, at the entry, and at what the audit log needs.
    private static let rowsMax = 40

    @Test(arguments: DatabaseUnderTest.allCases)
    func `benign pictures are read once, and again when their list changed`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let pictures = try (1...Self.benignCount).map { try made(.pdq, $0) }
        let benign = try await rig.list("logos", .benign, of: pictures)
        let list = try await rig.list("kittens")
        let counting = CountingDatabase(database: rig.database)
        let service = HashListService(database: counting, audit: AuditTrail(), time: rig.time)
        func expect(_ fingerprint: Fingerprint, isHeld: Bool) async throws -> Int {
            try await counting.rows {
                let addition = try await service.add(
                    fingerprint, to: list.id, note: "seen", by: .system)
                let wasHeld = if case .held = addition { true } else { false }
                #expect(wasHeld == isHeld)
            }
        }
        #expect(try await expect(made(.pdq, 1_001), isHeld: false) > Self.benignCount)
        #expect(try await expect(made(.pdq, 1_002), isHeld: false) < Self.rowsMax)
        let near = try pictures[7].flipped(bits: 20)
        #expect(try await expect(near, isHeld: true) < Self.rowsMax)
        // A change of the benign list is seen, whoever made it.
        let late = try made(.pdq, 2_000)
        try await rig.add([late], to: benign)
        #expect(try await expect(late.flipped(bits: 20), isHeld: true) > Self.benignCount)
    }

    @Test(arguments: DatabaseUnderTest.allCases, ["icons", "logos"])
    func `a list that had too little room is read again when there is more`(
        engine: DatabaseUnderTest, unused: String
    ) async throws {
        let rig = try await MatchingRig(engine)
        for (number, name) in ["icons", "logos"].enumerated() {
            let pictures = try (1...2).map { try made(.pdq, 10 * number + $0) }
            _ = try await rig.list(name, .benign, of: pictures)
        }
        let index = BenignPictureIndex(picturesMax: 3)
        func count() async throws -> Int {
            try await index.pictures(from: rig.database).indexes.reduce(0) { $0 + $1.count }
        }
        #expect(try await count() == 3)
        let list = try await rig.service.list(named: unused)
        try await rig.service.change(list.id, HashListChange(isEnabled: false), by: .system)
        #expect(try await count() == 2)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `whoever asks at once shares one reading`(engine: DatabaseUnderTest) async throws {
        let rig = try await MatchingRig(engine)
        _ = try await rig.list(
            "logos", .benign, of: try (1...Self.benignCount).map { try made(.pdq, $0) })
        let counting = CountingDatabase(database: rig.database)
        let index = BenignPictureIndex()
        let rows = try await counting.rows {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...8 {
                    group.addTask {
                        try await index.pictures(from: counting).indexes.map(\.count).reduce(0, +)
                    }
                }
                for try await count in group { #expect(count == Self.benignCount) }
            }
        }
        #expect(rows < Self.benignCount + Self.rowsMax)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `what simpler looks decide is added without reading a picture`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let pictures = try (1...Self.benignCount).map { try made(.pdq, $0) }
        _ = try await rig.list("logos", .benign, of: pictures)
        let known = try made(.pdq, 1_001)
        let list = try await rig.list("kittens", of: [known])
        let blank = try #require(
            Fingerprint(kind: .pdq, bytes: [UInt8](repeating: 0, count: 32)))
        let counting = CountingDatabase(database: rig.database)
        let service = HashListService(database: counting, audit: AuditTrail(), time: rig.time)
        func outcome(_ fingerprint: Fingerprint) async throws -> HoldCause? {
            var cause: HoldCause?
            let rows = try await counting.rows {
                let addition = try await service.add(
                    fingerprint, to: list.id, note: "seen", by: .system)
                if case .held(let entry) = addition { cause = entry.hold?.cause }
            }
            #expect(rows < Self.rowsMax)
            return cause
        }
        #expect(try await outcome(pictures[7]) == .benignCollision)
        #expect(try await outcome(blank) == .degenerate)
        #expect(try await outcome(known) == nil)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `beyond the bound one entry is compared with all, and an import says that it is not`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let pictures = try (0..<5).map { try made(.pdq, $0) }
        for (number, name) in ["icons", "logos", "rain"].enumerated() {
            _ = try await rig.list(
                name, .benign,
                of: Array([pictures[0..<2], pictures[2..<4], pictures[4...]][number]))
        }
        let list = try await rig.list("kittens")
        let near = try pictures.map { try $0.flipped(bits: 20) }
        // Room for one and a half lists.
        let small = rig.service(benign: BenignPictureIndex(picturesMax: 3))
        for fingerprint in near {
            let addition = try await small.add(fingerprint, to: list.id, note: "seen", by: .system)
            guard case .held(let entry) = addition else {
                Issue.record("a benign list has one that looks like it")
                continue
            }
            #expect(entry.hold?.cause == .benignCollision)
        }
        let far = try await small.add(
            try made(.pdq, 1_001), to: list.id, note: "seen", by: .system)
        if case .held = far { Issue.record("it looks like nothing") }
        for (picturesMax, isInPart) in [(3, true), (4, true), (5, false)] {
            let service = rig.service(benign: BenignPictureIndex(picturesMax: picturesMax))
            let other = try await rig.list("others-\(picturesMax)")
            var chunks = [Array(MatchingRig.lines(near).utf8)]
            let result = try await service.importFile(
                into: other.id, policy: .keepGood, by: .system
            ) { chunks.popLast() }
            #expect(result.isComparedInPart == isInPart)
            #expect(result.heldCount == picturesMax)
        }
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a digest is added without reading a picture`(engine: DatabaseUnderTest) async throws {
        let rig = try await MatchingRig(engine)
        let digest = try made(.sha256, 1)
        let pictures = try (1...Self.benignCount).map { try made(.pdq, $0) }
        _ = try await rig.list("logos", .benign, of: pictures + [digest])
        let list = try await rig.list("kittens")
        let counting = CountingDatabase(database: rig.database)
        let service = HashListService(database: counting, audit: AuditTrail(), time: rig.time)
        let rows = try await counting.rows {
            let addition = try await service.add(digest, to: list.id, note: "seen", by: .system)
            guard case .held(let entry) = addition else {
                Issue.record("a benign list has it")
                return
            }
            #expect(entry.hold?.cause == .benignCollision)
        }
        #expect(rows < Self.rowsMax)
    }
}
