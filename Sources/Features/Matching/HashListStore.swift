// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Storage

/// The tables `hash_list`, `hash_entry` and `matching_state`.
///
/// Whatever changes them first takes a number with `nextChange`: that lock makes one change
/// after the other, in one order of locks everywhere.
package struct HashListStore: Sendable {
    package init() {}

    // LIMIT: lists of one installation; each look-up may meet every one of them.
    package static let listsMax = 1_000

    private static let columns: SQLQuery = """
        id, name, source, classification, version, trusted, enabled, pdq_distance_max,
        pdq_quality_min, entry_count, withdrawn_count, created_at, changed_at, kind, against_id,
        adding, held_count
        """

    /// The number of this change to what matches.
    ///
    /// Held until the commit, so that changes become visible in the order of their numbers.
    func nextChange(in transaction: any SQLTransaction) throws -> Int64 {
        let generation = try transaction.first(
            """
            UPDATE matching_state SET generation = generation + 1 WHERE id = 1
            RETURNING generation
            """
        ) { try $0.get(0, as: Int64.self) }
        guard let generation else { throw StorageError.unexpectedValue(column: 0) }
        return generation
    }

    /// Whether the name was free.
    func insert(_ list: HashList, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO hash_list (id, name, source, classification, version, trusted, enabled,
                pdq_distance_max, pdq_quality_min, entry_count, withdrawn_count, created_at,
                changed_at, kind, against_id, adding, held_count)
            VALUES (\(list.id), \(list.name), \(list.source), \(list.classification),
                \(list.version), \(list.isTrusted), \(list.isEnabled), \(list.pdqDistanceMax),
                \(list.pdqQualityMin), \(list.entryCount), \(list.withdrawnCount),
                \(list.createdAt), \(list.changedAt), \(list.kind), \(list.againstID),
                \(list.adding), \(list.heldCount))
            ON CONFLICT (name) DO NOTHING
            """) == 1
    }

    package func find(
        _ id: HashList.ID, in transaction: any SQLTransaction
    ) throws -> HashList? {
        try transaction.first(
            "SELECT " + Self.columns + " FROM hash_list WHERE id = \(id) LIMIT 1", Self.read)
    }

    package func find(named name: String, in transaction: any SQLTransaction) throws -> HashList? {
        try transaction.first(
            "SELECT " + Self.columns + " FROM hash_list WHERE name = \(name) LIMIT 1", Self.read)
    }

    /// The list, for whoever changes it next: others wait for this transaction.
    func lock(_ id: HashList.ID, in transaction: any SQLTransaction) throws -> HashList? {
        try transaction.first(
            "SELECT " + Self.columns
                + " FROM hash_list WHERE id = \(id) LIMIT 1 \(transaction.dialect.forUpdate)",
            Self.read)
    }

    /// Every list, by name.
    package func all(in transaction: any SQLTransaction) throws -> [HashList] {
        try transaction.all(
            "SELECT " + Self.columns
                + " FROM hash_list ORDER BY name LIMIT \(Self.listsMax)",
            Self.read)
    }

    func count(in transaction: any SQLTransaction) throws -> Int {
        try transaction.count("SELECT count(*) FROM hash_list")
    }

    /// Writes the settings of a list, and counts its version up.
    func update(
        _ id: HashList.ID, _ change: HashListChange, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            """
            UPDATE hash_list SET source = COALESCE(\(change.source), source),
                classification = COALESCE(\(change.classification), classification),
                trusted = COALESCE(\(change.isTrusted), trusted),
                enabled = COALESCE(\(change.isEnabled), enabled),
                pdq_distance_max = COALESCE(\(change.pdqDistanceMax), pdq_distance_max),
                pdq_quality_min = COALESCE(\(change.pdqQualityMin), pdq_quality_min),
                adding = COALESCE(\(change.adding), adding),
                version = version + 1, changed_at = \(time)
            WHERE id = \(id)
            """)
    }

    /// Counts entries that became visible, were withdrawn or were put into quarantine, and the
    /// version up; less than nothing where that was undone.
    func count(
        added: Int = 0, withdrawn: Int = 0, held: Int = 0, of id: HashList.ID, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            """
            UPDATE hash_list SET entry_count = entry_count + \(added),
                withdrawn_count = withdrawn_count + \(withdrawn),
                held_count = held_count + \(held), version = version + 1, changed_at = \(time)
            WHERE id = \(id)
            """)
    }

    private static func read(_ row: SQLRow) throws -> HashList {
        HashList(
            id: try row.get(0), name: try row.get(1), source: try row.get(2),
            classification: try row.get(3), kind: try row.get(13),
            againstID: try row.optional(14), adding: try row.get(15), version: try row.get(4),
            isTrusted: try row.get(5), isEnabled: try row.get(6),
            pdqDistanceMax: try row.get(7), pdqQualityMin: try row.get(8),
            entryCount: try row.get(9), withdrawnCount: try row.get(10),
            heldCount: try row.get(16), createdAt: try row.get(11), changedAt: try row.get(12))
    }
}
