// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

public import PerceptualHashing

/// A member of an index, and how far it is from the fingerprint that was asked for.
public struct HashNeighbour: Hashable, Sendable {
    /// The member.
    public let hash: PDQHash

    /// The number of bits that differ: 0 to 256.
    public let distance: Int

    /// A neighbour at a known distance.
    public init(hash: PDQHash, distance: Int) {
        self.hash = hash
        self.distance = distance
    }
}
