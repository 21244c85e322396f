// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// The tables `media` and `media_match`.
package struct MediaStore: Sendable {
    package init() {}

    /// Finds a file by its SHA-256, or adds it.
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
            ON CONFLICT (sha256) DO NOTHING
            """)
        let id = try transaction.first(
            "SELECT id FROM media WHERE sha256 = \(media.sha256.bytes)"
        ) { try $0.get(0, as: Media.ID.self) }
        guard let id else { throw StorageError.conflict }
        return id
    }

    package func get(_ id: Media.ID, in transaction: any SQLTransaction) throws -> Media? {
        try transaction.first(Self.select + "WHERE id = \(id)", Self.read)
    }

    package func find(sha256: Fingerprint, in transaction: any SQLTransaction) throws -> Media? {
        try transaction.first(Self.select + "WHERE sha256 = \(sha256.bytes)", Self.read)
    }

    /// Adds what a comparison found; each match once, however often it is found.
    package func record(
        _ matches: [Match], of media: Media.ID, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        for match in matches {
            try transaction.execute(
                """
                INSERT INTO media_match (id, media_id, entry_id, kind, distance, found_at)
                VALUES (\(Identifier<Match>(at: time)), \(media), \(match.entryID), \(match.kind),
                    \(match.distance), \(time))
                ON CONFLICT (media_id, entry_id, kind) DO NOTHING
                """)
        }
    }

    /// Everything a file ever matched, closest first; whether it still counts is said.
    package func matches(
        of media: Media.ID, in transaction: any SQLTransaction
    ) throws -> [RecordedMatch] {
        try transaction.all(
            """
            SELECT m.entry_id, e.list_id, l.name, m.kind, m.distance, l.trusted, l.enabled,
                e.withdrawn_at, e.fingerprint, m.found_at
            FROM media_match AS m
            JOIN hash_entry AS e ON e.id = m.entry_id
            JOIN hash_list AS l ON l.id = e.list_id
            WHERE m.media_id = \(media) ORDER BY m.distance, m.id
            """
        ) { row in
            let kind: HashKind = try row.get(3)
            guard let fingerprint = Fingerprint(kind: kind, bytes: try row.get(8)) else {
                throw StorageError.unexpectedValue(column: 8)
            }
            return RecordedMatch(
                entryID: try row.get(0), listID: try row.get(1), listName: try row.get(2),
                kind: kind, distance: try row.get(4), isTrusted: try row.get(5),
                isEnabled: try row.get(6),
                isWithdrawn: try row.optional(7, as: Timestamp.self) != nil,
                fingerprint: fingerprint, foundAt: try row.get(9))
        }
    }

    private static let select: SQLQuery = """
        SELECT id, sha256, sha1, md5, pdq, pdq_quality, byte_count, undecodable_reason,
            first_seen_at
        FROM media 
        """

    private static func read(_ row: SQLRow) throws -> Media {
        func fingerprint(_ kind: HashKind, _ column: Int) throws -> Fingerprint {
            guard let fingerprint = Fingerprint(kind: kind, bytes: try row.get(column)) else {
                throw StorageError.unexpectedValue(column: column)
            }
            return fingerprint
        }
        let pdq: [UInt8]? = try row.optional(4)
        return Media(
            id: try row.get(0), md5: try fingerprint(.md5, 3), sha1: try fingerprint(.sha1, 2),
            sha256: try fingerprint(.sha256, 1),
            pdq: pdq.flatMap { Fingerprint(kind: .pdq, bytes: $0) },
            pdqQuality: try row.optional(5), byteCount: try row.get(6),
            undecodableReason: try row.optional(7), firstSeenAt: try row.get(8))
    }
}
