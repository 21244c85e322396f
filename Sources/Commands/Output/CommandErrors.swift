// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import NightlightCore

/// An error that a command can meet, with what to tell whoever typed it.
protocol AdvisedError: CodedError {
    /// What is wrong and what to do next, in whole sentences and without a value of Swift.
    var advice: String { get }
    var exitStatus: ExitStatus { get }
}

extension AdvisedError where Self: CustomStringConvertible {
    var advice: String { description }
}

/// Turns an error into one line on standard error and an exit code.
///
/// Every command says it in one form: `error: what is wrong, and what to do next [the.code]`.
enum CommandErrors {
    /// Runs a command's body; a coded error becomes its line and its exit code.
    static func reporting(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as any AdvisedError {
            say(error.advice, error)
            throw error.exitStatus.error
        } catch let error as any CodedError {
            say(
                """
                Something went wrong inside. Look its code up in \
                Documentation/Reference/error-codes.md, and try again.
                """, error)
            throw ExitStatus.unavailable.error
        }
    }

    private static func say(_ advice: String, _ error: any CodedError) {
        Output.note("error: \(TextTable.singleLine(advice)) [\(error.code)]")
    }
}
