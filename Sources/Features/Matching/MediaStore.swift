// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// The tables `media` and `media_match`.
package struct MediaStore: Sendable {
    package init() {}

    // LIMIT: matches given of one file: it may be on every list, once exactly and now and then
    // more than once nearly.
    private static let matchesMax = 1_000

    private let statistics = EntryStatisticsStore()

    private static let columns: SQLQuery = """
        id, md5, sha1, sha256, pdq, pdq_quality, byte_count, undecodable_reason, first_seen_at
        """

    /// Finds media by SHA-256, or adds it.
    ///
    /// A file that could not be read when it was first seen, and now can, gets its reading.
    package func record(
        _ media: NewMedia, at time: Timestamp, in transaction: any SQLTransaction
    ) throws -> Media.ID {
        try transaction.execute(
            """
            INSERT INTO media (id, sha256, sha1, md5, pdq, pdq_quality, byte_count,
                undecodable_reason, first_seen_at)
            VALUES (\(Media.ID(at: time)), \(media.sha256.bytes), \(media.sha1.bytes),
                \(media.md5.bytes), \(media.pdq?.bytes), \(media.pdqQuality), \(media.byteCount),
                \(media.undecodableReason), \(time))
            ON CONFLICT (sha256) DO UPDATE SET pdq = excluded.pdq,
                pdq_quality = excluded.pdq_quality, undecodable_reason = NULL
            WHERE media.pdq IS NULL AND excluded.pdq IS NOT NULL
            """)
        let id = try transaction.first(
            "SELECT id FROM media WHERE sha256 = \(media.sha256.bytes) LIMIT 1"
        ) { try $0.get(0, as: Media.ID.self) }
        guard let id else { throw StorageError.conflict }
        return id
    }

    package func get(_ id: Media.ID, in transaction: any SQLTransaction) throws -> Media? {
        try transaction.first(
            "SELECT " + Self.columns + " FROM media WHERE id = \(id) LIMIT 1", Self.read)
    }

    package func find(
        sha256: Fingerprint, in transaction: any SQLTransaction
    ) throws -> Media? {
        try transaction.first(
            "SELECT " + Self.columns + " FROM media WHERE sha256 = \(sha256.bytes) LIMIT 1",
            Self.read)
    }

    /// Puts matches on record, each once: the first time and distance stay; every one is counted.
    ///
    /// One that was set aside and is not any more is found from now on.
    package func record(
        _ matches: [Match], of media: Media.ID, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        for match in matches {
            try transaction.execute(
                """
                INSERT INTO media_match (id, media_id, entry_id, kind, distance, found_at)
                VALUES (\(Identifier<RecordedMatch>(at: time)), \(media), \(match.entryID),
                    \(match.kind), \(match.distance), \(time))
                ON CONFLICT (media_id, entry_id, kind) DO UPDATE SET set_aside_by = NULL,
                    found_at = excluded.found_at
                WHERE media_match.set_aside_by IS NOT NULL
                """)
            try statistics.note(match.entryID, at: time, in: transaction)
        }
    }

    /// Puts on record what a list says of media and a benign or negative entry takes back.
    package func record(
        setAside: [MatchVerdict.SetAside], of media: Media.ID, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        for each in setAside {
            try transaction.execute(
                """
                INSERT INTO media_match (id, media_id, entry_id, kind, distance, found_at,
                    set_aside_by)
                VALUES (\(Identifier<RecordedMatch>(at: time)), \(media),
                    \(each.match.entryID), \(each.match.kind), \(each.match.distance), \(time),
                    \(each.by.entryID))
                ON CONFLICT (media_id, entry_id, kind) DO UPDATE SET
                    set_aside_by = excluded.set_aside_by
                WHERE media_match.set_aside_by IS NULL
                    OR media_match.set_aside_by <> excluded.set_aside_by
                """)
        }
    }

    /// What matched, the nearest first.
    package func matches(
        of media: Media.ID, in transaction: any SQLTransaction
    ) throws -> [RecordedMatch] {
        try transaction.all(
            """
            SELECT m.entry_id, e.list_id, l.name, m.kind, m.distance, l.trusted, l.enabled,
                CASE WHEN e.withdrawn_at IS NULL THEN 0 ELSE 1 END, m.found_at, e.fingerprint,
                CASE WHEN e.held_at IS NULL THEN 0 ELSE 1 END,
                CASE WHEN m.set_aside_by IS NULL THEN 0 ELSE 1 END
            FROM media_match AS m
            JOIN hash_entry AS e ON e.id = m.entry_id
            JOIN hash_list AS l ON l.id = e.list_id
            WHERE m.media_id = \(media)
            ORDER BY m.distance, m.found_at, m.id LIMIT \(Self.matchesMax)
            """
        ) { row in
            RecordedMatch(
                entryID: try row.get(0), listID: try row.get(1), listName: try row.get(2),
                kind: try row.get(3), distance: try row.get(4), isTrusted: try row.get(5),
                isEnabled: try row.get(6), isWithdrawn: try row.get(7),
                isHeld: try row.get(10), isSetAside: try row.get(11),
                foundAt: try row.get(8), fingerprint: try .read(row, kind: 3, bytes: 9))
        }
    }

    private static func read(_ row: SQLRow) throws -> Media {
        Media(
            id: try row.get(0), md5: try fingerprint(.md5, row, 1),
            sha1: try fingerprint(.sha1, row, 2), sha256: try fingerprint(.sha256, row, 3),
            pdq: try row.optional(4, as: [UInt8].self).flatMap {
                Fingerprint(kind: .pdq, bytes: $0)
            },
            pdqQuality: try row.optional(5), byteCount: try row.get(6),
            undecodableReason: try row.optional(7), firstSeenAt: try row.get(8))
    }

    private static func fingerprint(
        _ kind: HashKind, _ row: SQLRow, _ column: Int
    ) throws -> Fingerprint {
        guard let fingerprint = Fingerprint(kind: kind, bytes: try row.get(column)) else {
            throw StorageError.unexpectedValue(column: column)
        }
        return fingerprint
    }
}
