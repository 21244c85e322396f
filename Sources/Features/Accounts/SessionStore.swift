// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Sealing
import Storage

/// The table `session`; a row whose seal is wrong is absent.
struct SessionStore: Sendable {
    struct Row: SealedRecord {
        let tokenHash: [UInt8]
        let accountID: Account.ID
        let csrfSecret: [UInt8]
        let createdAt: Timestamp
        var seenAt: Timestamp
        let expiresAt: Timestamp

        var table: SealedTable { .session }
        var subject: AuditSubject { .account(accountID) }
        var sealed: SealedRow {
            SealedRow(
                table: table.rawValue,
                [
                    "token_hash": .bytes(tokenHash), "account_id": .text(accountID.text),
                    "csrf_secret": .bytes(csrfSecret), "created_at": .time(createdAt),
                    "seen_at": .time(seenAt), "expires_at": .time(expiresAt),
                ])
        }
    }

    let seals: RowSeals

    private enum Column: String, SQLColumn {
        case tokenHash = "token_hash"
        case accountID = "account_id"
        case csrfSecret = "csrf_secret"
        case createdAt = "created_at"
        case seenAt = "seen_at"
        case expiresAt = "expires_at"
        case seal
    }

    func insert(_ row: Row, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO session \(values: Column.self, [
                .tokenHash: row.tokenHash, .accountID: row.accountID,
                .csrfSecret: row.csrfSecret, .createdAt: row.createdAt,
                .seenAt: row.seenAt, .expiresAt: row.expiresAt, .seal: seals.seal(row),
            ])
            """)
    }

    func find(_ hash: [UInt8], in transaction: any SQLTransaction) throws -> Row? {
        let found = try transaction.first(
            "SELECT \(columns: Column.self) FROM session WHERE token_hash = \(hash)", Self.read)
        guard let found, seals.accept(found.row, found.seal) else { return nil }
        return found.row
    }

    /// Notes that a session, as it was read, is in use.
    func noteUse(of row: Row, at time: Timestamp, in transaction: any SQLTransaction) throws {
        var used = row
        used.seenAt = time
        try transaction.execute(
            """
            UPDATE session SET seen_at = \(time), seal = \(seals.seal(used))
            WHERE token_hash = \(row.tokenHash) AND seen_at < \(time)
            """)
    }

    /// Whether there was one.
    func delete(_ hash: [UInt8], in transaction: any SQLTransaction) throws -> Bool {
        try transaction.execute("DELETE FROM session WHERE token_hash = \(hash)") == 1
    }

    func deleteAll(of account: Account.ID, in transaction: any SQLTransaction) throws -> Int {
        try transaction.execute("DELETE FROM session WHERE account_id = \(account)")
    }

    func deleteExpired(at time: Timestamp, in transaction: any SQLTransaction) throws {
        try transaction.execute("DELETE FROM session WHERE expires_at <= \(time)")
    }

    /// Looks at every row, for whoever counts the refused ones.
    func checkAll(in transaction: any SQLTransaction) throws {
        try transaction.forEach("SELECT \(columns: Column.self) FROM session") { row in
            let (session, seal) = try Self.read(&row)
            _ = seals.accept(session, seal)
        }
    }

    private static func read(
        _ row: inout NamedRow<Column>
    ) throws -> (row: Row, seal: [UInt8]) {
        let session = Row(
            tokenHash: try row.get(.tokenHash), accountID: try row.get(.accountID),
            csrfSecret: try row.get(.csrfSecret), createdAt: try row.get(.createdAt),
            seenAt: try row.get(.seenAt), expiresAt: try row.get(.expiresAt))
        return (session, try row.get(.seal))
    }
}

extension SessionStore.Row: Concealed {}
