// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Storage

/// The table `sign_in_link`.
struct SignInLinkStore: Sendable {
    func insert(
        hash: [UInt8], account: Account.ID, createdAt: Timestamp, expiresAt: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        // A new link replaces the ones before: only the last that was sent works.
        try deleteAll(of: account, in: transaction)
        try transaction.execute(
            """
            INSERT INTO sign_in_link (token_hash, account_id, created_at, expires_at)
            VALUES (\(hash), \(account), \(createdAt), \(expiresAt))
            """)
    }

    /// The account of a link that can still be used.
    func account(of hash: [UInt8], at time: Timestamp, in transaction: any SQLTransaction) throws
        -> Account.ID?
    {
        try transaction.value(
            """
            SELECT account_id FROM sign_in_link
            WHERE token_hash = \(hash) AND used_at IS NULL AND expires_at > \(time)
            """)
    }

    /// Uses a link up; of two at the same time only one gets the account.
    func use(_ hash: [UInt8], at time: Timestamp, in transaction: any SQLTransaction) throws
        -> Account.ID?
    {
        try transaction.value(
            """
            UPDATE sign_in_link SET used_at = \(time)
            WHERE token_hash = \(hash) AND used_at IS NULL AND expires_at > \(time)
            RETURNING account_id
            """)
    }

    func deleteAll(of account: Account.ID, in transaction: any SQLTransaction) throws {
        try transaction.execute("DELETE FROM sign_in_link WHERE account_id = \(account)")
    }
}
