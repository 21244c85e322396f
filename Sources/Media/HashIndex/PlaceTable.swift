// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing

/// Finds a fingerprint's place in an array of them: a hash table of places, with open addressing.
///
/// It holds four bytes for each of its slots instead of the fingerprints themselves, so every call
/// is given the array they are in. Swift's seeded hashing keeps anybody from choosing fingerprints
/// that make it slow.
struct PlaceTable: Sendable {
    private static let empty = UInt32.max

    /// A power of two of them, at most two thirds taken.
    private var slots: [UInt32] = []

    private var mask: Int { slots.count - 1 }

    func find(_ hash: PDQHash, in hashes: ContiguousArray<PDQHash>) -> Int? {
        guard !slots.isEmpty else { return nil }
        let place = slots[slot(of: hash, in: hashes)]
        return place == Self.empty ? nil : Int(place)
    }

    /// Notes the place of the array's last fingerprint, which is new.
    ///
    /// LIMIT: the array has fewer than 2³² members; they would take 128 GiB.
    mutating func noteLast(of hashes: ContiguousArray<PDQHash>) {
        precondition(hashes.count < Self.empty)
        guard hashes.count * 3 <= slots.count * 2 else { return grow(for: hashes) }
        note(hashes.count - 1, in: hashes)
    }

    /// Notes that a member will be somewhere else.
    mutating func move(_ hash: PDQHash, to place: Int, in hashes: ContiguousArray<PDQHash>) {
        slots[slot(of: hash, in: hashes)] = UInt32(place)
    }

    /// Forgets a member that is about to leave the array.
    ///
    /// - Returns: its place; `nil` when it is not in the array.
    mutating func forget(_ hash: PDQHash, in hashes: ContiguousArray<PDQHash>) -> Int? {
        guard let place = find(hash, in: hashes) else { return nil }
        close(slot(of: hash, in: hashes), in: hashes)
        return place
    }

    /// The slot that has the fingerprint's place, or the empty one where it would be noted.
    private func slot(of hash: PDQHash, in hashes: ContiguousArray<PDQHash>) -> Int {
        var slot = home(of: hash)
        while slots[slot] != Self.empty, hashes[Int(slots[slot])] != hash {
            slot = (slot + 1) & mask
        }
        return slot
    }

    private func home(of hash: PDQHash) -> Int { hash.hashValue & mask }

    private mutating func note(_ place: Int, in hashes: ContiguousArray<PDQHash>) {
        var slot = home(of: hashes[place])
        while slots[slot] != Self.empty { slot = (slot + 1) & mask }
        slots[slot] = UInt32(place)
    }

    private mutating func grow(for hashes: ContiguousArray<PDQHash>) {
        slots = Array(repeating: Self.empty, count: max(16, slots.count * 2))
        for place in hashes.indices { note(place, in: hashes) }
    }

    /// Empties a slot, and moves up what had been noted further on because that slot was taken.
    private mutating func close(_ gap: Int, in hashes: ContiguousArray<PDQHash>) {
        var gap = gap
        var next = (gap + 1) & mask
        while slots[next] != Self.empty {
            let home = home(of: hashes[Int(slots[next])])
            // Only what does not lie between its home and here may not go to the gap.
            if (next - home) & mask >= (next - gap) & mask {
                slots[gap] = slots[next]
                gap = next
            }
            next = (next + 1) & mask
        }
        slots[gap] = Self.empty
    }
}
