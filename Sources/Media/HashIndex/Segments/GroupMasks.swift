// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The differences that a group's number may have from a query's, fewest bits first.
struct GroupMasks: Sendable {
    let memory: TableMemory
    /// Where the masks of each number of bits begin, and behind the last where they end.
    let starts: [Int]

    init(bits: Int, radius: Int) {
        memory = TableMemory(byteCount: Self.count(bits: bits, radius: radius) * 4)
        starts = [0] + (0...radius).map { Self.count(bits: bits, radius: $0) }
        // SAFETY: the memory was made for as many masks as are written.
        let masks = unsafe memory.elements(of: UInt32.self)
        var count = 0
        for weight in 0...min(radius, bits) {
            var mask: UInt32 = weight == 0 ? 0 : 1 << UInt32(weight) - 1
            let last = mask << UInt32(bits - weight)
            while true {
                unsafe masks[count] = HashChunk.mixed(mask)
                count += 1
                guard mask != last else { break }
                // The next larger number with as many bits (Gosper).
                let lowest = mask & (0 &- mask)
                let ripple = mask + lowest
                mask = ripple | ((mask ^ ripple) >> 2) / lowest
            }
        }
    }

    /// How many values of `bits` bits are within a radius; none within -1.
    static func count(bits: Int, radius: Int) -> Int {
        guard radius >= 0 else { return 0 }
        var (sum, term) = (1, 1)
        for size in 0..<min(radius, bits) {
            term = term * (bits - size) / (size + 1)
            sum += term
        }
        return sum
    }
}
