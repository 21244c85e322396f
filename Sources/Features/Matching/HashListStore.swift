// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// The tables `hash_list` and `hash_entry`.
package struct HashListStore: Sendable {
    package init() {}

    /// `false` when the name is taken.
    func insert(_ list: HashList, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO hash_list (id, name, source, classification, version, trusted, enabled,
                pdq_distance_max, pdq_quality_min, entry_count, withdrawn_count, created_at,
                changed_at)
            VALUES (\(list.id), \(list.name), \(list.source), \(list.classification),
                \(list.version), \(list.isTrusted), \(list.isEnabled), \(list.pdqDistanceMax),
                \(list.pdqQualityMin), 0, 0, \(list.createdAt), \(list.changedAt))
            ON CONFLICT (name) DO NOTHING
            """) == 1
    }

    package func find(_ id: HashList.ID, in transaction: any SQLTransaction) throws -> HashList? {
        try transaction.first(Self.select + "WHERE id = \(id)", Self.read)
    }

    package func find(named name: String, in transaction: any SQLTransaction) throws -> HashList? {
        try transaction.first(Self.select + "WHERE name = \(name)", Self.read)
    }

    // LIMIT: lists read at once; installations have tens.
    private static let listsMax = 1_000

    /// Every list, by name.
    package func list(in transaction: any SQLTransaction) throws -> [HashList] {
        try transaction.all(Self.select + "ORDER BY name LIMIT \(Self.listsMax)", Self.read)
    }

    /// Entries of a list in the order in which they were added.
    package func entries(
        of list: HashList.ID, after: HashEntry.ID? = nil, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [HashEntry] {
        try transaction.all(
            Self.selectEntry
                + """
                WHERE list_id = \(list) AND id > \(after?.text ?? "") ORDER BY id LIMIT \(limit)
                """, Self.readEntry)
    }

    package func entry(
        _ fingerprint: Fingerprint, of list: HashList.ID, in transaction: any SQLTransaction
    ) throws -> HashEntry? {
        try transaction.first(
            Self.selectEntry
                + """
                WHERE fingerprint = \(fingerprint.bytes) AND kind = \(fingerprint.kind)
                AND list_id = \(list)
                """, Self.readEntry)
    }

    /// Adds what is new; what is there stays as it is, withdrawn entries included.
    /// - Returns: how many were new.
    func add(
        _ fingerprints: [Fingerprint], to list: HashList.ID, change: Int64, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> Int {
        var added = 0
        for fingerprint in fingerprints {
            added += try transaction.execute(
                """
                INSERT INTO hash_entry (id, list_id, kind, fingerprint, change, added_at)
                VALUES (\(HashEntry.ID(at: time)), \(list), \(fingerprint.kind),
                    \(fingerprint.bytes), \(change), \(time))
                ON CONFLICT (fingerprint, kind, list_id) DO NOTHING
                """)
        }
        return added
    }

    /// The number of the next change; held until commit, so that changes show in their order.
    func nextChange(in transaction: any SQLTransaction) throws -> Int64 {
        let change = try transaction.first(
            """
            UPDATE matching_state SET generation = generation + 1 WHERE id = 1
            RETURNING generation
            """
        ) { try $0.get(0, as: Int64.self) }
        guard let change else { throw StorageError.conflict }
        return change
    }

    func count(
        added: Int, withdrawn: Int, of list: HashList.ID, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            """
            UPDATE hash_list SET entry_count = entry_count + \(added),
                withdrawn_count = withdrawn_count + \(withdrawn), version = version + 1,
                changed_at = \(time)
            WHERE id = \(list)
            """)
    }

    func set(
        _ settings: HashListSettings, of list: HashList.ID, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            """
            UPDATE hash_list SET trusted = \(settings.isTrusted), enabled = \(settings.isEnabled),
                pdq_distance_max = \(settings.pdqDistanceMax),
                pdq_quality_min = \(settings.pdqQualityMin), version = version + 1,
                changed_at = \(time)
            WHERE id = \(list)
            """)
    }

    /// `false` when somebody else was quicker.
    func withdraw(
        _ entry: HashEntry.ID, reason: String, change: Int64, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE hash_entry SET withdrawn_at = \(time), withdrawn_reason = \(reason),
                change = \(change)
            WHERE id = \(entry) AND withdrawn_at IS NULL
            """) == 1
    }

    private static let select: SQLQuery = """
        SELECT id, name, source, classification, version, trusted, enabled, pdq_distance_max,
            pdq_quality_min, entry_count, withdrawn_count, created_at, changed_at
        FROM hash_list 
        """

    private static func read(_ row: SQLRow) throws -> HashList {
        HashList(
            id: try row.get(0), name: try row.get(1), source: try row.get(2),
            classification: try row.get(3), version: try row.get(4), isTrusted: try row.get(5),
            isEnabled: try row.get(6), pdqDistanceMax: try row.get(7),
            pdqQualityMin: try row.get(8), entryCount: try row.get(9),
            withdrawnCount: try row.get(10), createdAt: try row.get(11),
            changedAt: try row.get(12))
    }

    private static let selectEntry: SQLQuery = """
        SELECT id, list_id, kind, fingerprint, added_at, withdrawn_at, withdrawn_reason
        FROM hash_entry 
        """

    private static func readEntry(_ row: SQLRow) throws -> HashEntry {
        guard let fingerprint = Fingerprint(kind: try row.get(2), bytes: try row.get(3)) else {
            throw StorageError.unexpectedValue(column: 3)
        }
        return HashEntry(
            id: try row.get(0), listID: try row.get(1), fingerprint: fingerprint,
            addedAt: try row.get(4), withdrawnAt: try row.optional(5),
            withdrawnReason: try row.optional(6))
    }
}
