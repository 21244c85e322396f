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

    private enum Column: String, SQLColumn {
        case id, name, source, classification, kind
        case againstID = "against_id"
        case adding, version
        case isTrusted = "trusted"
        case isEnabled = "enabled"
        case pdqDistanceMax = "pdq_distance_max"
        case pdqQualityMin = "pdq_quality_min"
        case entryCount = "entry_count"
        case withdrawnCount = "withdrawn_count"
        case heldCount = "held_count"
        case createdAt = "created_at"
        case changedAt = "changed_at"
    }

    /// The number of this change to what matches.
    ///
    /// Held until the commit, so that changes become visible in the order of their numbers.
    func nextChange(in transaction: any SQLTransaction) throws -> Int64 {
        let generation: Int64? = try transaction.value(
            """
            UPDATE matching_state SET generation = generation + 1 WHERE id = 1
            RETURNING generation
            """)
        guard let generation else { throw StorageError.unexpectedValue(column: "generation") }
        return generation
    }

    /// Whether the name was free.
    func insert(_ list: HashList, in transaction: any SQLTransaction) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO hash_list \(values: Column.self, [
                .id: list.id, .name: list.name, .source: list.source,
                .classification: list.classification, .kind: list.kind,
                .againstID: list.againstID, .adding: list.adding, .version: list.version,
                .isTrusted: list.isTrusted, .isEnabled: list.isEnabled,
                .pdqDistanceMax: list.pdqDistanceMax, .pdqQualityMin: list.pdqQualityMin,
                .entryCount: list.entryCount, .withdrawnCount: list.withdrawnCount,
                .heldCount: list.heldCount, .createdAt: list.createdAt,
                .changedAt: list.changedAt,
            ])
            ON CONFLICT (name) DO NOTHING
            """) == 1
    }

    package func find(
        _ id: HashList.ID, in transaction: any SQLTransaction
    ) throws -> HashList? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM hash_list WHERE id = \(id)", Self.read)
    }

    package func find(named name: String, in transaction: any SQLTransaction) throws -> HashList? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM hash_list WHERE name = \(name)", Self.read)
    }

    /// The list, for whoever changes it next: others wait for this transaction.
    func lock(_ id: HashList.ID, in transaction: any SQLTransaction) throws -> HashList? {
        try transaction.first(
            """
            SELECT \(columns: Column.self) FROM hash_list
            WHERE id = \(id) \(transaction.dialect.forUpdate)
            """, Self.read)
    }

    /// Every list, by name.
    package func list(in transaction: any SQLTransaction) throws -> [HashList] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM hash_list ORDER BY name LIMIT \(Self.listsMax)
            """, Self.read)
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

    private static func read(_ row: inout NamedRow<Column>) throws -> HashList {
        HashList(
            id: try row.get(.id), name: try row.get(.name), source: try row.get(.source),
            classification: try row.get(.classification), kind: try row.get(.kind),
            againstID: try row.get(.againstID), adding: try row.get(.adding),
            version: try row.get(.version), isTrusted: try row.get(.isTrusted),
            isEnabled: try row.get(.isEnabled), pdqDistanceMax: try row.get(.pdqDistanceMax),
            pdqQualityMin: try row.get(.pdqQualityMin), entryCount: try row.get(.entryCount),
            withdrawnCount: try row.get(.withdrawnCount), heldCount: try row.get(.heldCount),
            createdAt: try row.get(.createdAt), changedAt: try row.get(.changedAt))
    }
}
