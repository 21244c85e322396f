// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Storage

/// The table `account`.
package struct AccountStore: Sendable {
    package init() {}

    private static let columns: SQLQuery =
        "id, name, email, role, language, created_at, disabled_at, "
        + "CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END"

    func insert(_ account: Account, key: String, in transaction: any SQLTransaction) throws -> Bool
    {
        try transaction.execute(
            """
            INSERT INTO account (id, name, name_key, email, role, language, created_at)
            VALUES (\(account.id), \(account.name), \(key), \(account.email), \(account.role),
                \(account.language.rawValue), \(account.createdAt))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    package func find(_ id: Account.ID, in transaction: any SQLTransaction) throws -> Account? {
        try transaction.first(
            "SELECT " + Self.columns + " FROM account WHERE id = \(id) LIMIT 1", Self.read)
    }

    /// Accounts in order of creation, after the given one.
    package func list(
        after: Account.ID?, limit: Int, in transaction: any SQLTransaction
    ) throws -> [Account] {
        let limit = max(1, min(limit, AccountLimits.pageRowsMax))
        return try transaction.all(
            "SELECT " + Self.columns
                + " FROM account WHERE id > \(after?.text ?? "") ORDER BY id LIMIT \(limit)",
            Self.read)
    }

    func credentials(ofName key: String, in transaction: any SQLTransaction) throws
        -> (account: Account, passwordHash: String?)?
    {
        try transaction.first(
            "SELECT " + Self.columns
                + ", password_hash FROM account WHERE name_key = \(key) LIMIT 1"
        ) { (try Self.read($0), try $0.optional(8)) }
    }

    func passwordHash(of id: Account.ID, in transaction: any SQLTransaction) throws -> String? {
        try transaction.first("SELECT password_hash FROM account WHERE id = \(id) LIMIT 1") {
            try $0.optional(0, as: String.self)
        } ?? nil
    }

    func setPasswordHash(
        _ hash: String, of id: Account.ID, in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            "UPDATE account SET password_hash = \(hash) WHERE id = \(id)")
    }

    func setDisabled(
        _ time: Timestamp?, of id: Account.ID, in transaction: any SQLTransaction
    ) throws {
        try transaction.execute("UPDATE account SET disabled_at = \(time) WHERE id = \(id)")
    }

    func setRole(
        _ role: AccountRole, of id: Account.ID, in transaction: any SQLTransaction
    ) throws {
        try transaction.execute("UPDATE account SET role = \(role) WHERE id = \(id)")
    }

    /// Locks the administrators' rows, so that two cannot disable each other at the same time.
    func activeAdministrators(in transaction: any SQLTransaction) throws -> [Account.ID] {
        try transaction.all(
            """
            SELECT id FROM account WHERE role = \(AccountRole.administrator)
            AND disabled_at IS NULL ORDER BY id \(transaction.dialect.forUpdate)
            """
        ) { try $0.get(0) }
    }

    static func read(_ row: SQLRow) throws -> Account {
        guard let language = Language(rawValue: try row.get(4)) else {
            throw StorageError.unexpectedValue(column: 4)
        }
        return Account(
            id: try row.get(0), name: try row.get(1), email: try row.optional(2),
            role: try row.get(3), language: language, createdAt: try row.get(5),
            disabledAt: try row.optional(6), hasPassword: try row.get(7))
    }
}
