// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Storage

/// The tables `provider` and `provider_token`.
package struct ProviderStore: Sendable {
    package init() {}

    private static let columns: SQLQuery =
        "id, identifier, name, abuse_email, language, created_at, disabled_at"

    /// Whether the identifier was free.
    func insert(_ provider: Provider, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO provider (id, identifier, name, abuse_email, language, created_at)
            VALUES (\(provider.id), \(provider.identifier), \(provider.name),
                \(provider.abuseEmail), \(provider.language.rawValue), \(provider.createdAt))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    func isTaken(name: String, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.count(
            "SELECT count(*) FROM provider WHERE lower(name) = lower(\(name))") > 0
    }

    package func find(_ id: Provider.ID, in transaction: any SQLTransaction) throws -> Provider? {
        try transaction.first(
            "SELECT " + Self.columns + " FROM provider WHERE id = \(id) LIMIT 1", Self.read)
    }

    package func find(
        identifier: ProviderIdentifier, in transaction: any SQLTransaction
    ) throws -> Provider? {
        try transaction.first(
            "SELECT " + Self.columns + " FROM provider WHERE identifier = \(identifier) LIMIT 1",
            Self.read)
    }

    package func list(
        after: Provider.ID?, limit: Int, in transaction: any SQLTransaction
    ) throws -> [Provider] {
        let limit = max(1, min(limit, AccountLimits.pageRowsMax))
        return try transaction.all(
            "SELECT " + Self.columns
                + " FROM provider WHERE id > \(after?.text ?? "") ORDER BY id LIMIT \(limit)",
            Self.read)
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
            INSERT INTO provider_token (prefix, provider_id, secret_hash, created_at)
            VALUES (\(prefix), \(id), \(hash), \(time))
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
            SELECT provider_id, secret_hash, used_at, revoked_at
            FROM provider_token WHERE prefix = \(prefix) LIMIT 1
            """
        ) {
            TokenRow(
                providerID: try $0.get(0), hash: try $0.get(1), usedAt: try $0.optional(2),
                revokedAt: try $0.optional(3))
        }
    }

    package func tokens(of id: Provider.ID, in transaction: any SQLTransaction) throws
        -> [ProviderToken]
    {
        try transaction.all(
            """
            SELECT prefix, created_at, used_at, revoked_at
            FROM provider_token WHERE provider_id = \(id)
            ORDER BY created_at, prefix LIMIT \(AccountLimits.pageRowsMax)
            """
        ) {
            ProviderToken(
                prefix: try $0.get(0), createdAt: try $0.get(1), usedAt: try $0.optional(2),
                revokedAt: try $0.optional(3))
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
        try transaction.first(
            """
            UPDATE provider_token SET revoked_at = \(time)
            WHERE prefix = \(prefix) AND revoked_at IS NULL RETURNING provider_id
            """
        ) { try $0.get(0) }
    }

    private static func read(_ row: SQLRow) throws -> Provider {
        guard let language = Language(rawValue: try row.get(4)) else {
            throw StorageError.unexpectedValue(column: 4)
        }
        return Provider(
            id: try row.get(0), identifier: try row.get(1), name: try row.get(2),
            abuseEmail: try row.optional(3), language: language, createdAt: try row.get(5),
            disabledAt: try row.optional(6))
    }
}
