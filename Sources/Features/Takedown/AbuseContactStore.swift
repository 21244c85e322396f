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
    package func find(
        email: String, name: String, language: Language?, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> AbuseContact {
        let email = email.lowercased()
        try transaction.execute(
            """
            INSERT INTO abuse_contact (id, email, name, language, status, created_at, updated_at)
            VALUES (\(AbuseContact.ID(at: now)), \(email), \(name), \(language?.rawValue),
                \(AbuseContact.Status.unverified), \(now), \(now))
            ON CONFLICT DO NOTHING
            """)
        let found = try transaction.first(
            "SELECT \(query: Self.columns) FROM abuse_contact WHERE email = \(email)", Self.read)
        guard let found else { throw TakedownError.notFound }
        return found
    }

    package func get(_ id: AbuseContact.ID, in transaction: any SQLTransaction) throws
        -> AbuseContact?
    {
        try transaction.first(
            "SELECT \(query: Self.columns) FROM abuse_contact WHERE id = \(id)", Self.read)
    }

    /// By name, a page at a time.
    package func list(
        status: AbuseContact.Status? = nil, after: AbuseContact? = nil, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [AbuseContact] {
        var query: SQLQuery = "SELECT \(query: Self.columns) FROM abuse_contact WHERE 1 = 1"
        if let status { query = query + " AND status = \(status)" }
        if let after { query = query + " AND (name, id) > (\(after.name), \(after.id))" }
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
            SET name = \(name), language = \(language?.rawValue), updated_at = \(now)
            WHERE id = \(id)
            """) == 1
    }

    static let columns: SQLQuery = "id, email, name, language, status, created_at, updated_at"

    static func read(_ row: SQLRow) throws -> AbuseContact {
        AbuseContact(
            id: try row.get(0), email: try row.get(1), name: try row.get(2),
            language: try row.optional(3).flatMap { (text: String) in Language(rawValue: text) },
            status: try row.get(4), createdAt: try row.get(5), updatedAt: try row.get(6))
    }
}
