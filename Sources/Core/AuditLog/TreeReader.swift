// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// The Merkle tree in the database: leaves from events, and the stored roots of full subtrees.
///
/// Every eighth level is stored, so a proof reads a few hundred hashes however large the log is.
struct TreeReader {
    /// Levels between two that are stored; the height of a tile (C2SP tlog-tiles).
    static let tileHeight = 8

    let transaction: any SQLTransaction

    /// Whether the root of a subtree of this level has a row of its own.
    static func isStored(level: Int) -> Bool { level > 0 && level % tileHeight == 0 }

    func root(of span: MerkleProof.Span) throws -> [UInt8] {
        let count = span.end - span.start
        guard count > 0 else { return Merkle.emptyRoot }
        if count & (count - 1) == 0 {
            let level = count.trailingZeroBitCount
            return try node(level: level, position: span.start >> Int64(level))
        }
        let split = span.split
        return Merkle.node(
            try root(of: MerkleProof.Span(span.start, split)),
            try root(of: MerkleProof.Span(split, span.end)))
    }

    private func node(level: Int, position: Int64) throws -> [UInt8] {
        let base = level / Self.tileHeight * Self.tileHeight
        let rise = Int64(level - base)
        var hashes = try hashes(level: base, from: position << rise, count: 1 << rise)
        while hashes.count > 1 {
            hashes = stride(from: 0, to: hashes.count, by: 2).map {
                Merkle.node(hashes[$0], hashes[$0 + 1])
            }
        }
        guard let hash = hashes.first else { throw AuditError.damaged }
        return hash
    }

    /// Neighbouring hashes of level 0 or of a stored level.
    private func hashes(level: Int, from first: Int64, count: Int64) throws -> [[UInt8]] {
        let hashes: [[UInt8]]
        if level == 0 {
            hashes = try transaction.values(
                """
                SELECT commitment FROM audit_event
                WHERE leaf_index >= \(first) AND leaf_index < \(first + count) ORDER BY leaf_index
                """
            ).map { Merkle.leaf($0) }
        } else {
            hashes = try transaction.values(
                """
                SELECT hash FROM audit_node
                WHERE level = \(level) AND position >= \(first) AND position < \(first + count)
                ORDER BY position
                """)
        }
        guard hashes.count == count else { throw AuditError.damaged }
        return hashes
    }
}
