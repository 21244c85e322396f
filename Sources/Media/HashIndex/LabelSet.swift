// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Labels that count in a query: for instance those of the lists that are enabled.
public struct LabelSet: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// One bit for each label up to the largest.
    private var words: [UInt64] = []

    /// A set without labels, which finds nothing.
    public init() {}

    /// The given labels.
    ///
    /// - Parameter labels: In any order.
    public init(_ labels: some Sequence<UInt16>) {
        for label in labels { insert(label) }
    }

    /// The given labels.
    public init(arrayLiteral labels: UInt16...) { self.init(labels) }

    /// Whether a label counts.
    ///
    /// - Complexity: O(1).
    /// - Parameter label: The label to look for.
    public func contains(_ label: UInt16) -> Bool {
        let word = Int(label >> 6)
        return word < words.count && words[word] >> UInt64(label & 63) & 1 == 1
    }

    /// Makes a label count.
    ///
    /// - Parameter label: The label to add.
    public mutating func insert(_ label: UInt16) {
        let word = Int(label >> 6)
        while words.count <= word { words.append(0) }
        words[word] |= 1 << UInt64(label & 63)
    }

    /// Makes a label not count.
    ///
    /// - Parameter label: The label to remove.
    public mutating func remove(_ label: UInt16) {
        let word = Int(label >> 6)
        if word < words.count { words[word] &= ~(1 << UInt64(label & 63)) }
        while words.last == 0 { words.removeLast() }
    }
}
