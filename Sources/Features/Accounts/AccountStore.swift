// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
package import Storage

/// The table `account`.
///
/// A row whose seal is wrong, or that was put back after the audit log told of a later one, is
/// absent to everybody who asks here.
package struct AccountStore: Sendable {
    let seals: RowSeals
    private let events = AuditEventStore()

    init(seals: RowSeals) { self.seals = seals }

    private enum Column: String, SQLColumn {
        case id, name
        case nameKey = "name_key"
        case email, role, language
        case passwordHash = "password_hash"
        case createdAt = "created_at"
        case disabledAt = "disabled_at"
        case version, seal
    }

    /// What somebody is called, for a page that tells who did something; nobody may do anything
    /// by it, so the seal is not asked.
    package static func name(
        of id: Account.ID, in transaction: any SQLTransaction
    ) throws -> String? {
        try transaction.value("SELECT name FROM account WHERE id = \(id)")
    }

    /// Whether the name was free.
    func insert(_ row: AccountRow, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO account \(values: Column.self, [
                .id: row.id, .name: row.name, .nameKey: row.nameKey, .email: row.email,
                .role: row.role, .language: row.language, .passwordHash: row.passwordHash,
                .createdAt: row.createdAt, .disabledAt: row.disabledAt, .version: row.version,
                .seal: seals.seal(row),
            ])
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// - Parameter locking: whether the row is going to be changed, or something because of it:
    ///   wherever a transaction writes, so that the row and the events that tell of it are of one
    ///   moment.
    func find(
        _ id: Account.ID, locking: Bool = false, in transaction: any SQLTransaction
    ) throws -> AccountRow? {
        try first(
            "SELECT \(columns: Column.self) FROM account WHERE id = \(id)", locking, transaction)
    }

    /// In one statement whether there is one or not.
    func find(nameKey: String, in transaction: any SQLTransaction) throws -> AccountRow? {
        try first(
            "SELECT \(columns: Column.self) FROM account WHERE name_key = \(nameKey)", false,
            transaction)
    }

    /// Accounts in order of creation, after the given one.
    func list(
        after: Account.ID?, limit: Int, in transaction: any SQLTransaction
    ) throws -> [AccountRow] {
        let limit = max(1, min(limit, AccountLimits.pageRowsMax))
        var accepted: [AccountRow] = []
        var last = after
        while accepted.count < limit {
            let wanted = limit - accepted.count
            let page = try transaction.all(
                """
                SELECT \(columns: Column.self) FROM account
                WHERE id > \(last?.text ?? "") ORDER BY id LIMIT \(wanted)
                """, Self.read)
            for (row, seal) in page where try isAccepted(row, seal, in: transaction) {
                accepted.append(row)
            }
            guard page.count == wanted else { break }
            last = page.last?.row.id
        }
        return accepted
    }

    /// Looks at every row once, for whoever counts the refused ones.
    func checkAll(in transaction: any SQLTransaction) throws {
        var last: Account.ID?
        while true {
            let page = try transaction.all(
                """
                SELECT \(columns: Column.self) FROM account
                WHERE id > \(last?.text ?? "") ORDER BY id LIMIT \(AccountLimits.pageRowsMax)
                """, Self.read)
            for (row, seal) in page { _ = try isAccepted(row, seal, in: transaction) }
            guard page.count == AccountLimits.pageRowsMax else { return }
            last = page.last?.row.id
        }
    }

    /// Writes the row anew; `row` was read for it with `locking`.
    func update(_ row: AccountRow, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            UPDATE account SET \(set: Column.self, [
                .role: row.role, .passwordHash: row.passwordHash, .disabledAt: row.disabledAt,
                .version: row.version, .seal: seals.seal(row),
            ]) WHERE id = \(row.id)
            """)
    }

    /// Locks the administrators' rows, so that two cannot disable each other at the same time.
    func activeAdministrators(in transaction: any SQLTransaction) throws -> [Account.ID] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM account WHERE role = \(AccountRole.administrator)
            AND disabled_at IS NULL ORDER BY id \(transaction.dialect.forUpdate)
            """, Self.read
        ).filter { try isAccepted($0.row, $0.seal, in: transaction) }.map(\.row.id)
    }

    private func first(
        _ query: SQLQuery, _ locking: Bool, _ transaction: any SQLTransaction
    ) throws -> AccountRow? {
        let lock: SQLQuery = locking ? " \(transaction.dialect.forUpdate)" : ""
        guard let (row, seal) = try transaction.first(query + lock, Self.read),
            try isAccepted(row, seal, in: transaction)
        else { return nil }
        return row
    }

    private func isAccepted(
        _ row: AccountRow, _ seal: [UInt8], in transaction: any SQLTransaction
    ) throws -> Bool {
        guard seals.accept(row, seal) else { return false }
        let told = try events.count(
            of: row.subject, kinds: AccountRow.changes, in: transaction)
        guard told > row.version else { return true }
        seals.refuse(row, seal, .rolledBack)
        return false
    }

    private static func read(
        _ row: inout NamedRow<Column>
    ) throws -> (row: AccountRow, seal: [UInt8]) {
        let account = AccountRow(
            id: try row.get(.id), name: try row.get(.name), nameKey: try row.get(.nameKey),
            email: try row.get(.email), role: try row.get(.role),
            language: try row.get(.language), passwordHash: try row.get(.passwordHash),
            createdAt: try row.get(.createdAt), disabledAt: try row.get(.disabledAt),
            version: try row.get(.version))
        return (account, try row.get(.seal))
    }
}
