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

    func insert(_ session: Session, hash: [UInt8], in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO session
                (token_hash, account_id, csrf_secret, created_at, seen_at, expires_at)
            VALUES (\(hash), \(session.account.id), \(session.csrfSecret), \(session.createdAt),
                \(session.createdAt), \(session.expiresAt))
            """)
    }

    func find(_ hash: [UInt8], in transaction: any SQLTransaction) throws -> Row? {
        try transaction.first(
            """
            SELECT account_id, csrf_secret, created_at, seen_at, expires_at
            FROM session WHERE token_hash = \(hash) LIMIT 1
            """
        ) {
            Row(
                accountID: try $0.get(0), csrfSecret: try $0.get(1), createdAt: try $0.get(2),
                seenAt: try $0.get(3), expiresAt: try $0.get(4))
        }
    }

    func noteUse(of hash: [UInt8], at time: Timestamp, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            "UPDATE session SET seen_at = \(time) WHERE token_hash = \(hash) AND seen_at < \(time)")
    }

    /// The account whose session it was, or `nil` when there was none.
    func delete(_ hash: [UInt8], in transaction: any SQLTransaction) throws -> Account.ID? {
        try transaction.first(
            "DELETE FROM session WHERE token_hash = \(hash) RETURNING account_id"
        ) { try $0.get(0) }
    }

    func deleteAll(of account: Account.ID, in transaction: any SQLTransaction) throws -> Int {
        try transaction.execute("DELETE FROM session WHERE account_id = \(account)")
    }

    func deleteExpired(at time: Timestamp, in transaction: any SQLTransaction) throws {
        try transaction.execute("DELETE FROM session WHERE expires_at <= \(time)")
    }
}
