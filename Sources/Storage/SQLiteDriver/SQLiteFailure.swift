// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import GRDB
import Storage

/// SQLite's result codes as the platform's errors.
enum SQLiteFailure {
    /// Leaves errors of a transaction's body as they are.
    static func mapped(_ error: any Error) -> any Error {
        error is DatabaseError ? storageError(for: error) : error
    }

    static func storageError(for error: any Error) -> StorageError {
        if let error = error as? StorageError { return error }
        guard let error = error as? DatabaseError else {
            return .statement(state: String(describing: type(of: error)))
        }
        return switch error.resultCode {
        case .SQLITE_FULL: .full
        case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_PROTOCOL, .SQLITE_NOMEM: .unavailable
        case .SQLITE_BUSY, .SQLITE_LOCKED: .conflict
        case .SQLITE_CONSTRAINT: .constraint
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly
        case .SQLITE_INTERRUPT: .timeout
        case .SQLITE_TOOBIG: .unstorable
        // The message names the program's own SQL at most: values are bound, never part of it.
        default: .statement(state: "\(error.extendedResultCode.rawValue) \(error.message ?? "")")
        }
    }

    /// An error of `COMMIT`: where the log could not be forced to the disk, nobody knows.
    static func commitError(for error: any Error) -> StorageError {
        if let error = error as? DatabaseError, error.resultCode == .SQLITE_IOERR {
            return .outcomeUnknown
        }
        return storageError(for: error)
    }
}
