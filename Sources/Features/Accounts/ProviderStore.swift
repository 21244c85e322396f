// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Storage

/// The tables `provider` and `provider_token`.
package struct ProviderStore: Sendable {
    package init() {}

    private enum Column: String, SQLColumn {
        case id, identifier, name
        case abuseEmail = "abuse_email"
        case language
        case createdAt = "created_at"
        case disabledAt = "disabled_at"
    }

    private enum TokenColumn: String, SQLColumn {
        case prefix
        case providerID = "provider_id"
        case secretHash = "secret_hash"
        case createdAt = "created_at"
        case usedAt = "used_at"
        case revokedAt = "revoked_at"
    }

    /// Whether the identifier was free.
    func insert(_ provider: Provider, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO provider \(values: Column.self, [
                .id: provider.id, .identifier: provider.identifier, .name: provider.name,
                .abuseEmail: provider.abuseEmail, .language: provider.language,
                .createdAt: provider.createdAt, .disabledAt: provider.disabledAt,
            ])
            ON CONFLICT DO NOTHING
            """) == 1
    }

    func isTaken(name: String, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.count(
            "SELECT count(*) FROM provider WHERE lower(name) = lower(\(name))") > 0
    }

    package func find(_ id: Provider.ID, in transaction: any SQLTransaction) throws -> Provider? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM provider WHERE id = \(id)", Self.read)
    }

    package func find(
        identifier: ProviderIdentifier, in transaction: any SQLTransaction
    ) throws -> Provider? {
        try transaction.first(
            """
            SELECT \(columns: Column.self) FROM provider WHERE identifier = \(identifier)
            """, Self.read)
    }

    package func list(
        after: Provider.ID?, limit: Int, in transaction: any SQLTransaction
    ) throws -> [Provider] {
        let limit = max(1, min(limit, AccountLimits.pageRowsMax))
        return try transaction.all(
            """
            SELECT \(columns: Column.self) FROM provider
            WHERE id > \(after?.text ?? "") ORDER BY id LIMIT \(limit)
            """, Self.read)
    }

    func setDisabled(
        _ time: Timestamp?, of id: Provider.ID, in transaction: any SQLTransaction
    ) throws {
        try transaction.execute("UPDATE provider SET disabled_at = \(time) WHERE id = \(id)")
    }

    func insertToken(
        prefix: String, hash: [UInt8], of id: Provider.ID, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO provider_token \(values: TokenColumn.self, [
                .prefix: prefix, .providerID: id, .secretHash: hash, .createdAt: time,
            ])
            ON CONFLICT DO NOTHING
            """) == 1
    }

    struct TokenRow {
        var providerID: Provider.ID
        var hash: [UInt8]
        var usedAt: Timestamp?
        var revokedAt: Timestamp?
    }

    func token(prefix: String, in transaction: any SQLTransaction) throws -> TokenRow? {
        try transaction.first(
            """
            SELECT \(columns: TokenColumn.self) FROM provider_token WHERE prefix = \(prefix)
            """
        ) { (row: inout NamedRow<TokenColumn>) in
            TokenRow(
                providerID: try row.get(.providerID), hash: try row.get(.secretHash),
                usedAt: try row.get(.usedAt), revokedAt: try row.get(.revokedAt))
        }
    }

    package func tokens(of id: Provider.ID, in transaction: any SQLTransaction) throws
        -> [ProviderToken]
    {
        try transaction.all(
            """
            SELECT \(columns: TokenColumn.self) FROM provider_token WHERE provider_id = \(id)
            ORDER BY created_at, prefix LIMIT \(AccountLimits.pageRowsMax)
            """
        ) { (row: inout NamedRow<TokenColumn>) in
            ProviderToken(
                prefix: try row.get(.prefix), createdAt: try row.get(.createdAt),
                usedAt: try row.get(.usedAt), revokedAt: try row.get(.revokedAt))
        }
    }

    func noteUse(ofToken prefix: String, at time: Timestamp, in transaction: any SQLTransaction)
        throws
    {
        try transaction.execute(
            "UPDATE provider_token SET used_at = \(time) WHERE prefix = \(prefix)")
    }

    /// Whose token it was; `nil` when it does not exist or was revoked before.
    func revokeToken(prefix: String, at time: Timestamp, in transaction: any SQLTransaction) throws
        -> Provider.ID?
    {
        try transaction.value(
            """
            UPDATE provider_token SET revoked_at = \(time)
            WHERE prefix = \(prefix) AND revoked_at IS NULL RETURNING provider_id
            """)
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> Provider {
        Provider(
            id: try row.get(.id), identifier: try row.get(.identifier), name: try row.get(.name),
            abuseEmail: try row.get(.abuseEmail), language: try row.get(.language),
            createdAt: try row.get(.createdAt), disabledAt: try row.get(.disabledAt))
    }
}
