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

    private enum Column: String, SQLColumn {
        case id
        case entryID = "entry_id"
        case listID = "list_id"
        case kind, actor, reason, cause, at
    }

    private enum EntryColumn: String, SQLColumn {
        case kind = "e.kind"
        case fingerprint = "e.fingerprint"
        case isInForce = "CASE WHEN e.withdrawn_at IS NULL THEN 0 ELSE 1 END"
    }

    func insert(_ event: HashEntryEvent, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO hash_entry_event \(values: Column.self, [
                .id: event.id, .entryID: event.entryID, .listID: event.listID,
                .kind: event.kind, .actor: event.actor, .reason: event.reason,
                .cause: event.cause, .at: event.at,
            ])
            """)
    }

    /// What happened to an entry, the oldest first.
    package func events(
        of entry: HashEntry.ID, in transaction: any SQLTransaction
    ) throws -> [HashEntryEvent] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM hash_entry_event
            WHERE entry_id = \(entry) ORDER BY id LIMIT \(Self.eventsMax)
            """, Self.read)
    }

    /// How an entry was last taken out of use.
    func lastRemoval(
        of entry: HashEntry.ID, in transaction: any SQLTransaction
    ) throws -> HashEntryEvent? {
        try transaction.first(
            """
            SELECT \(columns: Column.self) FROM hash_entry_event
            WHERE entry_id = \(entry) AND kind = \(HashEntryEvent.Kind.withdrawn)
            ORDER BY id DESC LIMIT 1
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
            SELECT \(columns: Column.self, of: "v"), \(columns: EntryColumn.self)
            FROM hash_entry_event AS v JOIN hash_entry AS e ON e.id = v.entry_id
            WHERE v.list_id = \(list) AND v.kind = \(HashEntryEvent.Kind.withdrawn)
                AND v.id > \(after?.text ?? "")
            ORDER BY v.id LIMIT \(limit)
            """
        ) { (row: inout NamedRow<Column>) in
            var entry = row.rest(EntryColumn.self)
            return HashRemoval(
                event: try Self.read(&row),
                fingerprint: try .read(kind: entry.get(.kind), bytes: entry.get(.fingerprint)),
                isInForce: try entry.get(.isInForce))
        }
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> HashEntryEvent {
        HashEntryEvent(
            id: try row.get(.id), entryID: try row.get(.entryID), listID: try row.get(.listID),
            kind: try row.get(.kind), actor: try row.get(.actor), reason: try row.get(.reason),
            cause: try row.get(.cause), at: try row.get(.at))
    }
}
