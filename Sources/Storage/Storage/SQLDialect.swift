// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Everything in which the two engines differ, as a closed list.
///
/// When a store needs a member that is not here, first look for portable SQL; this list grows past
/// twenty members only by mistake.
package enum SQLDialect: String, CaseIterable, Sendable {
    case sqlite
    case postgres

    func placeholder(_ number: Int) -> String {
        switch self {
        case .sqlite: "?\(number)"
        case .postgres: "$\(number)"
        }
    }

    /// After a `SELECT` that claims rows: other workers step over the rows this one holds.
    ///
    /// SQLite has one writer at a time, so there it is empty.
    package var skipLocked: SQLFragment {
        switch self {
        case .sqlite: SQLFragment(text: "")
        case .postgres: SQLFragment(text: "FOR UPDATE SKIP LOCKED")
        }
    }

    /// After a `SELECT` whose rows this transaction will change: others wait for it.
    package var forUpdate: SQLFragment {
        switch self {
        case .sqlite: SQLFragment(text: "")
        case .postgres: SQLFragment(text: "FOR UPDATE")
        }
    }

    /// A statement that makes transactions naming the same lock run one after the other, until
    /// commit.
    package func advisoryLock(_ lock: AdvisoryLock) -> SQLQuery {
        switch self {
        case .sqlite: "SELECT 1"
        case .postgres: "SELECT CAST(pg_advisory_xact_lock(\(lock.rawValue)) AS text)"
        }
    }
}

/// The named locks that serialise a transaction across processes.
package enum AdvisoryLock: Int64, Sendable {
    case migration = 1
    case auditSequence = 2
    case noticeBundling = 3
    case takedownJoining = 4
}
