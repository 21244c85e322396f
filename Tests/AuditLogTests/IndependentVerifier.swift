// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Testing

/// Runs `Oracle/verify_log.py`, which shares no code with the log.
struct IndependentVerifier {
    struct Outcome: Equatable {
        var status: Int32
        var answer: [String: Int]
        var bad: String?
        var roots: [String]
    }

    private struct Answer: Decodable {
        var events: Int?
        var erased: Int?
        var checkpoints: Int?
        var tiles: Int?
        var inclusion: Int?
        var consistency: Int?
        var bad: String?
        var roots: [String]?
    }

    /// The interpreter of `NIGHTLIGHT_TEST_PYTHON`, or of the environment that `script/test` makes.
    private static func interpreter() -> String {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return ProcessInfo.processInfo.environment["NIGHTLIGHT_TEST_PYTHON"]
            ?? root.appendingPathComponent(".venv/bin/python").path
    }

    /// - Throws: Also when there is no interpreter: a verification that did not run is a failure.
    static func run(_ arguments: [String]) throws -> Outcome {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Oracle/verify_log.py").path
        let python = Process()
        python.executableURL = URL(fileURLWithPath: interpreter())
        python.arguments = [script] + arguments
        let output = Pipe()
        python.standardOutput = output
        try python.run()
        let data = try #require(try output.fileHandleForReading.readToEnd())
        python.waitUntilExit()
        let answer = try JSONDecoder().decode(Answer.self, from: data)
        let counts = [
            "events": answer.events, "erased": answer.erased, "checkpoints": answer.checkpoints,
            "tiles": answer.tiles, "inclusion": answer.inclusion,
            "consistency": answer.consistency,
        ]
        return Outcome(
            status: python.terminationStatus, answer: counts.compactMapValues(\.self),
            bad: answer.bad, roots: answer.roots ?? [])
    }
}
