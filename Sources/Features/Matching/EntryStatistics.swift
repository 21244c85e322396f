// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// What an entry did so far, and what people said about it.
package struct EntryStatistics: Sendable, Equatable {
    /// How often it was met, the same media again included.
    package let matchCount: Int
    /// Distinct files that it matched, by SHA-256.
    package let mediaCount: Int
    package let firstMatchedAt: Timestamp?
    package let lastMatchedAt: Timestamp?
    /// Incidents with media on it that a person decided to be what the list says.
    package let confirmedCount: Int
    /// Incidents with media on it that a person decided to be nothing of the kind.
    package let refutedCount: Int
}

/// The table `hash_entry_statistic`, and the figures that are counted from others.
package struct EntryStatisticsStore: Sendable {
    package init() {}

    private enum Column: String, SQLColumn {
        case entryID = "entry_id"
        case matchCount = "match_count"
        case firstMatchedAt = "first_matched_at"
        case lastMatchedAt = "last_matched_at"
    }

    /// Counts one match, in the transaction that puts it on record.
    func note(
        _ entry: HashEntry.ID, at time: Timestamp, in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO hash_entry_statistic \(values: Column.self, [
                .entryID: entry, .matchCount: 1, .firstMatchedAt: time, .lastMatchedAt: time,
            ])
            ON CONFLICT (entry_id) DO UPDATE SET
                match_count = hash_entry_statistic.match_count + 1,
                last_matched_at = excluded.last_matched_at
            """)
    }

    package func find(
        _ entry: HashEntry.ID, in transaction: any SQLTransaction
    ) throws -> EntryStatistics {
        let counted = try transaction.first(
            """
            SELECT \(columns: Column.self) FROM hash_entry_statistic WHERE entry_id = \(entry)
            """
        ) { (row: inout NamedRow<Column>) in
            (
                count: try row.get(.matchCount, as: Int.self),
                first: try row.get(.firstMatchedAt, as: Timestamp.self),
                last: try row.get(.lastMatchedAt, as: Timestamp.self)
            )
        }
        let media = try transaction.count(
            """
            SELECT count(*) FROM media_match
            WHERE entry_id = \(entry) AND set_aside_by IS NULL
            """)
        let opinions = try MatchOpinionStore().counts(of: entry, in: transaction)
        return EntryStatistics(
            matchCount: counted?.count ?? 0, mediaCount: media, firstMatchedAt: counted?.first,
            lastMatchedAt: counted?.last, confirmedCount: opinions[.confirmed] ?? 0,
            refutedCount: opinions[.refuted] ?? 0)
    }
}
