// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Crypto
import Testing

/// The tree, its proofs and their refusal, for every size up to a little over two powers of two.
struct MerkleProofTests {
    static let sizes = Array(Int64(0)...130)

    static let leaves = (0..<139).map { Merkle.leaf(Array("kitten \($0)".utf8)) }

    /// The root of every span that the trees of these sizes consist of.
    static let roots: [MerkleProof.Span: [UInt8]] = {
        var roots: [MerkleProof.Span: [UInt8]] = [:]
        for size in 0...Int64(leaves.count) { _ = definition(.init(0, size), &roots) }
        return roots
    }()

    /// The definition of RFC 9162, section 2.1.1, word for word.
    static func definition(
        _ span: MerkleProof.Span, _ roots: inout [MerkleProof.Span: [UInt8]]
    ) -> [UInt8] {
        if let known = roots[span] { return known }
        let root: [UInt8]
        switch span.end - span.start {
        case 0: root = Array(SHA256.hash(data: [UInt8]()))
        case 1: root = leaves[Int(span.start)]
        default:
            var half: Int64 = 1
            while half * 2 < span.end - span.start { half *= 2 }
            let middle = span.start + half
            root = Merkle.node(
                definition(.init(span.start, middle), &roots),
                definition(.init(middle, span.end), &roots))
        }
        roots[span] = root
        return root
    }

    static func root(_ size: Int64) throws -> [UInt8] { try root(.init(0, size)) }

    static func root(_ span: MerkleProof.Span) throws -> [UInt8] { try #require(roots[span]) }

    static func grown(_ size: Int64) -> CompactRange {
        var tree = CompactRange()
        for leaf in leaves.prefix(Int(size)) { tree.append(leaf: leaf) }
        return tree
    }

    @Test(arguments: sizes)
    func `a grown tree has the root of the definition`(_ size: Int64) throws {
        let tree = Self.grown(size)
        #expect(tree.size == size)
        #expect(try tree.root == Self.root(size))
        #expect(tree.frontier.count == size.nonzeroBitCount * 32)
        let reread = try #require(CompactRange(size: size, frontier: tree.frontier))
        #expect(reread == tree)
    }

    @Test(arguments: sizes)
    func `a tree continues where it was put away`(_ size: Int64) throws {
        let begun = Self.grown(size)
        var tree = try #require(CompactRange(size: size, frontier: begun.frontier))
        for leaf in Self.leaves[Int(size)..<Int(size + 9)] { tree.append(leaf: leaf) }
        #expect(try tree.root == Self.root(size + 9))
    }

    @Test(arguments: sizes)
    func `completed subtrees are the roots of their leaves`(_ size: Int64) throws {
        var tree = CompactRange()
        for leaf in Self.leaves.prefix(Int(size)) {
            for node in tree.append(leaf: leaf) {
                let start = node.position << Int64(node.level)
                let span = MerkleProof.Span(start, start + 1 << Int64(node.level))
                #expect(try node.hash == Self.root(span))
            }
        }
    }

    @Test(arguments: sizes)
    func `every leaf is proved and nothing else`(_ size: Int64) throws {
        let root = try Self.root(size)
        for index in 0..<size {
            let spans = try MerkleProof.inclusionSpans(index: index, size: size)
            let proof = try spans.map { try Self.root($0) }
            let leaf = Self.leaves[Int(index)]
            try MerkleProof.verifyInclusion(
                of: leaf, index: index, size: size, proof: proof, root: root)
            #expect(throws: AuditError.proof) {
                try MerkleProof.verifyInclusion(
                    of: Merkle.leaf([1]), index: index, size: size, proof: proof, root: root)
            }
            if size > 1 {
                #expect(throws: AuditError.proof) {
                    try MerkleProof.verifyInclusion(
                        of: leaf, index: index ^ 1 < size ? index ^ 1 : index - 1, size: size,
                        proof: proof, root: root)
                }
                #expect(throws: AuditError.proof) {
                    try MerkleProof.verifyInclusion(
                        of: leaf, index: index, size: size, proof: Array(proof.dropLast()),
                        root: root)
                }
            }
            #expect(throws: AuditError.proof) {
                try MerkleProof.verifyInclusion(
                    of: leaf, index: index, size: size, proof: proof + [root], root: root)
            }
        }
        #expect(throws: AuditError.outsideTree) {
            try MerkleProof.inclusionSpans(index: size, size: size)
        }
    }

    @Test(arguments: sizes)
    func `every earlier size is proved and nothing else`(_ size: Int64) throws {
        let root = try Self.root(size)
        for former in 0...size {
            let formerRoot = try Self.root(former)
            let spans = try MerkleProof.consistencySpans(from: former, to: size)
            let proof = try spans.map { try Self.root($0) }
            try MerkleProof.verifyConsistency(
                from: former, root: formerRoot, to: size, root: root, proof: proof)
            #expect(throws: AuditError.proof) {
                try MerkleProof.verifyConsistency(
                    from: former, root: Merkle.leaf([1]), to: size, root: root, proof: proof)
            }
            #expect(throws: AuditError.proof) {
                try MerkleProof.verifyConsistency(
                    from: former, root: formerRoot, to: size, root: root, proof: proof + [root])
            }
            for step in proof.indices {
                var wrong = proof
                wrong[step][0] ^= 1
                #expect(throws: AuditError.proof) {
                    try MerkleProof.verifyConsistency(
                        from: former, root: formerRoot, to: size, root: root, proof: wrong)
                }
            }
        }
        #expect(throws: AuditError.outsideTree) {
            try MerkleProof.consistencySpans(from: size + 1, to: size)
        }
    }

    @Test(arguments: [(0, 32), (1, 0), (3, 32), (3, 96), (-1, 32)])
    func `a frontier of another size is refused`(_ size: Int64, _ bytes: Int) {
        #expect(
            CompactRange(size: size, frontier: [UInt8](repeating: 0, count: bytes)) == nil)
    }
}
