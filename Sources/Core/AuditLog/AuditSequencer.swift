// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// Gives waiting events their place in the tree, and signs the tree's new state.
///
/// A batch is one transaction: places, subtree roots and checkpoint are all there or none is, so a
/// process may end at any statement. An advisory lock lets one sequencer work at a time; several
/// may run, on several machines.
package struct AuditSequencer: Sendable {
    // LIMIT: events of one transaction: it holds the writer for some hundredths of a second.
    package static let batchEventsMax = 512
    // LIMIT: batches of one call, about half a million events: then the caller gets its turn.
    package static let batchesMax = 1_000

    private let database: any Database
    private let signer: CheckpointSigner
    private let folder: CheckpointFolder?
    private let time: any TimeSource
    private let checkpoints = CheckpointStore()

    /// - Parameter folder: where checkpoints are published; nothing is signed that does not go on
    ///   from what lies there.
    package init(
        database: any Database, signer: CheckpointSigner, folder: CheckpointFolder? = nil,
        time: any TimeSource
    ) {
        self.database = database
        self.signer = signer
        self.folder = folder
        self.time = time
    }

    /// Sequences what is waiting; returns the newest checkpoint it made, or `nil` when nothing
    /// waited.
    package func sequence() async throws -> Checkpoint? {
        var newest: Checkpoint?
        for _ in 0..<Self.batchesMax {
            let now = time.now()
            let checkpoint = try await database.write { try sequenceBatch(at: now, in: $0) }
            guard let checkpoint else { break }
            newest = checkpoint
        }
        // Also what a process that was killed had signed and not published.
        try await folder?.publish(from: database)
        return newest
    }

    private enum WaitingColumn: String, SQLColumn {
        case id, commitment
    }

    private func sequenceBatch(at now: Timestamp, in transaction: any SQLTransaction) throws
        -> Checkpoint?
    {
        try transaction.forEachRow(transaction.dialect.advisoryLock(.auditSequence)) { _ in }
        let waiting = try transaction.all(
            """
            SELECT \(columns: WaitingColumn.self) FROM audit_event WHERE leaf_index IS NULL
            ORDER BY id LIMIT \(Self.batchEventsMax)
            """
        ) { (row: inout NamedRow<WaitingColumn>) in
            (
                id: try row.get(.id, as: AuditEvent.ID.self),
                commitment: try row.get(.commitment, as: [UInt8].self)
            )
        }
        guard !waiting.isEmpty else { return nil }
        try checkPublished(in: transaction)
        var tree = try currentTree(in: transaction)
        for (id, commitment) in waiting {
            let index = tree.size
            try transaction.execute(
                "UPDATE audit_event SET leaf_index = \(index) WHERE id = \(id)")
            let completed = tree.append(leaf: Merkle.leaf(commitment))
            for node in completed where TreeReader.isStored(level: node.level) {
                try transaction.execute(
                    """
                    INSERT INTO audit_node (level, position, hash)
                    VALUES (\(node.level), \(node.position), \(node.hash))
                    """)
            }
        }
        let checkpoint = try signer.sign(size: tree.size, root: tree.root)
        try checkpoints.insert(checkpoint, frontier: tree.frontier, at: now, in: transaction)
        return checkpoint
    }

    /// The tree of the last checkpoint, or none.
    /// - Throws: When it is not this signer's, or does not fit the events: signing more would cover
    ///   up what `AuditVerifier` can tell.
    private func currentTree(in transaction: any SQLTransaction) throws -> CompactRange {
        let last: Int64? = try transaction.value(
            """
            SELECT leaf_index FROM audit_event WHERE leaf_index IS NOT NULL
            ORDER BY leaf_index DESC LIMIT 1
            """)
        let row = try checkpoints.latestRow(in: transaction)
        guard (last.map { $0 + 1 } ?? 0) == (row?.size ?? 0) else { throw AuditError.damaged }
        guard let row else { return CompactRange() }
        let checkpoint = try signer.verifier.verify(row.note)
        guard checkpoint.size == row.size,
            let tree = CompactRange(size: row.size, frontier: row.frontier),
            tree.root == checkpoint.root
        else { throw AuditError.damaged }
        return tree
    }

    /// - Throws: When the log is not the one whose checkpoints were published: its end was cut off,
    ///   or its history written anew.
    private func checkPublished(in transaction: any SQLTransaction) throws {
        guard let folder else { return }
        let latest = try checkpoints.latest(in: transaction)
        guard try folder.agrees(with: latest, in: transaction) else { throw AuditError.damaged }
    }
}
