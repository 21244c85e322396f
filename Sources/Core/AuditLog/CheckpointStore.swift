// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Storage

/// The table `audit_checkpoint`.
package struct CheckpointStore: Sendable {
    struct Row: Sendable {
        var size: Int64
        var root: [UInt8]
        var note: String
        var frontier: [UInt8]
    }

    package init() {}

    /// The newest checkpoint, as stored: whoever relies on it verifies its signature.
    package func latest(in transaction: any SQLTransaction) throws -> Checkpoint? {
        try latestRow(in: transaction).map { try Checkpoint(unverified: $0.note) }
    }

    func latestRow(in transaction: any SQLTransaction) throws -> Row? {
        try transaction.first(
            """
            SELECT \(columns: Column.self) FROM audit_checkpoint ORDER BY size DESC LIMIT 1
            """, Self.read)
    }

    /// Checkpoints in order of size.
    func list(after size: Int64, limit: Int, in transaction: any SQLTransaction) throws -> [Row] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM audit_checkpoint
            WHERE size > \(size) ORDER BY size LIMIT \(limit)
            """, Self.read)
    }

    func insert(
        _ checkpoint: Checkpoint, frontier: [UInt8], at time: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO audit_checkpoint \(values: Column.self, [
                .size: checkpoint.size, .root: checkpoint.root, .note: checkpoint.note,
                .frontier: frontier, .at: time,
            ])
            """)
    }

    private enum Column: String, SQLColumn {
        case size, root, note, frontier, at
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> Row {
        Row(
            size: try row.get(.size), root: try row.get(.root), note: try row.get(.note),
            frontier: try row.get(.frontier))
    }
}
