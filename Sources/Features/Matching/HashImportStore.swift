// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// One import of a file into a list.
package struct HashImport: Sendable, Equatable {
    package typealias ID = Identifier<HashImport>

    package enum State: String, CaseIterable, Sendable, SQLConvertible {
        case running
        case done
        /// All or nothing, and there were bad rows.
        case rejected
        /// Interrupted, or another import of the same list began.
        case abandoned
    }

    package let id: ID
    package let listID: HashList.ID
    package let policy: ImportPolicy
    package let state: State
    package let startedAt: Timestamp
    package let endedAt: Timestamp?
    package let readCount: Int
    package let addedCount: Int
    package let badCount: Int
}

/// The tables `hash_import` and `hash_import_row`.
package struct HashImportStore: Sendable {
    package init() {}

    /// Marks what was interrupted; its waiting rows count for nothing.
    func abandon(of list: HashList.ID, at time: Timestamp, in transaction: any SQLTransaction)
        throws
    {
        try transaction.execute(
            """
            UPDATE hash_import SET state = 'abandoned', ended_at = \(time)
            WHERE list_id = \(list) AND state = 'running'
            """)
    }

    func begin(
        _ id: HashImport.ID, of list: HashList.ID, policy: ImportPolicy, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO hash_import (id, list_id, policy, state, started_at, read_count,
                added_count, bad_count)
            VALUES (\(id), \(list), \(policy), 'running', \(time), 0, 0, 0)
            """)
    }

    /// Writes down how far an import is.
    /// - Throws: `MatchingError.importTakenOver` when it is not the running one any more.
    func update(
        _ id: HashImport.ID, _ result: ImportResult, state: HashImport.State = .running,
        endedAt: Timestamp? = nil, in transaction: any SQLTransaction
    ) throws {
        let changed = try transaction.execute(
            """
            UPDATE hash_import SET read_count = \(result.rowCount),
                added_count = \(result.addedCount), bad_count = \(result.badCount),
                state = \(state), ended_at = \(endedAt)
            WHERE id = \(id) AND state = 'running'
            """)
        guard changed == 1 else { throw MatchingError.importTakenOver }
    }

    func stage(
        _ fingerprints: [Fingerprint], for id: HashImport.ID, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        for fingerprint in fingerprints {
            try transaction.execute(
                """
                INSERT INTO hash_import_row (id, import_id, kind, fingerprint)
                VALUES (\(HashEntry.ID(at: time)), \(id), \(fingerprint.kind),
                    \(fingerprint.bytes))
                """)
        }
    }

    /// Makes everything staged count, in one statement.
    /// - Returns: how many were new to the list.
    func promote(
        _ id: HashImport.ID, to list: HashList.ID, change: Int64, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> Int {
        try transaction.execute(
            """
            INSERT INTO hash_entry (id, list_id, kind, fingerprint, change, added_at)
            SELECT id, CAST(\(list) AS text), kind, fingerprint, CAST(\(change) AS bigint),
                CAST(\(time) AS bigint)
            FROM hash_import_row WHERE import_id = \(id)
            ON CONFLICT (fingerprint, kind, list_id) DO NOTHING
            """)
    }

    /// Throws away some rows of imports of this list that have ended.
    /// - Returns: whether there may be more.
    func sweep(
        of list: HashList.ID, limit: Int, in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            DELETE FROM hash_import_row WHERE id IN (
                SELECT r.id FROM hash_import AS i JOIN hash_import_row AS r ON r.import_id = i.id
                WHERE i.list_id = \(list) AND i.state <> 'running' LIMIT \(limit))
            """) == limit
    }

    /// Newest first.
    package func list(
        of list: HashList.ID, limit: Int, in transaction: any SQLTransaction
    ) throws -> [HashImport] {
        try transaction.all(
            """
            SELECT id, list_id, policy, state, started_at, ended_at, read_count, added_count,
                bad_count
            FROM hash_import WHERE list_id = \(list) ORDER BY id DESC LIMIT \(limit)
            """
        ) { row in
            HashImport(
                id: try row.get(0), listID: try row.get(1), policy: try row.get(2),
                state: try row.get(3), startedAt: try row.get(4), endedAt: try row.optional(5),
                readCount: try row.get(6), addedCount: try row.get(7), badCount: try row.get(8))
        }
    }
}
