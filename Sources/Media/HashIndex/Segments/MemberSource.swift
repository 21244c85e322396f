// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing

/// Where a segment's members come from.
enum MemberSource {
    /// Fingerprints with a label each; without labels, all have label 0.
    case list(ContiguousArray<PDQHash>, labels: ContiguousArray<UInt16>)
    /// What an older segment has, but for the removed places.
    case segment(HashSegment, removed: Set<UInt32>)

    var count: Int {
        switch self {
        case .list(let hashes, _): hashes.count
        case .segment(let segment, let removed): segment.count - removed.count
        }
    }

    var hasLabels: Bool {
        switch self {
        case .list(_, let labels): labels.contains { $0 != 0 }
        case .segment(let segment, _): segment.labels != nil
        }
    }

    /// Calls `body` with every member, always in the same order.
    @inline(__always) func forEach(_ body: (SIMD4<UInt64>, UInt16) -> Void) {
        switch self {
        case .list(let hashes, let labels) where labels.isEmpty:
            for hash in hashes { body(hash.words, 0) }
        case .list(let hashes, let labels):
            for (hash, label) in zip(hashes, labels) { body(hash.words, label) }
        case .segment(let segment, let removed):
            for place in 0..<UInt32(segment.count)
            where removed.isEmpty || !removed.contains(place) {
                body(segment.words(at: place), segment.label(at: place))
            }
        }
    }
}
