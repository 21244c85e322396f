// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

public import PerceptualHashing

/// A member of an index, and how far it is from the fingerprint that was asked for.
public struct HashNeighbour: Hashable, Sendable {
    /// The member's fingerprint.
    public let hash: PDQHash

    /// The member's label: what its owner wrote there, for instance the number of a list.
    public let label: UInt16

    /// The number of bits that differ: 0 to 256.
    public let distance: Int

    /// A neighbour at a known distance.
    public init(hash: PDQHash, label: UInt16 = 0, distance: Int) {
        self.hash = hash
        self.label = label
        self.distance = distance
    }
}
