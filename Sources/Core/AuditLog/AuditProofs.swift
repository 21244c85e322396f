// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// That an event is in the log: what a receipt carries, and what anybody can check.
package struct InclusionProof: Sendable, Hashable {
    package let index: Int64
    /// What was committed to; the leaf of the tree is its hash.
    package let commitment: [UInt8]
    package let path: [[UInt8]]
    /// The state of the log that it is in.
    package let checkpoint: Checkpoint

    /// Checks the signature and the path.
    package func verify(with verifier: CheckpointVerifier) throws(AuditError) {
        let checkpoint = try verifier.verify(checkpoint.note)
        try MerkleProof.verifyInclusion(
            of: Merkle.leaf(commitment), index: index, size: checkpoint.size, proof: path,
            root: checkpoint.root)
    }
}

/// That nothing of an earlier state of the log was changed or taken away since.
package struct ConsistencyProof: Sendable, Hashable {
    package let formerSize: Int64
    package let path: [[UInt8]]
    package let checkpoint: Checkpoint

    /// Checks the signature and the path from a root that was kept elsewhere.
    package func verify(formerRoot: [UInt8], with verifier: CheckpointVerifier) throws(AuditError) {
        let checkpoint = try verifier.verify(checkpoint.note)
        try MerkleProof.verifyConsistency(
            from: formerSize, root: formerRoot, to: checkpoint.size, root: checkpoint.root,
            proof: path)
    }
}
