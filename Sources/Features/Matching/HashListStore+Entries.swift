// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// Entries: those of an import that is not published are not there for anybody else.
extension HashListStore {
    // LIMIT: rows of one statement: three values each, of the 32 766 that SQLite takes.
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
    func add(
        _ fingerprints: [Fingerprint], to list: HashList.ID, of importID: HashImport.ID,
        change: Int64, at time: Timestamp, in transaction: any SQLTransaction
    ) throws -> Int {
        var generator = SystemRandomNumberGenerator()
        var added = 0
        for start in stride(from: 0, to: fingerprints.count, by: Self.statementRowsMax) {
            let end = min(start + Self.statementRowsMax, fingerprints.count)
            var rows = SQLQuery.Interpolation(
                literalCapacity: 0, interpolationCount: (end - start) * 4)
            var isFirst = true
            for fingerprint in fingerprints[start..<end] {
                rows.appendLiteral(isFirst ? "(" : ", (")
                isFirst = false
                rows.appendInterpolation(HashEntry.ID(at: time, using: &generator))
                rows.appendLiteral(", ")
                rows.appendInterpolation(fingerprint.kind)
                rows.appendLiteral(", ")
                rows.appendInterpolation(fingerprint.bytes)
                rows.appendLiteral(")")
            }
            added += try transaction.execute(
                """
                INSERT INTO hash_entry (id, list_id, import_id, kind, fingerprint, change, added_at)
                SELECT column1, \(list), \(importID), column2, column3, \(change), \(time)
                FROM (VALUES \(query: SQLQuery(stringInterpolation: rows))) AS v
                WHERE true
                ON CONFLICT (fingerprint, kind, list_id) DO NOTHING
                """)
        }
        return added
    }

    /// Whether the entry was there and not withdrawn.
    func withdraw(
        _ id: HashEntry.ID, reason: String, change: Int64, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE hash_entry
            SET withdrawn_at = \(time), withdrawn_reason = \(reason), change = \(change)
            WHERE id = \(id) AND withdrawn_at IS NULL
            """) == 1
    }

    private static let entryColumns: SQLQuery = """
        e.id, e.list_id, e.kind, e.fingerprint, e.added_at, e.withdrawn_at, e.withdrawn_reason
        """

    private static func readEntry(_ row: SQLRow) throws -> HashEntry {
        HashEntry(
            id: try row.get(0), listID: try row.get(1),
            fingerprint: try .read(row, kind: 2, bytes: 3), addedAt: try row.get(4),
            withdrawnAt: try row.optional(5), withdrawnReason: try row.optional(6))
    }
}
