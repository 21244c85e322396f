// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Storage

/// The table `session`.
struct SessionStore: Sendable {
    struct Row {
        var accountID: Account.ID
        var csrfSecret: [UInt8]
        var createdAt: Timestamp
        var seenAt: Timestamp
        var expiresAt: Timestamp
    }

    private enum Column: String, SQLColumn {
        case tokenHash = "token_hash"
        case accountID = "account_id"
        case csrfSecret = "csrf_secret"
        case createdAt = "created_at"
        case seenAt = "seen_at"
        case expiresAt = "expires_at"
    }

    func insert(_ session: Session, hash: [UInt8], in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO session \(values: Column.self, [
                .tokenHash: hash, .accountID: session.account.id,
                .csrfSecret: session.csrfSecret, .createdAt: session.createdAt,
                .seenAt: session.createdAt, .expiresAt: session.expiresAt,
            ])
            """)
    }

    func find(_ hash: [UInt8], in transaction: any SQLTransaction) throws -> Row? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM session WHERE token_hash = \(hash)"
        ) { (row: inout NamedRow<Column>) in
            Row(
                accountID: try row.get(.accountID), csrfSecret: try row.get(.csrfSecret),
                createdAt: try row.get(.createdAt), seenAt: try row.get(.seenAt),
                expiresAt: try row.get(.expiresAt))
        }
    }

    func noteUse(of hash: [UInt8], at time: Timestamp, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            "UPDATE session SET seen_at = \(time) WHERE token_hash = \(hash) AND seen_at < \(time)")
    }

    /// The account whose session it was, or `nil` when there was none.
    func delete(_ hash: [UInt8], in transaction: any SQLTransaction) throws -> Account.ID? {
        try transaction.value("DELETE FROM session WHERE token_hash = \(hash) RETURNING account_id")
    }

    func deleteAll(of account: Account.ID, in transaction: any SQLTransaction) throws -> Int {
        try transaction.execute("DELETE FROM session WHERE account_id = \(account)")
    }

    func deleteExpired(at time: Timestamp, in transaction: any SQLTransaction) throws {
        try transaction.execute("DELETE FROM session WHERE expires_at <= \(time)")
    }
}
