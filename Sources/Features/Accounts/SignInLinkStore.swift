// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Sealing
import Storage

/// The table `sign_in_link`: links that can still be used; a row whose seal is wrong is absent.
///
/// The seal is also bound to the password that the account has as the link is made. So a link that
/// was used and put back opens nothing: the password is another one by then.
struct SignInLinkStore: Sendable {
    struct Row: SealedRecord {
        let tokenHash: [UInt8]
        let accountID: Account.ID
        let createdAt: Timestamp
        let expiresAt: Timestamp
        /// The account's, in its own row.
        var passwordHash: String?

        func bound(to passwordHash: String?) -> Row {
            var row = self
            row.passwordHash = passwordHash
            return row
        }

        var table: SealedTable { .signInLink }
        var subject: AuditSubject { .account(accountID) }
        var sealed: SealedRow {
            SealedRow(
                table: table.rawValue,
                [
                    "token_hash": .bytes(tokenHash), "account_id": .text(accountID.text),
                    "created_at": .time(createdAt), "expires_at": .time(expiresAt),
                    "password_hash": .text(passwordHash),
                ])
        }
    }

    let seals: RowSeals
    let accounts: AccountStore

    private enum Column: String, SQLColumn {
        case tokenHash = "token_hash"
        case accountID = "account_id"
        case createdAt = "created_at"
        case expiresAt = "expires_at"
        case seal
    }

    func insert(_ row: Row, in transaction: any SQLTransaction) throws {
        // A new link replaces the ones before: only the last that was sent works.
        try deleteAll(of: row.accountID, in: transaction)
        try transaction.execute(
            """
            INSERT INTO sign_in_link \(values: Column.self, [
                .tokenHash: row.tokenHash, .accountID: row.accountID, .createdAt: row.createdAt,
                .expiresAt: row.expiresAt, .seal: seals.seal(row),
            ])
            """)
    }

    /// The account of a link that can still be used.
    ///
    /// - Parameter locking: whether it is going to be used. The account is locked before the link,
    ///   as everywhere, so that of two who use it at once the second finds it gone.
    func account(
        of hash: [UInt8], at time: Timestamp, locking: Bool = false,
        in transaction: any SQLTransaction
    ) throws -> AccountRow? {
        let owner: Account.ID? = try transaction.value(
            "SELECT account_id FROM sign_in_link WHERE token_hash = \(hash)")
        guard let owner, let account = try accounts.find(owner, locking: locking, in: transaction)
        else { return nil }
        let found = try transaction.first(
            """
            SELECT \(columns: Column.self) FROM sign_in_link
            WHERE token_hash = \(hash) AND expires_at > \(time)
            """
        ) { (row: inout NamedRow<Column>) in
            try Self.read(&row, passwordHash: account.passwordHash)
        }
        guard let found, found.row.accountID == account.id, seals.accept(found.row, found.seal)
        else { return nil }
        return account
    }

    func deleteAll(of account: Account.ID, in transaction: any SQLTransaction) throws {
        try transaction.execute("DELETE FROM sign_in_link WHERE account_id = \(account)")
    }

    /// Looks at every row, for whoever counts the refused ones.
    func checkAll(in transaction: any SQLTransaction) throws {
        let rows = try transaction.all("SELECT \(columns: Column.self) FROM sign_in_link") { row in
            try Self.read(&row, passwordHash: nil)
        }
        for (row, seal) in rows {
            let account = try accounts.find(row.accountID, in: transaction)
            _ = seals.accept(row.bound(to: account?.passwordHash), seal)
        }
    }

    private static func read(
        _ row: inout NamedRow<Column>, passwordHash: String?
    ) throws -> (row: Row, seal: [UInt8]) {
        let link = Row(
            tokenHash: try row.get(.tokenHash), accountID: try row.get(.accountID),
            createdAt: try row.get(.createdAt), expiresAt: try row.get(.expiresAt),
            passwordHash: passwordHash)
        return (link, try row.get(.seal))
    }
}
