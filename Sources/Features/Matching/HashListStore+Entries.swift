// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
package import NightlightCore
package import Storage

/// Entries: those of an import that is not published are not there for anybody else.
extension HashListStore {
    // LIMIT: rows of one statement: five values each, of the 32 766 that SQLite takes.
    static let statementRowsMax = 500

    // LIMIT: entries given at once; whoever wants more goes on after the last.
    package static let pageRowsMax = 1_000

    package func entry(
        _ fingerprint: Fingerprint, of list: HashList.ID, in transaction: any SQLTransaction
    ) throws -> HashEntry? {
        try transaction.first(
            """
            SELECT \(query: Self.entryColumns) FROM hash_entry AS e
            WHERE e.fingerprint = \(fingerprint.bytes) AND e.kind = \(fingerprint.kind)
                AND e.list_id = \(list) AND \(query: EntryLookup.isPublished) LIMIT 1
            """, Self.readEntry)
    }

    package func entry(
        _ id: HashEntry.ID, in transaction: any SQLTransaction
    ) throws -> HashEntry? {
        try transaction.first(
            """
            SELECT \(query: Self.entryColumns) FROM hash_entry AS e
            WHERE e.id = \(id) AND \(query: EntryLookup.isPublished) LIMIT 1
            """, Self.readEntry)
    }

    /// A list's entries in the order they were added, `limit` at a time.
    package func entries(
        of list: HashList.ID, after: HashEntry.ID? = nil, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [HashEntry] {
        let limit = max(1, min(limit, Self.pageRowsMax))
        return try transaction.all(
            """
            SELECT \(query: Self.entryColumns) FROM hash_entry AS e
            WHERE e.list_id = \(list) AND e.id > \(after?.text ?? "")
                AND \(query: EntryLookup.isPublished)
            ORDER BY e.id LIMIT \(limit)
            """, Self.readEntry)
    }

    /// The entries with this fingerprint, withdrawn ones too, on every list.
    package func entries(
        with fingerprint: Fingerprint, in transaction: any SQLTransaction
    ) throws -> [HashEntry] {
        try transaction.all(
            """
            SELECT \(query: Self.entryColumns) FROM hash_entry AS e
            WHERE e.fingerprint = \(fingerprint.bytes) AND e.kind = \(fingerprint.kind)
                AND \(query: EntryLookup.isPublished)
            ORDER BY e.list_id LIMIT \(Self.listsMax)
            """, Self.readEntry)
    }

    /// Adds what a list does not have yet, and returns how many that were.
    ///
    /// An entry that is there stays as it is; above all, a withdrawn one stays withdrawn.
    ///
    /// - Parameter hold: puts all of them into quarantine.
    func add(
        _ entries: [IncomingEntry], hold: HoldCause? = nil, to list: HashList.ID,
        of importID: HashImport.ID, change: Int64, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> Int {
        var added = 0
        for start in stride(from: 0, to: entries.count, by: Self.statementRowsMax) {
            let end = min(start + Self.statementRowsMax, entries.count)
            let rows = Self.rows(entries[start..<end], at: time)
            // Two statements, because PostgreSQL takes a NULL of no type for a text.
            let query: SQLQuery =
                if let hold {
                    """
                    INSERT INTO hash_entry (id, list_id, import_id, kind, fingerprint, change,
                        added_at, category, note, held_at, held_cause)
                    SELECT column1, \(list), \(importID), column2, column3, \(change), \(time),
                        NULLIF(column4, ''), NULLIF(column5, ''), \(time), \(hold)
                    FROM (VALUES \(query: rows)) AS v
                    WHERE true
                    ON CONFLICT (fingerprint, kind, list_id) DO NOTHING
                    """
                } else {
                    """
                    INSERT INTO hash_entry (id, list_id, import_id, kind, fingerprint, change,
                        added_at, category, note)
                    SELECT column1, \(list), \(importID), column2, column3, \(change), \(time),
                        NULLIF(column4, ''), NULLIF(column5, '')
                    FROM (VALUES \(query: rows)) AS v
                    WHERE true
                    ON CONFLICT (fingerprint, kind, list_id) DO NOTHING
                    """
                }
            added += try transaction.execute(query)
        }
        return added
    }

    private static func rows(_ entries: ArraySlice<IncomingEntry>, at time: Timestamp) -> SQLQuery {
        var generator = SystemRandomNumberGenerator()
        var rows = SQLQuery.Interpolation(
            literalCapacity: 0, interpolationCount: entries.count * 6)
        var isFirst = true
        for entry in entries {
            rows.appendLiteral(isFirst ? "(" : ", (")
            isFirst = false
            rows.appendInterpolation(HashEntry.ID(at: time, using: &generator))
            rows.appendLiteral(", ")
            rows.appendInterpolation(entry.fingerprint.kind)
            rows.appendLiteral(", ")
            rows.appendInterpolation(entry.fingerprint.bytes)
            rows.appendLiteral(", ")
            rows.appendInterpolation(entry.category ?? "")
            rows.appendLiteral(", ")
            rows.appendInterpolation(entry.note ?? "")
            rows.appendLiteral(")")
        }
        return SQLQuery(stringInterpolation: rows)
    }

    /// Adds one entry by hand; whether the list did not have it.
    func insert(
        _ entry: HashEntry, change: Int64, in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO hash_entry (id, list_id, kind, fingerprint, change, added_at, added_by,
                confirmed_by, note, held_at, held_cause)
            VALUES (\(entry.id), \(entry.listID), \(entry.fingerprint.kind),
                \(entry.fingerprint.bytes), \(change), \(entry.addedAt),
                \(entry.origin.addedBy), \(entry.origin.confirmedBy), \(entry.origin.note),
                \(entry.hold?.at), \(entry.hold?.cause))
            ON CONFLICT (fingerprint, kind, list_id) DO NOTHING
            """) == 1
    }

    /// Whether the entry was there and not withdrawn; it leaves the quarantine too.
    func withdraw(
        _ id: HashEntry.ID, reason: String, change: Int64, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE hash_entry
            SET withdrawn_at = \(time), withdrawn_reason = \(reason), held_at = NULL,
                held_cause = NULL, change = \(change)
            WHERE id = \(id) AND withdrawn_at IS NULL
            """) == 1
    }

    /// Whether the entry was withdrawn, and no longer is.
    func restore(
        _ id: HashEntry.ID, change: Int64, in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE hash_entry
            SET withdrawn_at = NULL, withdrawn_reason = NULL, change = \(change)
            WHERE id = \(id) AND withdrawn_at IS NOT NULL
            """) == 1
    }

    /// Whether the entry was in use, and is in quarantine now.
    func hold(
        _ id: HashEntry.ID, _ cause: HoldCause, change: Int64, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE hash_entry
            SET held_at = \(time), held_cause = \(cause), change = \(change)
            WHERE id = \(id) AND withdrawn_at IS NULL AND held_at IS NULL
            """) == 1
    }

    /// Whether the entry was in quarantine, and is in use now.
    func release(
        _ id: HashEntry.ID, change: Int64, at time: Timestamp, in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE hash_entry
            SET held_at = NULL, held_cause = NULL, released_at = \(time), change = \(change)
            WHERE id = \(id) AND held_at IS NOT NULL
            """) == 1
    }

    /// Entries in quarantine on any list, in the order they were added, `limit` at a time.
    package func held(
        after: HashEntry.ID? = nil, limit: Int, in transaction: any SQLTransaction
    ) throws -> [HashEntry] {
        let limit = max(1, min(limit, Self.pageRowsMax))
        return try transaction.all(
            """
            SELECT \(query: Self.entryColumns) FROM hash_entry AS e
            WHERE e.held_at IS NOT NULL AND e.id > \(after?.text ?? "")
                AND \(query: EntryLookup.isPublished)
            ORDER BY e.id LIMIT \(limit)
            """, Self.readEntry)
    }

    /// The pictures of a list that count, `limit` at a time.
    func pictures(
        of list: HashList.ID, after: HashEntry.ID?, limit: Int, in transaction: any SQLTransaction
    ) throws -> [(id: HashEntry.ID, bytes: [UInt8])] {
        try transaction.all(
            """
            SELECT e.id, e.fingerprint FROM hash_entry AS e
            WHERE e.list_id = \(list) AND e.kind = 'pdq' AND length(e.fingerprint) = 32
                AND e.id > \(after?.text ?? "")
                AND e.withdrawn_at IS NULL AND e.held_at IS NULL
                AND \(query: EntryLookup.isPublished)
            ORDER BY e.id LIMIT \(limit)
            """
        ) { (id: try $0.get(0), bytes: try $0.get(1)) }
    }

    /// Which of these fingerprints are on an enabled list of a kind, and count there.
    func present(
        of fingerprints: [Fingerprint], on kind: HashList.Kind, in transaction: any SQLTransaction
    ) throws -> Set<Fingerprint> {
        var present: Set<Fingerprint> = []
        let enabled = try all(in: transaction).filter { $0.kind == kind && $0.isEnabled }
        guard !enabled.isEmpty else { return present }
        for start in stride(from: 0, to: fingerprints.count, by: Self.statementRowsMax) {
            let part = fingerprints[start..<min(start + Self.statementRowsMax, fingerprints.count)]
            let found = try transaction.all(
                """
                SELECT e.kind, e.fingerprint FROM hash_entry AS e
                WHERE e.fingerprint IN \(list: part.map(\.bytes))
                    AND e.list_id IN \(list: enabled.map(\.id))
                    AND e.withdrawn_at IS NULL AND e.held_at IS NULL
                    AND \(query: EntryLookup.isPublished)
                """
            ) { try Fingerprint.read($0, kind: 0, bytes: 1) }
            present.formUnion(found)
        }
        return present
    }

    /// The first of the enabled lists of a kind that has a fingerprint, and its note there.
    func said(
        of fingerprint: Fingerprint, on kind: HashList.Kind, in transaction: any SQLTransaction
    ) throws -> (listName: String, note: String?)? {
        try transaction.first(
            """
            SELECT l.name, e.note FROM hash_entry AS e JOIN hash_list AS l ON l.id = e.list_id
            WHERE e.fingerprint = \(fingerprint.bytes) AND e.kind = \(fingerprint.kind)
                AND l.kind = \(kind) AND \(query: EntryLookup.counts)
            ORDER BY l.name LIMIT 1
            """
        ) { (listName: try $0.get(0), note: try $0.optional(1)) }
    }

    private static let entryColumns: SQLQuery = """
        e.id, e.list_id, e.kind, e.fingerprint, e.added_at, e.withdrawn_at, e.withdrawn_reason,
        e.import_id,
        COALESCE(e.added_by, (SELECT m.started_by FROM hash_import AS m WHERE m.id = e.import_id)),
        e.confirmed_by, e.category, e.note, e.held_at, e.held_cause, e.released_at
        """

    private static func readEntry(_ row: SQLRow) throws -> HashEntry {
        let cause = try row.optional(13, as: HoldCause.self)
        return HashEntry(
            id: try row.get(0), listID: try row.get(1),
            fingerprint: try .read(row, kind: 2, bytes: 3),
            origin: HashEntry.Origin(
                importID: try row.optional(7), addedBy: try row.get(8),
                confirmedBy: try row.optional(9), category: try row.optional(10),
                note: try row.optional(11)), addedAt: try row.get(4),
            withdrawnAt: try row.optional(5), withdrawnReason: try row.optional(6),
            hold: try cause.map { HashEntry.Hold(at: try row.get(12), cause: $0) },
            releasedAt: try row.optional(14))
    }
}
