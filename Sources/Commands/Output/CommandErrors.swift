// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import Matching
import NightlightCore
import Storage

/// Turns an error into a sentence on standard error and an exit code.
enum CommandErrors {
    /// Runs a command's body; a coded error becomes its message and exit code.
    static func reporting(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as SettingsError {
            Output.note("error: \(error.description) [\(error.code)]")
            throw ExitStatus.usage.error
        } catch let error as MatchingError {
            Output.note("error: \(error.advice) [\(error.code)]")
            throw error.exitStatus.error
        } catch let error as FileReadingError {
            Output.note("error: \(error.description) [\(error.code)]")
            throw ExitStatus.notFound.error
        } catch let error as FingerprintLogError {
            Output.note("error: \(error.description) [\(error.code)]")
            throw error == .notWritable ? ExitStatus.unavailable.error : ExitStatus.usage.error
        } catch let error as VideoSourceError {
            Output.note("error: \(error.description) [\(error.code)]")
            throw ExitStatus.notFound.error
        } catch let error as FileWritingError {
            Output.note("error: \(error.description) [\(error.code)]")
            throw error.exitStatus.error
        } catch let error as StorageError {
            Output.note("error: \(advice(for: error)) [\(error.code)]")
            throw ExitStatus.unavailable.error
        } catch let error as any CodedError {
            Output.note("error: \(String(describing: error)) [\(error.code)]")
            throw ExitStatus.unavailable.error
        }
    }

    private static func advice(for error: StorageError) -> String {
        switch error {
        case .unavailable:
            "The database does not answer. Is it running, and is database.url right?"
        case .full: "The disk under the database is full. Nothing was changed."
        case .migrationNeeded:
            "The tables are older than this program. Run: nightlight database migrate"
        case .tooNew(let found, let known):
            "The database is at version \(found), this program knows \(known). Use a newer program."
        case .migrationChanged(let version):
            "Migration \(version) ran here in another form. This is not a database of this program."
        case .corrupt: "The database file is damaged, or not a database. Restore a backup."
        case .constraint, .conflict, .timeout, .unexpectedValue, .statement, .outcomeUnknown,
            .readOnly, .unstorable, .closed:
            "The database refused."
        }
    }
}
