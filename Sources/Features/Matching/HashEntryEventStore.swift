// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Storage

/// The table `hash_entry_event`.
package struct HashEntryEventStore: Sendable {
    package init() {}

    // LIMIT: events of one entry that are shown: somebody withdrew or released it.
    private static let eventsMax = 200

    // LIMIT: removals given at once; whoever wants more goes on after the last.
    package static let pageRowsMax = 1_000

    private static let columns: SQLQuery = """
        v.id, v.entry_id, v.list_id, v.kind, v.actor, v.reason, v.cause, v.at
        """

    func insert(_ event: HashEntryEvent, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO hash_entry_event (id, entry_id, list_id, kind, actor, reason, cause, at)
            VALUES (\(event.id), \(event.entryID), \(event.listID), \(event.kind),
                \(event.actor), \(event.reason), \(event.cause), \(event.at))
            """)
    }

    /// What happened to an entry, the oldest first.
    package func events(
        of entry: HashEntry.ID, in transaction: any SQLTransaction
    ) throws -> [HashEntryEvent] {
        try transaction.all(
            """
            SELECT \(query: Self.columns) FROM hash_entry_event AS v
            WHERE v.entry_id = \(entry) ORDER BY v.id LIMIT \(Self.eventsMax)
            """, Self.read)
    }

    /// How an entry was last taken out of use.
    func lastRemoval(
        of entry: HashEntry.ID, in transaction: any SQLTransaction
    ) throws -> HashEntryEvent? {
        try transaction.first(
            """
            SELECT \(query: Self.columns) FROM hash_entry_event AS v
            WHERE v.entry_id = \(entry) AND v.kind = 'withdrawn' ORDER BY v.id DESC LIMIT 1
            """, Self.read)
    }

    /// The removals from a list in their order, `limit` at a time.
    package func removals(
        from list: HashList.ID, after: HashEntryEvent.ID?, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [HashRemoval] {
        let limit = max(1, min(limit, Self.pageRowsMax))
        return try transaction.all(
            """
            SELECT \(query: Self.columns), e.kind, e.fingerprint,
                CASE WHEN e.withdrawn_at IS NULL THEN 0 ELSE 1 END
            FROM hash_entry_event AS v JOIN hash_entry AS e ON e.id = v.entry_id
            WHERE v.list_id = \(list) AND v.kind = 'withdrawn' AND v.id > \(after?.text ?? "")
            ORDER BY v.id LIMIT \(limit)
            """
        ) { row in
            HashRemoval(
                event: try Self.read(row), fingerprint: try .read(row, kind: 8, bytes: 9),
                isInForce: try row.get(10))
        }
    }

    private static func read(_ row: SQLRow) throws -> HashEntryEvent {
        HashEntryEvent(
            id: try row.get(0), entryID: try row.get(1), listID: try row.get(2),
            kind: try row.get(3), actor: try row.get(4), reason: try row.optional(5),
            cause: try row.optional(6), at: try row.get(7))
    }
}
