// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage

/// The table `provider`.
///
/// A row whose seal is wrong, or that was put back after the audit log told of a later one, is
/// absent to everybody who asks here.
struct ProviderStore: Sendable {
    let seals: RowSeals
    private let events = AuditEventStore()

    init(seals: RowSeals) { self.seals = seals }

    private enum Column: String, SQLColumn {
        case id, identifier, name
        case abuseEmail = "abuse_email"
        case language
        case createdAt = "created_at"
        case disabledAt = "disabled_at"
        case version, seal
    }

    /// Whether the identifier was free.
    func insert(_ row: ProviderRow, in transaction: any SQLTransaction) throws -> Bool {
        let provider = row.provider
        return try transaction.execute(
            """
            INSERT INTO provider \(values: Column.self, [
                .id: provider.id, .identifier: provider.identifier, .name: provider.name,
                .abuseEmail: provider.abuseEmail, .language: provider.language,
                .createdAt: provider.createdAt, .disabledAt: provider.disabledAt,
                .version: row.version, .seal: seals.seal(row),
            ])
            ON CONFLICT DO NOTHING
            """) == 1
    }

    func isTaken(name: String, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.count(
            "SELECT count(*) FROM provider WHERE lower(name) = lower(\(name))") > 0
    }

    /// - Parameter locking: wherever a transaction writes, so that the row and the events that tell
    ///   of it are of one moment.
    func find(
        _ id: Provider.ID, locking: Bool = false, in transaction: any SQLTransaction
    ) throws -> ProviderRow? {
        try first(
            "SELECT \(columns: Column.self) FROM provider WHERE id = \(id)", locking, transaction)
    }

    func find(
        identifier: ProviderIdentifier, in transaction: any SQLTransaction
    ) throws -> ProviderRow? {
        try first(
            """
            SELECT \(columns: Column.self) FROM provider WHERE identifier = \(identifier)
            """, false, transaction)
    }

    func list(
        after: Provider.ID?, limit: Int, in transaction: any SQLTransaction
    ) throws -> [ProviderRow] {
        let limit = max(1, min(limit, AccountLimits.pageRowsMax))
        var accepted: [ProviderRow] = []
        var last = after
        while accepted.count < limit {
            let wanted = limit - accepted.count
            let page = try transaction.all(
                """
                SELECT \(columns: Column.self) FROM provider
                WHERE id > \(last?.text ?? "") ORDER BY id LIMIT \(wanted)
                """, Self.read)
            for (row, seal) in page where try isAccepted(row, seal, in: transaction) {
                accepted.append(row)
            }
            guard page.count == wanted else { break }
            last = page.last?.row.provider.id
        }
        return accepted
    }

    /// Looks at every row once, for whoever counts the refused ones.
    func checkAll(in transaction: any SQLTransaction) throws {
        var last: Provider.ID?
        while true {
            let page = try transaction.all(
                """
                SELECT \(columns: Column.self) FROM provider
                WHERE id > \(last?.text ?? "") ORDER BY id LIMIT \(AccountLimits.pageRowsMax)
                """, Self.read)
            for (row, seal) in page { _ = try isAccepted(row, seal, in: transaction) }
            guard page.count == AccountLimits.pageRowsMax else { return }
            last = page.last?.row.provider.id
        }
    }

    /// Writes the row anew; `row` was read for it with `locking`.
    func update(_ row: ProviderRow, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            UPDATE provider SET \(set: Column.self, [
                .disabledAt: row.provider.disabledAt, .version: row.version,
                .seal: seals.seal(row),
            ]) WHERE id = \(row.provider.id)
            """)
    }

    private func first(
        _ query: SQLQuery, _ locking: Bool, _ transaction: any SQLTransaction
    ) throws -> ProviderRow? {
        let lock: SQLQuery = locking ? " \(transaction.dialect.forUpdate)" : ""
        guard let (row, seal) = try transaction.first(query + lock, Self.read),
            try isAccepted(row, seal, in: transaction)
        else { return nil }
        return row
    }

    private func isAccepted(
        _ row: ProviderRow, _ seal: [UInt8], in transaction: any SQLTransaction
    ) throws -> Bool {
        guard seals.accept(row, seal) else { return false }
        let told = try events.count(
            of: row.subject, kinds: ProviderRow.changes, in: transaction)
        guard told > row.version else { return true }
        seals.refuse(row, seal, .rolledBack)
        return false
    }

    private static func read(
        _ row: inout NamedRow<Column>
    ) throws -> (row: ProviderRow, seal: [UInt8]) {
        let provider = Provider(
            id: try row.get(.id), identifier: try row.get(.identifier), name: try row.get(.name),
            abuseEmail: try row.get(.abuseEmail), language: try row.get(.language),
            createdAt: try row.get(.createdAt), disabledAt: try row.get(.disabledAt))
        let found = ProviderRow(provider: provider, version: try row.get(.version))
        return (found, try row.get(.seal))
    }
}
