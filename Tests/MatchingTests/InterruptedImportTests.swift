// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import ReportFormats
import Storage
import TestSupport
import Testing

@testable import Matching

struct InterruptedImportTests {
    private struct SourceBroke: Error {}

    private func run(
        _ rig: MatchingRig, _ list: HashList, _ policy: ImportPolicy
    ) async throws -> ImportRun {
        let run = ImportRun(
            list: list.id, policy: policy, actor: .system,
            screen: try await EntryScreen.load(
                for: list, with: BenignPictureIndex(), from: rig.database),
            service: rig.service)
        try await run.begin(.lines)
        return run
    }

    @Test(arguments: DatabaseUnderTest.allCases, ImportPolicy.allCases)
    func `a file that breaks off ends its import at once`(
        engine: DatabaseUnderTest, policy: ImportPolicy
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list()
        let text = MatchingRig.lines(try (0..<4_100).map { try made(.md5, $0) })
        var pieces = [Array(text.utf8)]
        await #expect(throws: SourceBroke.self) {
            _ = try await rig.service.importFile(into: list.id, policy: policy, by: .system) {
                guard let piece = pieces.popLast() else { throw SourceBroke() }
                return piece
            }
        }
        let run = try #require(try await rig.service.imports(of: list.id, limit: 1).first)
        #expect(run.state == .abandoned && run.endedAt != nil)
        let kept = policy == .keepGood ? 4_000 : 0
        #expect(run.addedCount == kept)
        #expect(try await rig.rows("hash_entry") == kept)
        #expect(try await rig.now(list).entryCount == kept)
        let events = try await rig.events(list)
        #expect(events.contains(.hashListImportAbandoned))
    }

    @Test(
        arguments: DatabaseUnderTest.allCases,
        ImportPolicy.allCases.flatMap { killed in ImportPolicy.allCases.map { (killed, $0) } })
    func `an import whose process was killed is cleared up by the next`(
        engine: DatabaseUnderTest, policies: (killed: ImportPolicy, next: ImportPolicy)
    ) async throws {
        let (killed, next) = policies
        let rig = try await MatchingRig(engine)
        let list = try await rig.list()
        let rows = try (0..<2_500).map { try made(.pdq, $0) }
        let run = try await run(rig, list, killed)
        _ = try await run.store(rows.map { IncomingEntry($0) }, ImportResult(format: .lines))
        let matcher = rig.matcher
        let isKept = killed == .keepGood
        #expect(
            try await matcher.matches(for: [rows[0]], quality: 80).count == (isKept ? 1 : 0))
        // Half of the same rows.
        let result = try await rig.add(Array(rows.prefix(1_250)), to: list, policy: next)
        #expect(result.addedCount == (isKept ? 0 : 1_250))
        #expect(result.presentCount == (isKept ? 1_250 : 0))
        let all = isKept ? 2_500 : 1_250
        #expect(try await rig.now(list).entryCount == all)
        #expect(try await rig.rows("hash_entry") == all)
        #expect(try await matcher.matches(for: [rows[0]], quality: 80).count == 1)
        #expect(
            try await matcher.matches(for: [rows[2_000]], quality: 80).count == (isKept ? 1 : 0))
        let states = try await rig.service.imports(of: list.id, limit: 9).map(\.state)
        #expect(states.sorted { $0.rawValue < $1.rawValue } == [.abandoned, .done])
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `all or nothing ends where another import took over`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list()
        let rows = try (0..<100).map { try made(.md5, $0) }
        let first = try await run(rig, list, .allOrNothing)
        let incoming = rows.map { IncomingEntry($0) }
        let soFar = try await first.store(incoming, ImportResult(format: .lines))
        rig.time.advance(by: .seconds(1))
        try await rig.add(Array(rows.prefix(10)), to: list, policy: .allOrNothing)
        await #expect(throws: MatchingError.importTakenOver) {
            try await first.store(incoming, soFar)
        }
        await #expect(throws: MatchingError.importTakenOver) {
            try await first.end(incoming, soFar)
        }
        try await first.abandon()
        #expect(try await rig.now(list).entryCount == 10)
        #expect(try await rig.rows("hash_entry") == 10)
        let states = try await rig.service.imports(of: list.id, limit: 9).map(\.state)
        #expect(states == [.done, .abandoned])
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `two imports of one list at once add each fingerprint once`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list()
        let rows = try (0..<9_000).map { try made(.md5, $0) }
        async let first = rig.add(Array(rows.prefix(6_000)), to: list)
        async let second = rig.add(Array(rows.suffix(6_000).reversed()), to: list)
        let results = [try await first, try await second]
        #expect(results.map(\.addedCount).reduce(0, +) == 9_000)
        #expect(results.map(\.presentCount).reduce(0, +) == 3_000)
        #expect(try await rig.now(list).entryCount == 9_000)
        #expect(try await rig.rows("hash_entry") == 9_000)
        let states = try await rig.service.imports(of: list.id, limit: 9).map(\.state)
        #expect(states == [.done, .done])
    }

    @Test(arguments: DatabaseUnderTest.allCases, ImportPolicy.allCases)
    func `imports of different lists go side by side`(
        engine: DatabaseUnderTest, policy: ImportPolicy
    ) async throws {
        let rig = try await MatchingRig(engine)
        let (left, right) = (try await rig.list("left"), try await rig.list("right"))
        let rows = try (0..<4_200).map { try made(.md5, $0) }
        async let first = rig.add(rows, to: left, policy: policy)
        async let second = rig.add(rows, to: right, policy: policy)
        #expect(try await first.addedCount == 4_200)
        #expect(try await second.addedCount == 4_200)
        let found = try await rig.matcher.matches(for: [rows[4_100]], quality: nil)
        #expect(Set(found.map(\.listID)) == [left.id, right.id])
    }
}
