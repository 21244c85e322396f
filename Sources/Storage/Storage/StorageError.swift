// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// What can go wrong with a database, without a word of what is in it.
package enum StorageError: CodedError, Equatable {
    /// The engine does not answer: wrong address, stopped, or still starting. Trying later may
    /// help.
    case unavailable
    /// The disk under the database is full. Nothing was written.
    case full
    /// A row with the same key exists, or another rule of the schema was broken.
    case constraint
    /// The transaction lost against another one several times over. Trying again may help.
    case conflict
    /// The statement took longer than its bound.
    case timeout
    /// The database file is not a database, or damaged.
    case corrupt
    /// The database is newer than this program: `found` is its version, `known` the newest known
    /// here.
    case tooNew(found: Int, known: Int)
    /// A migration that ran here differs from the one this program carries.
    case migrationChanged(version: Int)
    /// The tables are older than this program needs: run `nightlight database migrate`.
    case migrationNeeded(found: Int, known: Int)
    /// A column held something else than the code expects.
    ///
    /// `column` is its name, or its place where it has none.
    case unexpectedValue(column: String)
    /// The statement is wrong: a defect of this program.
    ///
    /// `state` is the engine's own code, followed by its message where that can only name the
    /// program's own SQL.
    case statement(state: String)
    /// The connection broke while the commit was under way: it may have happened, or not.
    ///
    /// Do it again only where doing it twice is harmless, as with a job's key or a form's key.
    case outcomeUnknown
    /// The file or the role may only be read.
    case readOnly
    /// A value that not both engines can store: text with a NUL character, a number that is none,
    /// or more bytes than `SQLValue.bytesMax`.
    case unstorable
    /// The database was closed.
    case closed

    package var code: String {
        switch self {
        case .unavailable: "storage.unavailable"
        case .full: "storage.full"
        case .constraint: "storage.constraint"
        case .conflict: "storage.conflict"
        case .timeout: "storage.timeout"
        case .corrupt: "storage.corrupt"
        case .tooNew: "storage.too-new"
        case .migrationChanged: "storage.migration-changed"
        case .migrationNeeded: "storage.migration-needed"
        case .unexpectedValue: "storage.unexpected-value"
        case .statement: "storage.statement"
        case .outcomeUnknown: "storage.outcome-unknown"
        case .readOnly: "storage.read-only"
        case .unstorable: "storage.unstorable"
        case .closed: "storage.closed"
        }
    }
}
