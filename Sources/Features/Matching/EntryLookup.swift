// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import PerceptualHashing
import Storage

/// What look-ups read: only entries that count, which is decided here and at the moment of asking.
///
/// An entry counts when it is neither withdrawn nor held, its list is enabled, and it did not come
/// with an import that is still unpublished.
struct EntryLookup: Sendable {
    /// A condition on `e`: the entry is not part of an import that is not published.
    static let isPublished: SQLQuery = """
        (e.import_id IS NULL OR EXISTS (
            SELECT 1 FROM hash_import AS i WHERE i.id = e.import_id AND i.published = 1))
        """

    /// A condition on `e`: the entry takes part in matching, if its list is enabled.
    private static let isInUse: SQLQuery =
        "e.withdrawn_at IS NULL AND e.held_at IS NULL AND " + isPublished

    /// A condition on `e` and its list `l`: the entry takes part in matching.
    static let counts: SQLQuery = "l.enabled = 1 AND " + isInUse

    /// A condition on `e`: a picture's entry, for look-ups by fingerprint.
    ///
    /// Not an equality: of a small table PostgreSQL would then rather read the whole index that
    /// holds nothing but pictures, instead of the one of fingerprints.
    private static let isPicture: SQLQuery = "e.kind IN ('pdq', '')"

    /// What has to be known before pictures are compared.
    struct Overview: Sendable {
        let generation: Int64
        /// The largest distance that any list allows a reading of this quality; `nil` when no list
        /// takes it.
        let reach: Int?
    }

    /// The number of the last committed change.
    func generation(in transaction: any SQLTransaction) throws -> Int64 {
        try transaction.value("SELECT generation FROM matching_state WHERE id = 1") ?? 0
    }

    func overview(quality: Int, in transaction: any SQLTransaction) throws -> Overview {
        let reach: Int? = try transaction.value(
            """
            SELECT max(pdq_distance_max) FROM hash_list
            WHERE enabled = 1 AND pdq_quality_min <= \(quality)
            """)
        return Overview(generation: try generation(in: transaction), reach: reach)
    }

    /// Entries with one of these very fingerprints, of kinds that only match exactly.
    func exact(
        _ fingerprints: [Fingerprint], in transaction: any SQLTransaction
    ) throws -> [(Fingerprint, Match)] {
        let wanted = Set(fingerprints)
        return try transaction.all(
            """
            SELECT \(columns: FingerprintColumn.self), \(columns: ExactColumn.self)
            FROM hash_entry AS e JOIN hash_list AS l ON l.id = e.list_id
            WHERE e.fingerprint IN \(list: fingerprints.map(\.bytes)) AND \(query: Self.counts)
            """
        ) { (row: inout NamedRow<FingerprintColumn>) -> (Fingerprint, Match)? in
            let fingerprint = try Fingerprint.read(&row)
            // The same bytes may be another kind's fingerprint.
            guard wanted.contains(fingerprint) else { return nil }
            var entry = row.rest(ExactColumn.self)
            let match = Match(
                entryID: try entry.get(.id), listID: try entry.get(.listID),
                kind: fingerprint.kind, distance: 0, isTrusted: try entry.get(.isTrusted),
                listKind: try entry.get(.listKind), againstID: try entry.get(.againstID))
            return (fingerprint, match)
        }.compactMap(\.self)
    }

    /// Entries with these pictures' fingerprints, on lists that allow the distance and the quality.
    ///
    /// The lists are read by themselves: of many fingerprints PostgreSQL would otherwise look list
    /// by list.
    func pictures(
        _ distances: [PDQHash: Int], quality: Int, in transaction: any SQLTransaction
    ) throws -> [Match] {
        let entries = try transaction.all(
            """
            SELECT \(columns: PictureColumn.self) FROM hash_entry AS e
            WHERE e.fingerprint IN \(list: distances.keys.map(\.bytes))
                AND \(query: Self.isPicture) AND \(query: Self.isInUse)
            """
        ) { (row: inout NamedRow<PictureColumn>) in
            (
                id: try row.get(.id, as: HashEntry.ID.self),
                list: try row.get(.listID, as: HashList.ID.self),
                hash: PDQHash(bytes: try row.get(.fingerprint))
            )
        }
        guard !entries.isEmpty else { return [] }
        let lists = try transaction.all(
            """
            SELECT \(columns: ListColumn.self) FROM hash_list
            WHERE id IN \(list: Array(Set(entries.map(\.list)))) AND enabled = 1
                AND pdq_quality_min <= \(quality)
            """
        ) { (row: inout NamedRow<ListColumn>) in
            (
                id: try row.get(.id, as: HashList.ID.self),
                isTrusted: try row.get(.isTrusted, as: Bool.self),
                kind: try row.get(.kind, as: HashList.Kind.self),
                against: try row.get(.againstID, as: HashList.ID?.self),
                distanceMax: try row.get(.pdqDistanceMax, as: Int.self)
            )
        }
        let listed = Dictionary(lists.map { ($0.id, $0) }) { first, _ in first }
        return entries.compactMap { entry in
            guard let list = listed[entry.list], let hash = entry.hash,
                let distance = distances[hash], distance <= list.distanceMax
            else { return nil }
            return Match(
                entryID: entry.id, listID: list.id, kind: .pdq, distance: distance,
                isTrusted: list.isTrusted, listKind: list.kind, againstID: list.against)
        }
    }

    /// Whether a place is one that this database has passed: its entry is there, and did not change
    /// before it.
    ///
    /// A snapshot of another database, or of this one before it was put back to an older state, is
    /// told by this.
    func hasPassed(_ place: ChangePlace, in transaction: any SQLTransaction) throws -> Bool {
        let change: Int64? = try transaction.value(
            "SELECT change FROM hash_entry WHERE id = \(place.entry)")
        return change.map { $0 >= place.change } ?? false
    }

    /// A picture's entry that changed, and whether anything with its fingerprint may still match.
    struct Change: Sendable {
        let place: ChangePlace
        let hash: PDQHash
        let isLive: Bool
    }

    /// Pictures' entries changed after a place, in the order of their changes.
    func changes(
        after place: ChangePlace, limit: Int, in transaction: any SQLTransaction
    ) throws -> [Change] {
        try transaction.all(
            """
            SELECT \(columns: ChangeColumn.self) FROM hash_entry AS e
            WHERE e.kind = 'pdq' AND (e.change, e.id) > (\(place.change), \(place.entry))
            ORDER BY e.change, e.id LIMIT \(limit)
            """
        ) { (row: inout NamedRow<ChangeColumn>) in
            let place = ChangePlace(change: try row.get(.change), entry: try row.get(.id))
            guard let hash = PDQHash(bytes: try row.get(.fingerprint)) else {
                throw StorageError.unexpectedValue(column: ChangeColumn.fingerprint.rawValue)
            }
            return Change(place: place, hash: hash, isLive: try row.get(.isLive))
        }
    }
}

extension EntryLookup {
    /// Beside `FingerprintColumn`.
    private enum ExactColumn: String, SQLColumn {
        case id = "e.id"
        case listID = "e.list_id"
        case isTrusted = "l.trusted"
        case listKind = "l.kind"
        case againstID = "l.against_id"
    }

    private enum PictureColumn: String, SQLColumn {
        case id = "e.id"
        case listID = "e.list_id"
        case fingerprint = "e.fingerprint"
    }

    private enum ListColumn: String, SQLColumn {
        case id
        case isTrusted = "trusted"
        case kind
        case againstID = "against_id"
        case pdqDistanceMax = "pdq_distance_max"
    }

    private enum ChangeColumn: String, SQLColumn {
        case change = "e.change"
        case id = "e.id"
        case fingerprint = "e.fingerprint"
        case isLive = """
            CASE WHEN e.withdrawn_at IS NULL AND e.held_at IS NULL THEN 1 WHEN EXISTS (
                SELECT 1 FROM hash_entry AS o WHERE o.fingerprint = e.fingerprint
                    AND o.kind IN ('pdq', '') AND o.withdrawn_at IS NULL AND o.held_at IS NULL)
                THEN 1 ELSE 0 END
            """
    }
}

/// How far the changes of pictures' entries were read.
struct ChangePlace: Sendable, Equatable {
    /// The generation of the last one read.
    var change: Int64 = -1
    /// The entry that was last read of that generation.
    var entry = ""
}
