// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Fingerprinting
import MediaDecoding
package import NightlightCore
import PerceptualHashing
package import Storage

/// The tables `media` and `media_match`.
package struct MediaStore: Sendable {
    package init() {}

    // LIMIT: matches given of one file: it may be on every list, once exactly and now and then
    // more than once nearly.
    private static let matchesMax = 1_000

    private let statistics = EntryStatisticsStore()

    private enum Column: String, SQLColumn {
        case id, md5, sha1, sha256, pdq
        case pdqQuality = "pdq_quality"
        case byteCount = "byte_count"
        case undecodableReason = "undecodable_reason"
        case remarks = "reading_remarks"
        case firstSeenAt = "first_seen_at"
    }

    private enum MatchColumn: String, SQLColumn {
        case entryID = "m.entry_id"
        case listID = "e.list_id"
        case listName = "l.name"
        case kind = "m.kind"
        case distance = "m.distance"
        case isTrusted = "l.trusted"
        case isEnabled = "l.enabled"
        case isWithdrawn = "CASE WHEN e.withdrawn_at IS NULL THEN 0 ELSE 1 END"
        case isHeld = "CASE WHEN e.held_at IS NULL THEN 0 ELSE 1 END"
        case isSetAside = "CASE WHEN m.set_aside_by IS NULL THEN 0 ELSE 1 END"
        case foundAt = "m.found_at"
        case fingerprint = "e.fingerprint"
    }

    private enum NewMatchColumn: String, SQLColumn {
        case id
        case mediaID = "media_id"
        case entryID = "entry_id"
        case kind, distance
        case foundAt = "found_at"
        case setAsideBy = "set_aside_by"
    }

    /// Finds a file by SHA-256, or adds it.
    ///
    /// A file that could not be read when it was first seen, and now can, gets its reading.
    package func record(
        _ file: FingerprintedFile, at time: Timestamp, in transaction: any SQLTransaction
    ) throws -> Media.ID {
        try transaction.execute(
            """
            INSERT INTO media \(values: Column.self, [
                .id: Media.ID(at: time), .md5: file.digests.md5.bytes,
                .sha1: file.digests.sha1.bytes, .sha256: file.digests.sha256.bytes,
                .pdq: file.still?.hash.bytes, .pdqQuality: file.still?.quality,
                .byteCount: file.byteCount, .undecodableReason: file.undecodableReason?.code,
                .remarks: Self.text(of: file.remarks), .firstSeenAt: time,
            ])
            ON CONFLICT (sha256) DO UPDATE SET pdq = excluded.pdq,
                pdq_quality = excluded.pdq_quality, undecodable_reason = NULL,
                reading_remarks = excluded.reading_remarks
            WHERE media.pdq IS NULL AND excluded.pdq IS NOT NULL
            """)
        let id: Media.ID? = try transaction.value(
            "SELECT id FROM media WHERE sha256 = \(file.digests.sha256.bytes)")
        guard let id else { throw StorageError.conflict }
        return id
    }

    package func find(_ id: Media.ID, in transaction: any SQLTransaction) throws -> Media? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM media WHERE id = \(id)", Self.read)
    }

    /// Several at once; what is not there is left out.
    package func find(
        _ ids: Set<Media.ID>, in transaction: any SQLTransaction
    ) throws -> [Media.ID: Media] {
        var found: [Media.ID: Media] = [:]
        for part in Array(ids).batches(of: HashListStore.statementRowsMax) {
            try transaction.forEach(
                "SELECT \(columns: Column.self) FROM media WHERE id IN \(list: part)"
            ) { (row: inout NamedRow<Column>) in
                let media = try Self.read(&row)
                found[media.id] = media
            }
        }
        return found
    }

    /// Those of them that an entry matched which counts as of now, and was not set aside.
    package func listed(
        among ids: Set<Media.ID>, in transaction: any SQLTransaction
    ) throws -> Set<Media.ID> {
        var listed: Set<Media.ID> = []
        for part in Array(ids).batches(of: HashListStore.statementRowsMax) {
            listed.formUnion(
                try transaction.values(
                    """
                    SELECT DISTINCT m.media_id FROM media_match AS m
                    JOIN hash_entry AS e ON e.id = m.entry_id
                    JOIN hash_list AS l ON l.id = e.list_id
                    WHERE m.media_id IN \(list: part) AND m.set_aside_by IS NULL
                        AND \(query: EntryLookup.counts)
                    """))
        }
        return listed
    }

    package func find(
        sha256: Fingerprint, in transaction: any SQLTransaction
    ) throws -> Media? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM media WHERE sha256 = \(sha256.bytes)", Self.read)
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
                INSERT INTO media_match \(values: NewMatchColumn.self, [
                    .id: Identifier<RecordedMatch>(at: time), .mediaID: media,
                    .entryID: match.entryID, .kind: match.kind, .distance: match.distance,
                    .foundAt: time,
                ])
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
                INSERT INTO media_match \(values: NewMatchColumn.self, [
                    .id: Identifier<RecordedMatch>(at: time), .mediaID: media,
                    .entryID: each.match.entryID, .kind: each.match.kind,
                    .distance: each.match.distance, .foundAt: time,
                    .setAsideBy: each.by.entryID,
                ])
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
            SELECT \(columns: MatchColumn.self) FROM media_match AS m
            JOIN hash_entry AS e ON e.id = m.entry_id
            JOIN hash_list AS l ON l.id = e.list_id
            WHERE m.media_id = \(media)
            ORDER BY m.distance, m.found_at, m.id LIMIT \(Self.matchesMax)
            """
        ) { (row: inout NamedRow<MatchColumn>) in
            let kind = try row.get(.kind, as: HashKind.self)
            return RecordedMatch(
                entryID: try row.get(.entryID), listID: try row.get(.listID),
                listName: try row.get(.listName), kind: kind, distance: try row.get(.distance),
                isTrusted: try row.get(.isTrusted), isEnabled: try row.get(.isEnabled),
                isWithdrawn: try row.get(.isWithdrawn), isHeld: try row.get(.isHeld),
                isSetAside: try row.get(.isSetAside), foundAt: try row.get(.foundAt),
                fingerprint: try .read(kind: kind, bytes: row.get(.fingerprint)))
        }
    }

    /// Everything that was seen, for an account of the whole: it reads every match.
    package func figures(in transaction: any SQLTransaction) throws -> MediaFigures {
        MediaFigures(
            count: try transaction.count("SELECT count(*) FROM media"),
            undecodableCount: try transaction.count(
                "SELECT count(*) FROM media WHERE undecodable_reason IS NOT NULL"),
            bestDistances: try transaction.values(
                "SELECT min(distance) FROM media_match GROUP BY media_id"))
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> Media {
        Media(
            id: try row.get(.id),
            digests: FileDigests(
                md5: try .read(kind: .md5, bytes: row.get(.md5)),
                sha1: try .read(kind: .sha1, bytes: row.get(.sha1)),
                sha256: try .read(kind: .sha256, bytes: row.get(.sha256))),
            still: try still(&row), byteCount: try row.get(.byteCount),
            undecodableReason: try row.get(.undecodableReason),
            remarks: Self.remarks(in: try row.get(.remarks)),
            firstSeenAt: try row.get(.firstSeenAt))
    }

    /// `nil` where there is nothing to remark.
    private static func text(of remarks: [ReadingRemark]) -> String? {
        remarks.isEmpty ? nil : remarks.map(\.rawValue).joined(separator: " ")
    }

    private static func remarks(in text: String?) -> [ReadingRemark] {
        (text ?? "").split(separator: " ").compactMap { ReadingRemark(rawValue: String($0)) }
    }

    private static func still(_ row: inout NamedRow<Column>) throws -> PDQReading? {
        guard let bytes = try row.get(.pdq, as: [UInt8]?.self), let hash = PDQHash(bytes: bytes),
            let quality = try row.get(.pdqQuality, as: Int?.self)
        else { return nil }
        return PDQReading(hash: hash, quality: quality)
    }
}

/// How much was seen, and how near it came to what is listed.
package struct MediaFigures: Sendable, Equatable {
    package let count: Int
    package let undecodableCount: Int
    /// Of each file that matched anything, the distance of its nearest match.
    package let bestDistances: [Int]
}
