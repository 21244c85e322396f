// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What there is to say of a block.
enum Block {
    /// Stands for the value of one that is not usual; no value has more than 16 bits.
    static let failed = Int.min
}

/// Reads a component's blocks with its tables.
///
/// SAFETY: every window is a place in a table, as both have `SymbolTable.windowBits`.
extension BitReader {
    /// Reads a block's first value, and passes over all else.
    @inline(__always) mutating func firstValue(_ tables: LumaTables) -> Int {
        unsafe fill()
        let entry = unsafe tables.first[window]
        var value = Int(Int32(bitPattern: entry) >> 16)
        var place = Int(entry >> 8 & 0xff)
        if entry & SymbolTable.isUnknown == 0 {
            unsafe skip(Int(entry & 0xff))
            if place > 62 { return value }
        } else {
            // A copy is lent out, so that the reader itself can stay in registers.
            var reader = unsafe self
            value = unsafe reader.rareFirst(tables)
            unsafe self = reader
            guard value != Block.failed else { return Block.failed }
            place = 0
        }
        return unsafe passOver(from: place, tables) ? value : Block.failed
    }

    /// Passes over what is left of a block; false when it is not usual.
    ///
    /// - Parameter place: of the last coefficient that was read, 0 to 62.
    @inline(__always) mutating func passOver(
        from place: Int, _ tables: LumaTables
    ) -> Bool {
        var place = place
        while true {
            unsafe fill()
            var entry = unsafe tables.passing[window]
            var next = place &+ Int(entry >> 8 & 0xff)
            if next < 63 {
                place = next
                unsafe skip(Int(entry & 0xff))
                // Two entries take 46 bits at most.
                entry = unsafe tables.passing[window]
                next = place &+ Int(entry >> 8 & 0xff)
                if next < 63 {
                    place = next
                    unsafe skip(Int(entry & 0xff))
                    continue
                }
            }
            if entry & SymbolTable.blockEnds != 0, next < 64 &+ 63 {
                unsafe skip(Int(entry & 0xff))
                return true
            }
            var (reader, coefficient) = unsafe (self, 0)
            place = unsafe reader.rarePlace(after: place, tables, &coefficient)
            unsafe self = reader
            if place == 63 { return true }
            if place > 63 { return false }
        }
    }

    /// Reads a block's four lowest values, and passes over all else.
    @inline(__always) mutating func lowestValues(_ tables: LumaTables) -> LowestValues? {
        unsafe fill()
        let entry = unsafe tables.first[window]
        var values = LowestValues(mean: Int(Int32(bitPattern: entry) >> 16))
        if entry & SymbolTable.isUnknown == 0 {
            unsafe skip(Int(entry & 0xff))
        } else {
            var reader = unsafe self
            values.mean = unsafe reader.rareFirst(tables)
            unsafe self = reader
            guard values.mean != Block.failed else { return nil }
        }
        // The first symbol took 27 bits at most, and this entry takes 23.
        let opening = unsafe tables.opening[window]
        var place = Int(opening >> 8 & 0xff)
        if place < 63 {
            unsafe skip(Int(opening & 0xff))
            values.take(opening)
        } else if opening & UInt64(SymbolTable.isUnknown) == 0 {
            unsafe skip(Int(opening & 0xff))
            values.take(opening)
            return values
        } else {
            place = 0
        }
        while place < LowestValues.last {
            unsafe fill()
            let entry = unsafe tables.reading[window]
            if entry & SymbolTable.blockEnds != 0 {
                unsafe skip(Int(entry & 0xff))
                return values
            }
            var value = Int(Int32(bitPattern: entry) >> 16)
            if entry & SymbolTable.isUnknown == 0 {
                place &+= Int(entry >> 8 & 0xff)
                unsafe skip(Int(entry & 0xff))
            } else {
                var (reader, rare) = unsafe (self, 0)
                place = unsafe reader.rarePlace(after: place, tables, &rare)
                unsafe self = reader
                value = rare
                // From so far in front no symbol reaches the last place but the block's end.
                guard place < 63 else { return place == 63 ? values : nil }
            }
            values.take(value, at: place)
        }
        return unsafe passOver(from: place, tables) ? values : nil
    }

    /// The next bits, as a place in a table.
    private var window: Int {
        @inline(__always) get {
            unsafe Int(truncatingIfNeeded: ahead &>> UInt64(64 - SymbolTable.windowBits))
        }
    }

    /// A block's first value when no table has it.
    @inline(never) private mutating func rareFirst(_ tables: LumaTables) -> Int {
        unsafe fill()
        let window = unsafe Int(ahead >> UInt64(64 - HuffmanCode.lengthMax))
        guard let (length, symbol) = tables.dcCode.symbol(at: window), symbol <= 11 else {
            return Block.failed
        }
        unsafe skip(length)
        return unsafe value(size: Int(symbol))
    }

    /// Reads one symbol that no table has, or that goes to the block's end.
    ///
    /// - Returns: the place it moves to; 63 also when the block ends; more when it is not usual.
    @inline(never) private mutating func rarePlace(
        after place: Int, _ tables: LumaTables, _ coefficient: inout Int
    ) -> Int {
        unsafe fill()
        let window = unsafe Int(ahead >> UInt64(64 - HuffmanCode.lengthMax))
        guard let (length, symbol) = tables.acCode.symbol(at: window) else { return 64 }
        unsafe skip(length)
        let (run, size) = (Int(symbol >> 4), Int(symbol & 15))
        coefficient = 0
        switch (run, size) {
        case (0, 0): return 63
        // Sixteen zeros, of which the last is not the block's.
        case (15, 0): return place + 16 < 63 ? place + 16 : 64
        case (_, 1...10):
            coefficient = unsafe value(size: size)
            return place + run + 1
        default: return 64
        }
    }

    /// The value of so many bits, 0 to 11.
    private mutating func value(size: Int) -> Int {
        guard size > 0 else { return 0 }
        let bits = unsafe Int(ahead >> UInt64(64 - size))
        unsafe skip(size)
        return SymbolTable.value(of: bits, size: size)
    }
}
