// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

public import PerceptualHashing

/// Finds every stored PDQ fingerprint within a Hamming distance: exact, by looking at all of them.
///
/// Fingerprints lie in one block of memory, 32 bytes each, so that a search reads forward and
/// nothing else. A removed fingerprint's place is used again by the next one.
///
/// Complexity: a search is O(n), an insertion or removal amortised O(1). Memory is 32 bytes for a
/// fingerprint and 8 for its number.
public struct HashIndex: Sendable {
    /// One fingerprint that is near enough.
    public struct Neighbour: Hashable, Sendable {
        /// The number it was inserted with.
        public let number: Int
        /// The bits that differ.
        public let distance: Int
    }

    private var hashes: [SIMD4<UInt64>] = []
    private var numbers: [Int] = []
    private var places: [Int: Int] = [:]

    /// An empty index.
    public init() {}

    /// How many fingerprints it holds.
    public var count: Int { hashes.count }

    /// Adds a fingerprint, or replaces the one with this number.
    ///
    /// - Parameters:
    ///   - hash: The fingerprint.
    ///   - number: What a search gives back for it.
    public mutating func insert(_ hash: PDQHash, number: Int) {
        if let place = places[number] {
            hashes[place] = hash.words
            return
        }
        places[number] = hashes.count
        hashes.append(hash.words)
        numbers.append(number)
    }

    /// Takes a fingerprint out; a number that is not there is none.
    ///
    /// - Parameter number: The number it was inserted with.
    public mutating func remove(number: Int) {
        guard let place = places.removeValue(forKey: number), let last = numbers.last else {
            return
        }
        // The last one moves into the gap, so that the block stays whole.
        if place < hashes.count - 1 {
            hashes[place] = hashes[hashes.count - 1]
            numbers[place] = last
            places[last] = place
        }
        hashes.removeLast()
        numbers.removeLast()
    }

    /// Every fingerprint within a distance, closest first.
    ///
    /// - Parameters:
    ///   - hash: What to look for.
    ///   - distanceMax: The most bits that may differ: 0 to 256.
    /// - Returns: The neighbours by distance, then number.
    public func neighbours(of hash: PDQHash, within distanceMax: Int) -> [Neighbour] {
        let wanted = hash.words
        var found: [Neighbour] = []
        for place in hashes.indices {
            let difference = hashes[place] ^ wanted
            // Half of the bits decide most cases.
            let low = difference.x.nonzeroBitCount + difference.y.nonzeroBitCount
            guard low <= distanceMax else { continue }
            let distance =
                low + difference.z.nonzeroBitCount + difference.w.nonzeroBitCount
            guard distance <= distanceMax else { continue }
            found.append(Neighbour(number: numbers[place], distance: distance))
        }
        return found.sorted { ($0.distance, $0.number) < ($1.distance, $1.number) }
    }
}
