// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// The table `abuse_contact`.
package struct AbuseContactStore: Sendable {
    package init() {}

    /// The contact with this address, made when it is new.
    ///
    /// A known one keeps its name and language.
    package func findOrInsert(
        email: String, name: String, language: Language?, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> AbuseContact {
        let email = email.lowercased()
        try transaction.execute(
            """
            INSERT INTO abuse_contact \(values: Column.self, [
                .id: AbuseContact.ID(at: now), .email: email, .name: name, .language: language,
                .status: AbuseContact.Status.unverified, .createdAt: now, .updatedAt: now,
            ])
            ON CONFLICT DO NOTHING
            """)
        let found = try transaction.first(
            "SELECT \(columns: Column.self) FROM abuse_contact WHERE email = \(email)", Self.read)
        guard let found else { throw TakedownError.notFound }
        return found
    }

    package func find(_ id: AbuseContact.ID, in transaction: any SQLTransaction) throws
        -> AbuseContact?
    {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM abuse_contact WHERE id = \(id)", Self.read)
    }

    /// By name, a page at a time.
    package func list(
        status: AbuseContact.Status? = nil, after: AbuseContact? = nil, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [AbuseContact] {
        var query: SQLQuery = "SELECT \(columns: Column.self) FROM abuse_contact WHERE 1 = 1"
        if let status { query += " AND status = \(status)" }
        if let after { query += " AND (name, id) > (\(after.name), \(after.id))" }
        return try transaction.all(
            query + " ORDER BY name, id LIMIT \(Int64(limit))", Self.read)
    }

    /// - Returns: `false` when there is no such contact.
    @discardableResult
    package func mark(
        _ id: AbuseContact.ID, _ status: AbuseContact.Status, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE abuse_contact SET status = \(status), updated_at = \(now) WHERE id = \(id)
            """) == 1
    }

    @discardableResult
    package func rename(
        _ id: AbuseContact.ID, name: String, language: Language?, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE abuse_contact
            SET name = \(name), language = \(language), updated_at = \(now)
            WHERE id = \(id)
            """) == 1
    }

    private enum Column: String, SQLColumn {
        case id, email, name, language, status
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> AbuseContact {
        AbuseContact(
            id: try row.get(.id), email: try row.get(.email), name: try row.get(.name),
            language: try row.get(.language), status: try row.get(.status),
            createdAt: try row.get(.createdAt), updatedAt: try row.get(.updatedAt))
    }
}
