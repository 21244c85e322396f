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
        try transaction.first("SELECT generation FROM matching_state WHERE id = 1") {
            try $0.get(0)
        } ?? 0
    }

    func overview(quality: Int, in transaction: any SQLTransaction) throws -> Overview {
        let reach = try transaction.first(
            """
            SELECT max(pdq_distance_max) FROM hash_list
            WHERE enabled = 1 AND pdq_quality_min <= \(quality)
            """
        ) { try $0.optional(0, as: Int.self) }
        return Overview(generation: try generation(in: transaction), reach: reach ?? nil)
    }

    /// Entries with one of these very fingerprints, of kinds that only match exactly.
    func exact(
        _ fingerprints: [Fingerprint], in transaction: any SQLTransaction
    ) throws -> [(Fingerprint, Match)] {
        let wanted = Set(fingerprints)
        return try transaction.all(
            """
            SELECT e.id, e.list_id, l.trusted, l.kind, l.against_id, e.kind, e.fingerprint
            FROM hash_entry AS e JOIN hash_list AS l ON l.id = e.list_id
            WHERE e.fingerprint IN \(list: fingerprints.map(\.bytes)) AND \(query: Self.counts)
            """
        ) { row -> (Fingerprint, Match)? in
            let fingerprint = try Fingerprint.read(row, kind: 5, bytes: 6)
            // The same bytes may be another kind's fingerprint.
            guard wanted.contains(fingerprint) else { return nil }
            let match = Match(
                entryID: try row.get(0), listID: try row.get(1), kind: fingerprint.kind,
                distance: 0, isTrusted: try row.get(2), listKind: try row.get(3),
                againstID: try row.optional(4))
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
            SELECT e.id, e.list_id, e.fingerprint FROM hash_entry AS e
            WHERE e.fingerprint IN \(list: distances.keys.map(\.bytes))
                AND \(query: Self.isPicture) AND \(query: Self.isInUse)
            """
        ) { row in
            (
                id: try row.get(0, as: HashEntry.ID.self),
                list: try row.get(1, as: HashList.ID.self),
                hash: PDQHash(bytes: try row.get(2))
            )
        }
        guard !entries.isEmpty else { return [] }
        let lists = try transaction.all(
            """
            SELECT id, trusted, kind, against_id, pdq_distance_max FROM hash_list
            WHERE id IN \(list: Array(Set(entries.map(\.list)))) AND enabled = 1
                AND pdq_quality_min <= \(quality)
            """
        ) { row in
            (
                id: try row.get(0, as: HashList.ID.self), isTrusted: try row.get(1, as: Bool.self),
                kind: try row.get(2, as: HashList.Kind.self),
                against: try row.optional(3, as: HashList.ID.self),
                distanceMax: try row.get(4, as: Int.self)
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
        let change = try transaction.first(
            "SELECT change FROM hash_entry WHERE id = \(place.entry)"
        ) { try $0.get(0, as: Int64.self) }
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
            SELECT e.change, e.id, e.fingerprint, CASE
                WHEN e.withdrawn_at IS NULL AND e.held_at IS NULL THEN 1
                WHEN EXISTS (
                    SELECT 1 FROM hash_entry AS o WHERE o.fingerprint = e.fingerprint
                        AND o.kind IN ('pdq', '') AND o.withdrawn_at IS NULL AND o.held_at IS NULL)
                    THEN 1
                ELSE 0 END
            FROM hash_entry AS e
            WHERE e.kind = 'pdq' AND (e.change, e.id) > (\(place.change), \(place.entry))
            ORDER BY e.change, e.id LIMIT \(limit)
            """
        ) { row in
            guard let hash = PDQHash(bytes: try row.get(2)) else {
                throw StorageError.unexpectedValue(column: 2)
            }
            return Change(
                place: ChangePlace(change: try row.get(0), entry: try row.get(1)), hash: hash,
                isLive: try row.get(3))
        }
    }
}

/// How far the changes of pictures' entries were read.
struct ChangePlace: Sendable, Equatable {
    /// The generation of the last one read.
    var change: Int64 = -1
    /// The entry that was last read of that generation.
    var entry = ""
}
