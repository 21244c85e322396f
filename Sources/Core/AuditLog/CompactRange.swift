// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A Merkle tree that only grows, kept as the roots of its full subtrees: as many as the size has
/// ones in binary.
///
/// Enough to add leaves and to know the root, without any leaf that came before.
package struct CompactRange: Sendable, Hashable {
    /// The root of a full subtree: of 2 to the power `level` leaves, the `position`-th of that
    /// size.
    package struct Node: Sendable, Hashable {
        package let level: Int
        package let position: Int64
        package let hash: [UInt8]
    }

    package private(set) var size: Int64
    /// Roots of full subtrees, the largest (leftmost) first.
    private var roots: [[UInt8]]

    package init() {
        size = 0
        roots = []
    }

    /// Continues where `frontier` was taken; `nil` when it does not belong to a tree of that size.
    package init?(size: Int64, frontier: [UInt8]) {
        guard size >= 0, frontier.count == size.nonzeroBitCount * Merkle.hashBytes else {
            return nil
        }
        self.size = size
        roots = stride(from: 0, to: frontier.count, by: Merkle.hashBytes).map {
            Array(frontier[$0..<($0 + Merkle.hashBytes)])
        }
    }

    package var frontier: [UInt8] { Array(roots.joined()) }

    /// Adds a leaf and returns the full subtrees that it completed, the leaf itself first.
    @discardableResult
    package mutating func append(leaf hash: [UInt8]) -> [Node] {
        var node = Node(level: 0, position: size, hash: hash)
        var completed = [node]
        while node.position & 1 == 1, let left = roots.popLast() {
            node = Node(
                level: node.level + 1, position: node.position >> 1,
                hash: Merkle.node(left, node.hash))
            completed.append(node)
        }
        roots.append(node.hash)
        size += 1
        return completed
    }

    package var root: [UInt8] {
        guard var root = roots.last else { return Merkle.emptyRoot }
        for left in roots.dropLast().reversed() { root = Merkle.node(left, root) }
        return root
    }
}
