// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Storage

/// The table `account`.
package struct AccountStore: Sendable {
    package init() {}

    private enum Column: String, SQLColumn {
        case id, name
        case nameKey = "name_key"
        case email, role, language
        case createdAt = "created_at"
        case disabledAt = "disabled_at"
        case hasPassword = "CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END"
    }

    /// Read only where a password is compared.
    private enum SecretColumn: String, SQLColumn {
        case passwordHash = "password_hash"
    }

    /// Whether the name was free.
    func insert(_ account: Account, key: String, in transaction: any SQLTransaction) throws -> Bool
    {
        try transaction.execute(
            """
            INSERT INTO account \(values: Column.self, [
                .id: account.id, .name: account.name, .nameKey: key, .email: account.email,
                .role: account.role, .language: account.language, .createdAt: account.createdAt,
                .disabledAt: account.disabledAt,
            ])
            ON CONFLICT DO NOTHING
            """) == 1
    }

    package func find(_ id: Account.ID, in transaction: any SQLTransaction) throws -> Account? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM account WHERE id = \(id)", Self.read)
    }

    /// An account with its password, in one statement whether there is one or not.
    func credentials(ofName key: String, in transaction: any SQLTransaction) throws
        -> (account: Account, passwordHash: String?)?
    {
        try transaction.first(
            """
            SELECT \(columns: Column.self), \(columns: SecretColumn.self) FROM account
            WHERE name_key = \(key)
            """
        ) { (row: inout NamedRow<Column>) in
            var secret = row.rest(SecretColumn.self)
            return (try Self.read(&row), try secret.get(.passwordHash))
        }
    }

    /// Accounts in order of creation, after the given one.
    package func list(
        after: Account.ID?, limit: Int, in transaction: any SQLTransaction
    ) throws -> [Account] {
        let limit = max(1, min(limit, AccountLimits.pageRowsMax))
        return try transaction.all(
            """
            SELECT \(columns: Column.self) FROM account
            WHERE id > \(after?.text ?? "") ORDER BY id LIMIT \(limit)
            """, Self.read)
    }

    func passwordHash(of id: Account.ID, in transaction: any SQLTransaction) throws -> String? {
        try transaction.value("SELECT password_hash FROM account WHERE id = \(id)")
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
        try transaction.values(
            """
            SELECT id FROM account WHERE role = \(AccountRole.administrator)
            AND disabled_at IS NULL ORDER BY id \(transaction.dialect.forUpdate)
            """)
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> Account {
        Account(
            id: try row.get(.id), name: try row.get(.name), email: try row.get(.email),
            role: try row.get(.role), language: try row.get(.language),
            createdAt: try row.get(.createdAt), disabledAt: try row.get(.disabledAt),
            hasPassword: try row.get(.hasPassword))
    }
}
