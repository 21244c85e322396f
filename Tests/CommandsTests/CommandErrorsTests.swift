// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Foundation
import NightlightCore
import Testing

@testable import Commands

/// What becomes of errors that nobody wrote words for.
struct CommandErrorsTests {
    /// An error with a code and without advice.
    private enum Coded: CodedError {
        case rain

        var code: String { "weather.rain" }
    }

    /// An error of somebody else's library, with what was in hand.
    private struct Foreign: Error {
        let path = "/home/anna"
    }

    @Test(
        arguments: [
            (Coded.rain, "weather.rain"), (Foreign(), "command.unforeseen"),
            (CocoaError(.fileReadNoPermission), "command.unforeseen"),
            (
                DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "rain")),
                "command.unforeseen"
            ),
        ] as [(any Error, String)])
    func `an error has the one form, whoever made it`(error: any Error, code: String) async {
        let line = CommandErrors.line(of: error)
        #expect(line.hasSuffix(" [\(code)]") && !line.contains("("), "\(line)")
        // What an installed package has: commands, and no tree of sources.
        #expect(line.contains("nightlight doctor") && !line.contains(".md"), "\(line)")
        await #expect(throws: ExitStatus.unavailable.error) {
            try await CommandErrors.reporting { throw error }
        }
    }

    @Test func `what a command says of its own ending is left as it is`() async {
        await #expect(throws: ExitCode(1)) {
            try await CommandErrors.reporting { throw ExitStatus.checkFailed.error }
        }
        await #expect(throws: ValidationError.self) {
            try await CommandErrors.reporting { throw ValidationError("rain") }
        }
    }
}
