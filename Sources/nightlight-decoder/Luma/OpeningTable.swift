// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A block's four lowest frequencies, which the means of its quarters are made of.
///
/// The exact means also have a share of the higher odd frequencies, 0.35 of the lowest one's and
/// less. Measured, fingerprints come as close to the full size's without them.
struct LowestValues {
    /// The last of their places in zigzag order, which are 0, 1, 2 and 4.
    static let last = 4

    /// The difference from the block before.
    var mean: Int
    /// What differs between left and right, between top and bottom, and between the diagonals.
    var across = 0
    var down = 0
    var diagonal = 0

    init(mean: Int) { self.mean = mean }

    /// Takes a value that is one of these.
    @inline(__always) mutating func take(_ value: Int, at place: Int) {
        across = place == 1 ? value : across
        down = place == 2 ? value : down
        diagonal = place == 4 ? value : diagonal
    }

    /// Takes what an entry of an opening table has.
    @inline(__always) mutating func take(_ entry: OpeningTable.Entry) {
        let entry = Int64(bitPattern: entry)
        across = Int((entry << 32) >> 48)
        down = Int((entry << 16) >> 48)
        diagonal = Int(entry >> 48)
    }
}

/// What the bits behind a block's first symbol say, looked up at once: the values at places 1, 2
/// and 4 as far as the window has them, and whatever else it holds passed over.
struct OpeningTable {
    /// As in a `SymbolTable`, but bits 16 to 31, 32 to 47 and 48 to 63 are the three values.
    typealias Entry = UInt64

    let entries: [Entry]

    init(reading: SymbolTable, passingOver single: SymbolTable) {
        let count = 1 << SymbolTable.windowBits
        precondition(reading.entries.count == count && single.entries.count == count)
        // SAFETY: both have an entry for every window, and all entries are written.
        entries = unsafe [Entry](unsafeUninitializedCapacity: count) { entries, written in
            unsafe reading.entries.withUnsafeBufferPointer { reading in
                unsafe single.entries.withUnsafeBufferPointer { single in
                    for window in 0..<count {
                        unsafe entries.initializeElement(
                            at: window, to: Self.entry(window, reading, single))
                    }
                }
            }
            written = count
        }
    }

    @unsafe private static func entry(
        _ window: Int, _ reading: UnsafeBufferPointer<SymbolTable.Entry>,
        _ single: UnsafeBufferPointer<SymbolTable.Entry>
    ) -> Entry {
        let windowBits = SymbolTable.windowBits
        var values = LowestValues(mean: 0)
        var (bits, moves, flags) = (0, 0, SymbolTable.isUnknown)
        while bits < windowBits {
            let rest = (window &<< bits) & ((1 << windowBits) &- 1)
            let isWanted = moves < LowestValues.last
            let next = unsafe isWanted ? reading[rest] : single[rest]
            let needed = Int(isWanted ? next & 0xff : next >> 16)
            let place = moves &+ Int(next >> 8 & 63)
            // The bits behind the window are not known, and the last place is reached by itself.
            guard next & SymbolTable.isUnknown == 0, bits &+ needed <= windowBits, place <= 62
            else { break }
            bits &+= Int(next & 0xff)
            flags = next & SymbolTable.blockEnds
            if flags != 0 { break }
            if isWanted { values.take(Int(Int32(bitPattern: next) >> 16), at: place) }
            moves = place
        }
        return UInt64(bits | moves << 8) | UInt64(flags) | bitPattern(values.across) << 16
            | bitPattern(values.down) << 32 | bitPattern(values.diagonal) << 48
    }

    private static func bitPattern(_ value: Int) -> UInt64 {
        UInt64(UInt16(truncatingIfNeeded: value))
    }
}
