// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

public import PerceptualHashing

/// A set of 256-bit fingerprints that finds every member within a given distance of another.
///
/// The search is exact: it compares with each member, so it never misses one, however unevenly the
/// fingerprints are spread. A copy shares its storage until one of the two is changed.
///
/// A member takes 32 bytes, and 6 to 11 more for finding it again.
///
/// ```swift
/// var index = HammingIndex()
/// index.insert(listed)
/// for neighbour in index.neighbours(of: seen, within: 31) { … }
/// ```
public struct HammingIndex: Sendable {
    /// Every member once, one after the other, in no particular order.
    private var hashes: ContiguousArray<PDQHash> = []
    /// Where in `hashes` each member is.
    private var places = PlaceTable()

    /// An index without members.
    public init() {}

    /// The number of members.
    ///
    /// - Complexity: O(1).
    public var count: Int { hashes.count }

    /// Whether there is no member.
    ///
    /// - Complexity: O(1).
    public var isEmpty: Bool { hashes.isEmpty }

    /// Whether this very fingerprint is a member.
    ///
    /// - Complexity: O(1) on average.
    /// - Parameter hash: The fingerprint to look for.
    public func contains(_ hash: PDQHash) -> Bool {
        places.find(hash, in: hashes) != nil
    }

    /// Makes a fingerprint a member.
    ///
    /// - Complexity: O(1) on average over many calls.
    /// - Parameter hash: The fingerprint to add.
    /// - Returns: Whether it was none before.
    @discardableResult
    public mutating func insert(_ hash: PDQHash) -> Bool {
        guard places.find(hash, in: hashes) == nil else { return false }
        hashes.append(hash)
        places.noteLast(of: hashes)
        return true
    }

    /// Takes a member away.
    ///
    /// - Complexity: O(1) on average.
    /// - Parameter hash: The fingerprint to take away.
    /// - Returns: Whether it was a member.
    @discardableResult
    public mutating func remove(_ hash: PDQHash) -> Bool {
        guard let place = places.forget(hash, in: hashes), let last = hashes.last else {
            return false
        }
        // The last one fills the gap, so that there never is one.
        if last != hash {
            places.move(last, to: place, in: hashes)
            hashes[place] = last
        }
        hashes.removeLast()
        return true
    }

    /// Finds the members that differ from a fingerprint in few bits.
    ///
    /// Of more than `limit` such members it gives the nearest; among those equally far away at the
    /// limit, any.
    ///
    /// - Complexity: O(*n*) comparisons for *n* members, and O(*m* log *m*) for the *m* found.
    /// - Parameters:
    ///   - hash: The fingerprint to compare with; it need not be a member.
    ///   - distanceMax: The largest number of differing bits, both ends included.
    ///   - limit: How many to give at most.
    /// - Returns: The members found, the nearest first.
    public func neighbours(
        of hash: PDQHash, within distanceMax: Int, limit: Int = .max
    ) -> [HashNeighbour] {
        guard distanceMax >= 0, limit > 0 else { return [] }
        var nearest = NearestNeighbours(within: min(distanceMax, 256), limit: limit)
        for member in hashes {
            let distance = member.distance(to: hash)
            if distance <= nearest.reach { nearest.add(member, at: distance) }
        }
        return nearest.sorted()
    }
}
