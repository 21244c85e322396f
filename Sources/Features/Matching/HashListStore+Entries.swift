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
            SELECT \(columns: EntryColumn.self) FROM hash_entry AS e
            WHERE e.fingerprint = \(fingerprint.bytes) AND e.kind = \(fingerprint.kind)
                AND e.list_id = \(list) AND \(query: EntryLookup.isPublished) LIMIT 1
            """, Self.readEntry)
    }

    package func entry(
        _ id: HashEntry.ID, in transaction: any SQLTransaction
    ) throws -> HashEntry? {
        try transaction.first(
            """
            SELECT \(columns: EntryColumn.self) FROM hash_entry AS e
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
            SELECT \(columns: EntryColumn.self) FROM hash_entry AS e
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
            SELECT \(columns: EntryColumn.self) FROM hash_entry AS e
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
        for part in entries.batches(of: Self.statementRowsMax) {
            let rows = Self.rows(part, at: time)
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
            INSERT INTO hash_entry \(values: NewEntryColumn.self, [
                .id: entry.id, .listID: entry.listID, .kind: entry.fingerprint.kind,
                .fingerprint: entry.fingerprint.bytes, .change: change,
                .addedAt: entry.addedAt, .addedBy: entry.origin.addedBy,
                .confirmedBy: entry.origin.confirmedBy, .note: entry.origin.note,
                .heldAt: entry.hold?.at, .heldCause: entry.hold?.cause,
            ])
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
            SELECT \(columns: EntryColumn.self) FROM hash_entry AS e
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
            SELECT \(columns: PictureColumn.self) FROM hash_entry AS e
            WHERE e.list_id = \(list) AND e.kind = 'pdq' AND length(e.fingerprint) = 32
                AND e.id > \(after?.text ?? "")
                AND e.withdrawn_at IS NULL AND e.held_at IS NULL
                AND \(query: EntryLookup.isPublished)
            ORDER BY e.id LIMIT \(limit)
            """
        ) { (row: inout NamedRow<PictureColumn>) in
            (id: try row.get(.id), bytes: try row.get(.fingerprint))
        }
    }

    /// Which of these fingerprints are on an enabled list of a kind, and count there.
    func present(
        of fingerprints: [Fingerprint], on kind: HashList.Kind, in transaction: any SQLTransaction
    ) throws -> Set<Fingerprint> {
        var present: Set<Fingerprint> = []
        let enabled = try self.list(in: transaction).filter { $0.kind == kind && $0.isEnabled }
        guard !enabled.isEmpty else { return present }
        for part in fingerprints.batches(of: Self.statementRowsMax) {
            let found = try transaction.all(
                """
                SELECT \(columns: FingerprintColumn.self) FROM hash_entry AS e
                WHERE e.fingerprint IN \(list: part.map(\.bytes))
                    AND e.list_id IN \(list: enabled.map(\.id))
                    AND e.withdrawn_at IS NULL AND e.held_at IS NULL
                    AND \(query: EntryLookup.isPublished)
                """
            ) { (row: inout NamedRow<FingerprintColumn>) in try Fingerprint.read(&row) }
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
            SELECT \(columns: SaidColumn.self)
            FROM hash_entry AS e JOIN hash_list AS l ON l.id = e.list_id
            WHERE e.fingerprint = \(fingerprint.bytes) AND e.kind = \(fingerprint.kind)
                AND l.kind = \(kind) AND \(query: EntryLookup.counts)
            ORDER BY l.name LIMIT 1
            """
        ) { (row: inout NamedRow<SaidColumn>) in
            (listName: try row.get(.listName), note: try row.get(.note))
        }
    }

    private enum EntryColumn: String, SQLColumn {
        case id = "e.id"
        case listID = "e.list_id"
        case kind = "e.kind"
        case fingerprint = "e.fingerprint"
        case importID = "e.import_id"
        case addedBy = """
            COALESCE(e.added_by,
                (SELECT m.started_by FROM hash_import AS m WHERE m.id = e.import_id))
            """
        case confirmedBy = "e.confirmed_by"
        case category = "e.category"
        case note = "e.note"
        case addedAt = "e.added_at"
        case withdrawnAt = "e.withdrawn_at"
        case withdrawnReason = "e.withdrawn_reason"
        case heldAt = "e.held_at"
        case heldCause = "e.held_cause"
        case releasedAt = "e.released_at"
    }

    /// What is written when a person adds an entry.
    private enum NewEntryColumn: String, SQLColumn {
        case id
        case listID = "list_id"
        case kind, fingerprint, change
        case addedAt = "added_at"
        case addedBy = "added_by"
        case confirmedBy = "confirmed_by"
        case note
        case heldAt = "held_at"
        case heldCause = "held_cause"
    }

    private enum PictureColumn: String, SQLColumn {
        case id = "e.id"
        case fingerprint = "e.fingerprint"
    }

    private enum SaidColumn: String, SQLColumn {
        case listName = "l.name"
        case note = "e.note"
    }

    private static func readEntry(_ row: inout NamedRow<EntryColumn>) throws -> HashEntry {
        HashEntry(
            id: try row.get(.id), listID: try row.get(.listID),
            fingerprint: try .read(kind: row.get(.kind), bytes: row.get(.fingerprint)),
            origin: HashEntry.Origin(
                importID: try row.get(.importID), addedBy: try row.get(.addedBy),
                confirmedBy: try row.get(.confirmedBy), category: try row.get(.category),
                note: try row.get(.note)), addedAt: try row.get(.addedAt),
            withdrawnAt: try row.get(.withdrawnAt),
            withdrawnReason: try row.get(.withdrawnReason), hold: try readHold(&row),
            releasedAt: try row.get(.releasedAt))
    }

    private static func readHold(_ row: inout NamedRow<EntryColumn>) throws -> HashEntry.Hold? {
        guard let at = try row.get(.heldAt, as: Timestamp?.self) else { return nil }
        return HashEntry.Hold(at: at, cause: try row.get(.heldCause))
    }
}
