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
    /// Runs a command's body; whatever goes wrong in it becomes its line and its exit code.
    static func reporting(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error where isOfTheCommandLine(error) {
            throw error
        } catch {
            Output.note("error: \(line(of: error))")
            throw ((error as? any AdvisedError)?.exitStatus ?? .unavailable).error
        }
    }

    /// What is wrong and what to do next, with the code, on one line: of any error there is.
    static func line(of error: any Error) -> String {
        let coded = (error as? any CodedError) ?? UnforeseenError.uncoded
        let advice = (coded as? any AdvisedError)?.advice ?? UnforeseenError.uncoded.advice
        return "\(TextTable.singleLine(advice)) [\(coded.code)]"
    }

    /// Exit codes, and what is wrong with the command as it was typed: ArgumentParser tells those.
    private static func isOfTheCommandLine(_ error: any Error) -> Bool {
        error is ExitCode || error is ValidationError || error is CleanExit
    }
}

/// What no part of the program foresaw, such as an error of the system's own libraries: its own
/// text is for programmers, and may name what was in hand.
enum UnforeseenError: CodedError, AdvisedError {
    /// Something of the machine failed that nothing here has a name for.
    case uncoded

    var code: String {
        switch self {
        case .uncoded: "command.unforeseen"
        }
    }

    var advice: String {
        """
        Something went wrong inside. Run nightlight doctor, which looks at this machine, and try \
        again; if it goes on, the code is what to ask about.
        """
    }

    var exitStatus: ExitStatus { .unavailable }
}
