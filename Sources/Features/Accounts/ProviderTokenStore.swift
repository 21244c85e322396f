// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage

/// The table `provider_token`.
///
/// A row whose seal is wrong is absent, and so is one that knows nothing of its revocation while
/// the audit log does.
struct ProviderTokenStore: Sendable {
    let seals: RowSeals
    private let events = AuditEventStore()

    init(seals: RowSeals) { self.seals = seals }

    private enum Column: String, SQLColumn {
        case prefix
        case providerID = "provider_id"
        case secretHash = "secret_hash"
        case createdAt = "created_at"
        case usedAt = "used_at"
        case revokedAt = "revoked_at"
        case seal
    }

    /// Whether the prefix was free.
    func insert(_ row: ProviderTokenRow, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO provider_token \(values: Column.self, [
                .prefix: row.prefix, .providerID: row.providerID,
                .secretHash: row.secretHash, .createdAt: row.createdAt, .seal: seals.seal(row),
            ])
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// - Parameter locking: wherever a transaction writes.
    func find(
        prefix: String, locking: Bool = false, in transaction: any SQLTransaction
    ) throws -> ProviderTokenRow? {
        let lock: SQLQuery = locking ? " \(transaction.dialect.forUpdate)" : ""
        let found = try transaction.first(
            "SELECT \(columns: Column.self) FROM provider_token WHERE prefix = \(prefix)" + lock,
            Self.read)
        guard let (row, seal) = found, try isAccepted(row, seal, in: transaction) else {
            return nil
        }
        return row
    }

    func list(
        of id: Provider.ID, in transaction: any SQLTransaction
    ) throws -> [ProviderTokenRow] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM provider_token WHERE provider_id = \(id)
            ORDER BY created_at, prefix LIMIT \(AccountLimits.pageRowsMax)
            """, Self.read
        ).filter { try isAccepted($0.row, $0.seal, in: transaction) }.map(\.row)
    }

    /// Looks at every row, for whoever counts the refused ones.
    func checkAll(in transaction: any SQLTransaction) throws {
        let rows = try transaction.all(
            "SELECT \(columns: Column.self) FROM provider_token", Self.read)
        for (row, seal) in rows { _ = try isAccepted(row, seal, in: transaction) }
    }

    func noteUse(ofToken prefix: String, at time: Timestamp, in transaction: any SQLTransaction)
        throws
    {
        try transaction.execute(
            "UPDATE provider_token SET used_at = \(time) WHERE prefix = \(prefix)")
    }

    /// Writes the row anew; `row` was read for it with `locking`.
    func update(_ row: ProviderTokenRow, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            UPDATE provider_token SET revoked_at = \(row.revokedAt), seal = \(seals.seal(row))
            WHERE prefix = \(row.prefix)
            """)
    }

    private func isAccepted(
        _ row: ProviderTokenRow, _ seal: [UInt8], in transaction: any SQLTransaction
    ) throws -> Bool {
        guard seals.accept(row, seal) else { return false }
        guard row.revokedAt == nil else { return true }
        let wasRevoked = try events.contains(
            .providerTokenRevoked, of: row.subject, with: .token, row.prefix, in: transaction)
        guard wasRevoked else { return true }
        seals.refuse(row, seal, .rolledBack)
        return false
    }

    private static func read(
        _ row: inout NamedRow<Column>
    ) throws -> (row: ProviderTokenRow, seal: [UInt8]) {
        let token = ProviderTokenRow(
            prefix: try row.get(.prefix), providerID: try row.get(.providerID),
            secretHash: try row.get(.secretHash), createdAt: try row.get(.createdAt),
            usedAt: try row.get(.usedAt), revokedAt: try row.get(.revokedAt))
        return (token, try row.get(.seal))
    }
}
