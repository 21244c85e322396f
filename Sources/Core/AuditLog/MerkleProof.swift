// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Which subtrees a proof consists of, and whether a proof leads where it should.
///
/// RFC 9162, sections 2.1.3 (inclusion) and 2.1.4 (consistency).
package enum MerkleProof {
    /// The leaves from `start` up to, not including, `end`.
    package struct Span: Sendable, Hashable {
        package let start: Int64
        package let end: Int64

        package init(_ start: Int64, _ end: Int64) {
            self.start = start
            self.end = end
        }

        fileprivate var count: Int64 { end - start }

        /// Where RFC 9162 divides it: after the largest power of two smaller than its count.
        package var split: Int64 {
            start + (1 << (Int64.bitWidth - 1 - (count - 1).leadingZeroBitCount))
        }
    }

    /// The spans whose roots prove that leaf `index` is in a tree of `size`, in the proof's order.
    package static func inclusionSpans(index: Int64, size: Int64) throws(AuditError) -> [Span] {
        guard (0..<max(size, 0)).contains(index) else { throw .outsideTree }
        var spans: [Span] = []
        var rest = Span(0, size)
        while rest.count > 1 {
            let split = rest.split
            if index < split {
                spans.append(Span(split, rest.end))
                rest = Span(rest.start, split)
            } else {
                spans.append(Span(rest.start, split))
                rest = Span(split, rest.end)
            }
        }
        return spans.reversed()
    }

    /// The spans whose roots prove that a tree of `size` begins with one of `former` leaves.
    package static func consistencySpans(from former: Int64, to size: Int64) throws(AuditError)
        -> [Span]
    {
        guard former >= 0, former <= size else { throw .outsideTree }
        guard former > 0, former < size else { return [] }
        var spans: [Span] = []
        var rest = Span(0, size)
        var isWhole = true
        while former != rest.end {
            let split = rest.split
            if former <= split {
                spans.append(Span(split, rest.end))
                rest = Span(rest.start, split)
            } else {
                spans.append(Span(rest.start, split))
                rest = Span(split, rest.end)
                isWhole = false
            }
        }
        // The former root itself is known to whoever asks, unless it is no longer one subtree.
        if !isWhole { spans.append(rest) }
        return spans.reversed()
    }

    /// RFC 9162, section 2.1.3.2.
    package static func verifyInclusion(
        of leafHash: [UInt8], index: Int64, size: Int64, proof: [[UInt8]], root: [UInt8]
    ) throws(AuditError) {
        guard index >= 0, index < size else { throw .outsideTree }
        var (position, last) = (index, size - 1)
        var hash = leafHash
        for step in proof {
            guard last > 0 else { throw .proof }
            if position & 1 == 1 || position == last {
                hash = Merkle.node(step, hash)
                while position & 1 == 0, position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                hash = Merkle.node(hash, step)
            }
            position >>= 1
            last >>= 1
        }
        guard last == 0, hash == root else { throw .proof }
    }

    /// RFC 9162, section 2.1.4.2.
    package static func verifyConsistency(
        from former: Int64, root formerRoot: [UInt8], to size: Int64, root: [UInt8],
        proof: [[UInt8]]
    ) throws(AuditError) {
        guard former >= 0, former <= size else { throw .outsideTree }
        if former == size || former == 0 {
            let isSame = former == size ? formerRoot == root : formerRoot == Merkle.emptyRoot
            guard proof.isEmpty, isSame else { throw .proof }
            return
        }
        var steps = proof[...]
        if former & (former - 1) == 0 { steps = [formerRoot] + steps }
        guard let first = steps.popFirst() else { throw .proof }
        var (position, last) = (former - 1, size - 1)
        while position & 1 == 1 {
            position >>= 1
            last >>= 1
        }
        var (formerHash, hash) = (first, first)
        for step in steps {
            guard last > 0 else { throw .proof }
            if position & 1 == 1 || position == last {
                formerHash = Merkle.node(step, formerHash)
                hash = Merkle.node(step, hash)
                while position & 1 == 0, position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                hash = Merkle.node(hash, step)
            }
            position >>= 1
            last >>= 1
        }
        guard last == 0, formerHash == formerRoot, hash == root else { throw .proof }
    }
}
