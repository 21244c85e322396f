// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
package import Storage

/// The table `hash_import`, and the entries of imports that are not published.
package struct HashImportStore: Sendable {
    package init() {}

    // LIMIT: imports of one list that may be found running or unclean at once; each new import
    // clears them up, so there is one, or a few that began together.
    private static let unfinishedMax = 1_000

    /// The digits of an identifier that are its time; what was made later sorts after them.
    static let timeDigits = 13

    private enum Column: String, SQLColumn {
        case id
        case listID = "list_id"
        case policy, state
        case isPublished = "published"
        case startedBy = "started_by"
        case startedAt = "started_at"
        case endedAt = "ended_at"
        case readCount = "read_count"
        case addedCount = "added_count"
        case presentCount = "present_count"
        case badCount = "bad_count"
        case heldCount = "held_count"
    }

    func begin(
        _ id: HashImport.ID, of list: HashList.ID, policy: ImportPolicy,
        by actor: AuditActor = .system, at time: Timestamp, in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO hash_import \(values: Column.self, [
                .id: id, .listID: list, .policy: policy, .state: HashImport.State.running,
                .isPublished: policy == .keepGood, .startedBy: actor, .startedAt: time,
                .readCount: 0, .addedCount: 0, .presentCount: 0, .badCount: 0, .heldCount: 0,
            ])
            """)
    }

    package func find(
        _ id: HashImport.ID, in transaction: any SQLTransaction
    ) throws -> HashImport? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM hash_import WHERE id = \(id)", Self.read)
    }

    /// A list's imports, the newest first.
    package func list(
        of list: HashList.ID, limit: Int, in transaction: any SQLTransaction
    ) throws -> [HashImport] {
        let limit = max(1, min(limit, HashListStore.pageRowsMax))
        return try transaction.all(
            """
            SELECT \(columns: Column.self) FROM hash_import
            WHERE list_id = \(list) ORDER BY id DESC LIMIT \(limit)
            """, Self.read)
    }

    /// Marks a list's running imports as abandoned, and returns them.
    func abandonAll(
        of list: HashList.ID, at time: Timestamp, in transaction: any SQLTransaction
    ) throws -> [HashImport] {
        try transaction.all(
            """
            UPDATE hash_import SET state = \(HashImport.State.abandoned), ended_at = \(time)
            WHERE list_id = \(list) AND state = \(HashImport.State.running)
            RETURNING \(columns: Column.self)
            """, Self.read)
    }

    /// Writes how far an import came.
    ///
    /// An import with `keep-good` that was taken for abandoned shows by this that it is not.
    ///
    /// - Returns: whether it may go on: an unpublished one may not once it was abandoned.
    func advance(
        _ id: HashImport.ID, to result: ImportResult, in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE hash_import SET state = \(HashImport.State.running), ended_at = NULL,
                read_count = \(result.rowCount), added_count = \(result.addedCount),
                present_count = \(result.presentCount), bad_count = \(result.badCount),
                held_count = \(result.heldCount)
            WHERE id = \(id) AND (state = \(HashImport.State.running) OR published = 1)
            """) == 1
    }

    /// Ends an import; what it added is visible from the commit on when it is `done`.
    func end(
        _ id: HashImport.ID, as state: HashImport.State, at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            """
            UPDATE hash_import SET state = \(state), ended_at = \(time),
                published = CASE WHEN \(state == .done) = 1 THEN 1 ELSE published END
            WHERE id = \(id)
            """)
    }

    /// Imports of a list that ended without being published, and still have entries.
    func unclean(
        of list: HashList.ID, in transaction: any SQLTransaction
    ) throws -> [HashImport] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM hash_import
            WHERE list_id = \(list) AND published = 0 AND added_count > 0
                AND state <> \(HashImport.State.running)
            ORDER BY id LIMIT \(Self.unfinishedMax)
            """, Self.read)
    }

    /// Deletes some of the entries of an import that is not published, in the order they were
    /// added.
    ///
    /// - Returns: the last one deleted, from where to go on; `nil` when there are no more.
    func deleteEntries(
        of unclean: HashImport, after last: String, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> String? {
        let ids = try transaction.values(
            """
            SELECT e.id FROM hash_entry AS e
            WHERE e.list_id = \(unclean.listID) AND e.id > \(last) AND e.import_id = \(unclean.id)
                AND EXISTS (
                    SELECT 1 FROM hash_import AS i WHERE i.id = \(unclean.id) AND i.published = 0)
            ORDER BY e.id LIMIT \(limit)
            """, as: String.self)
        try transaction.execute("DELETE FROM hash_entry WHERE id IN \(list: ids)")
        return ids.last
    }

    /// Notes that an import has no entries any more.
    func noteClean(_ id: HashImport.ID, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            "UPDATE hash_import SET added_count = 0, held_count = 0 WHERE id = \(id)")
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> HashImport {
        HashImport(
            id: try row.get(.id), listID: try row.get(.listID), policy: try row.get(.policy),
            state: try row.get(.state), startedBy: try row.get(.startedBy),
            startedAt: try row.get(.startedAt), endedAt: try row.get(.endedAt),
            readCount: try row.get(.readCount), addedCount: try row.get(.addedCount),
            presentCount: try row.get(.presentCount), badCount: try row.get(.badCount),
            heldCount: try row.get(.heldCount))
    }
}
