// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import NightlightCore
import Storage

/// One file of an incident, where it was seen.
struct LocatedMedia: Sendable, Equatable {
    let locatorID: Locator.ID
    let sha256: [UInt8]
    let sha1: [UInt8]
    let md5: [UInt8]
    /// A picture, or something the decoder could not read.
    let isPicture: Bool
    let seenAt: Timestamp
    /// Whether an entry that still counts is on a list.
    let isListed: Bool

    var digest: MediaDigest {
        MediaDigest(
            sha256: Hexadecimal.encode(sha256), sha1: Hexadecimal.encode(sha1),
            md5: Hexadecimal.encode(md5), isPicture: isPicture)
    }
}

/// What an incident's removal is about.
struct Material: Sendable {
    /// What is on a list, or everything that was seen when nothing is.
    ///
    /// When a person decided about an address whose media no list knows, the decision is about
    /// everything there.
    let media: [LocatedMedia]

    init(all: [LocatedMedia]) {
        let listed = all.filter(\.isListed)
        media = listed.isEmpty ? all : listed
    }

    func at(_ locator: Locator.ID) -> [LocatedMedia] { media.filter { $0.locatorID == locator } }

    var hashes: Set<[UInt8]> { Set(media.map(\.sha256)) }

    // LIMIT: rows read for one incident: 200 files on each of 50 addresses.
    private static let rowsMax = 10_000

    /// Entries that were withdrawn or are held, and lists that were switched off, do not count as
    /// of now; neither does what a benign or negative entry set aside.
    static func read(_ incident: Incident.ID, in transaction: any SQLTransaction) throws -> Material
    {
        let all = try transaction.all(
            """
            SELECT s.locator_id, m.sha256, m.sha1, m.md5, s.seen_at,
                CASE WHEN m.pdq IS NULL THEN 0 ELSE 1 END,
                CASE WHEN EXISTS (
                    SELECT 1 FROM media_match AS mm
                    JOIN hash_entry AS e ON e.id = mm.entry_id
                    JOIN hash_list AS l ON l.id = e.list_id
                    WHERE mm.media_id = m.id AND mm.set_aside_by IS NULL
                        AND e.withdrawn_at IS NULL AND e.held_at IS NULL AND l.enabled = 1
                ) THEN 1 ELSE 0 END
            FROM locator AS lo
            JOIN sighting AS s ON s.locator_id = lo.id
            JOIN media AS m ON m.id = s.media_id
            WHERE lo.incident_id = \(incident)
            ORDER BY lo.id, s.seen_at, m.sha256 LIMIT \(Int64(rowsMax))
            """
        ) { row in
            LocatedMedia(
                locatorID: try row.get(0), sha256: try row.get(1), sha1: try row.get(2),
                md5: try row.get(3), isPicture: try row.get(5), seenAt: try row.get(4),
                isListed: try row.get(6))
        }
        return Material(all: all)
    }
}
