// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// Makes proofs against the newest checkpoint.
package struct AuditProver: Sendable {
    private let checkpoints = CheckpointStore()
    private let events = AuditEventStore()

    package init() {}

    /// That the event is in the log; `nil` while it still waits for its place.
    package func inclusion(
        of id: AuditEventID, in transaction: any SQLTransaction
    ) throws -> InclusionProof? {
        guard let record = try events.find(id, in: transaction) else {
            throw AuditError.unknownEvent
        }
        guard let index = record.index, let checkpoint = try checkpoints.latest(in: transaction),
            index < checkpoint.size
        else { return nil }
        let reader = TreeReader(transaction: transaction)
        let spans = try MerkleProof.inclusionSpans(index: index, size: checkpoint.size)
        return InclusionProof(
            index: index, commitment: record.commitment, path: try spans.map(reader.root),
            checkpoint: checkpoint)
    }

    /// That the log of `formerSize` events is the beginning of the present one.
    package func consistency(
        from formerSize: Int64, in transaction: any SQLTransaction
    ) throws -> ConsistencyProof {
        guard let checkpoint = try checkpoints.latest(in: transaction) else {
            throw AuditError.outsideTree
        }
        let reader = TreeReader(transaction: transaction)
        let spans = try MerkleProof.consistencySpans(from: formerSize, to: checkpoint.size)
        return ConsistencyProof(
            formerSize: formerSize, path: try spans.map(reader.root), checkpoint: checkpoint)
    }
}
