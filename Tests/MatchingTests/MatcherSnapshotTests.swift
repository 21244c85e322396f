// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Foundation
import HashIndex
import NightlightCore
import Synchronization
import TestSupport
import Testing

@testable import Matching

/// The index between two runs of the program.
struct MatcherSnapshotTests {
    private final class Reports: Sendable {
        private let list = Mutex<[String]>([])
        var codes: [String] { list.withLock { $0 } }
        func add(_ code: String) { list.withLock { $0.append(code) } }
    }

    private let path: String

    init() throws {
        path = try ScratchFolder.path() + "/hash-index-\(UUID().uuidString)"
    }

    private func matcher(_ rig: MatchingRig, _ reports: Reports = Reports()) -> Matcher {
        Matcher(
            database: rig.database, snapshotPath: path, snapshotChangesMin: 10,
            report: reports.add)
    }

    /// How many pictures are in the snapshot, once a matcher has written it.
    private func snapshotSize(by matcher: Matcher) async throws -> Int {
        await matcher.snapshotWritten()
        return try HammingIndex.readSnapshot(at: path).index.count
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a matcher starts from the snapshot and reads on`(engine: DatabaseUnderTest) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list("kittens", of: try (0..<40).map { try made(.pdq, $0) })
        let reports = Reports()
        let first = matcher(rig, reports)
        #expect(try await first.matches(for: [try made(.pdq, 3)], quality: 80).count == 1)
        #expect(try await snapshotSize(by: first) == 40)
        // One comes and one goes while no matcher runs.
        try await rig.add([try made(.pdq, 100)], to: list)
        try await rig.service.withdraw(
            try made(.pdq, 3), from: list.id, reason: "a mistake", by: .system)
        let second = matcher(rig, reports)
        #expect(try await second.matches(for: [try made(.pdq, 100)], quality: 80).count == 1)
        #expect(try await second.matches(for: [try made(.pdq, 3)], quality: 80).isEmpty)
        #expect(try await second.matches(for: [try made(.pdq, 4)], quality: 80).count == 1)
        #expect(reports.codes.isEmpty)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a damaged snapshot is reported and not used`(engine: DatabaseUnderTest) async throws {
        let rig = try await MatchingRig(engine)
        _ = try await rig.list("kittens", of: try (0..<40).map { try made(.pdq, $0) })
        let first = matcher(rig)
        _ = try await first.matches(for: [try made(.pdq, 3)], quality: 80)
        #expect(try await snapshotSize(by: first) == 40)
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[4_096 + 100] ^= 1
        try bytes.write(to: URL(filePath: path))
        let reports = Reports()
        let second = matcher(rig, reports)
        let found = try await second.matches(
            for: try (0..<40).map { try made(.pdq, $0) }, quality: 80)
        #expect(found.count == 40)
        #expect(reports.codes == ["hash-snapshot.damaged"])
        // It is written again.
        #expect(try await snapshotSize(by: second) == 40)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a snapshot of another database is not used`(engine: DatabaseUnderTest) async throws {
        let other = try await MatchingRig(engine)
        _ = try await other.list("kittens", of: try (0..<40).map { try made(.pdq, $0) })
        let first = matcher(other)
        _ = try await first.matches(for: [try made(.pdq, 3)], quality: 80)
        #expect(try await snapshotSize(by: first) == 40)
        let rig = try await MatchingRig(engine)
        _ = try await rig.list("weather", of: try (50..<70).map { try made(.pdq, $0) })
        let matcher = matcher(rig)
        #expect(try await matcher.matches(for: [try made(.pdq, 60)], quality: 80).count == 1)
        #expect(try await matcher.matches(for: [try made(.pdq, 3)], quality: 80).isEmpty)
        #expect(try await snapshotSize(by: matcher) == 20)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `many questions at once are answered as one by one`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        _ = try await rig.list("pictures", of: try (0..<30).map { try made(.pdq, $0) })
        _ = try await rig.list("files", of: try (0..<600).map { try made(.sha256, $0) })
        let matcher = rig.matcher
        var questions: [(Fingerprint, Int?)] = []
        for number in 0..<700 { questions.append((try made(.sha256, number), nil)) }
        for number in 0..<60 {
            questions.append((try made(.pdq, number), [nil, 30, 80][number % 3]))
        }
        let together = try await matcher.verdicts(
            for: questions.map { MatchQuestion([$0.0], quality: $0.1) })
        #expect(together.count == questions.count)
        for (question, verdict) in zip(questions, together) {
            let single = try await matcher.verdict(for: [question.0], quality: question.1)
            #expect(single == verdict)
        }
        #expect(together.count { !$0.matches.isEmpty } == 600 + 20)
        #expect(try await matcher.verdicts(for: []).isEmpty)
    }
}
