// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What the next bits of a block say, looked up at once: as many whole symbols as the window holds.
///
/// Of a symbol whose value is not wanted only the code has to lie in the window; the value's bits
/// are passed over with it.
struct SymbolTable {
    /// Bits of a window.
    static let windowBits = 12

    /// What a window's symbols do, in one number.
    ///
    /// - bits 0 to 7: how many bits they take, 1 to 23;
    /// - bits 8 to 13: how far the place in the block moves, 0 to 62;
    /// - bit 14: the block ends;
    /// - bit 15: nothing is known, and a single symbol has to be read by its code;
    /// - bits 16 to 31: the first symbol's value, with its sign, or its code's bits if no value is
    ///   wanted.
    typealias Entry = UInt32

    static let blockEnds: Entry = 1 << 14
    static let isUnknown: Entry = 1 << 15

    let entries: [Entry]

    /// The symbols behind a block's first, one at a time.
    ///
    /// - Parameter isValueWanted: a symbol counts only when its value is in the window too.
    init(single code: HuffmanCode, isValueWanted: Bool) {
        entries = Self.filled(code, isValueWanted: isValueWanted) { symbol in
            let (run, size) = (symbol >> 4, symbol & 15)
            switch (run, size) {
            case (0, 0): return (size, Self.blockEnds)
            case (15, 0), (_, 1...10): return (size, Entry(run + 1) << 8)
            default: return nil
            }
        }
    }

    /// As many symbols behind a block's first as the window holds, all of them passed over.
    init(passingOver single: SymbolTable) {
        entries = Self.extended(single.entries, by: single.entries)
    }

    /// A block's first symbol, which has no run, and what the window holds of those behind it.
    ///
    /// - Parameter single: passes over the others; `nil` to stop behind the first.
    init(startingWith code: HuffmanCode, isValueWanted: Bool, passingOver single: SymbolTable?) {
        let first = Self.filled(code, isValueWanted: isValueWanted) { symbol in
            symbol <= 11 ? (Int(symbol), 0) : nil
        }
        entries = single.map { Self.extended(first, by: $0.entries) } ?? first
    }

    /// One entry for every window; unknown are those that begin with no code.
    ///
    /// - Parameter meaning: what a symbol does: the size of its value, and the place's move or the
    ///   block's end as an entry has them. `nil` for one that no usual file has.
    private static func filled(
        _ code: HuffmanCode, isValueWanted: Bool,
        _ meaning: (_ symbol: Int) -> (size: Int, moves: Entry)?
    ) -> [Entry] {
        var entries: [Entry] = []
        entries.reserveCapacity(1 << windowBits)
        // Codes of one length are consecutive numbers, and so are the windows that begin with them.
        for (length, symbol) in code.codes where length <= windowBits {
            let windows = 1 << (windowBits - length)
            guard let (size, moves) = meaning(Int(symbol)) else {
                entries.append(contentsOf: repeatElement(isUnknown, count: windows))
                continue
            }
            let entry = Entry(length + size) | moves
            if !isValueWanted {
                entries.append(
                    contentsOf: repeatElement(entry | Entry(length) << 16, count: windows))
            } else if length + size > windowBits {
                entries.append(contentsOf: repeatElement(isUnknown, count: windows))
            } else {
                for bits in 0..<1 << size {
                    let value = UInt32(bitPattern: Int32(Self.value(of: bits, size: size)))
                    entries.append(
                        contentsOf: repeatElement(entry | value << 16, count: windows >> size))
                }
            }
        }
        let rest = 1 << windowBits - entries.count
        entries.append(contentsOf: repeatElement(isUnknown, count: rest))
        return entries
    }

    /// Entries with their windows' further symbols.
    ///
    /// - Parameter single: one symbol for each window, which is passed over.
    private static func extended(_ entries: [Entry], by single: [Entry]) -> [Entry] {
        let count = 1 << windowBits
        precondition(entries.count == count && single.count == count)
        // SAFETY: both have an entry for every window, and all entries are written.
        return unsafe [Entry](unsafeUninitializedCapacity: count) { extended, written in
            unsafe single.withUnsafeBufferPointer { single in
                for window in 0..<count {
                    unsafe extended.initializeElement(
                        at: window, to: Self.extended(entries[window], of: window, by: single))
                }
            }
            written = count
        }
    }

    @unsafe private static func extended(
        _ first: Entry, of window: Int, by single: UnsafeBufferPointer<Entry>
    ) -> Entry {
        var entry = first
        while entry & (blockEnds | isUnknown) == 0 {
            let used = Int(entry & 0xff)
            guard used < windowBits else { break }
            let next = unsafe single[(window &<< used) & ((1 << windowBits) &- 1)]
            // The bits behind the window are not known: the next code has to end before them.
            guard next & isUnknown == 0, Int(next >> 16) &+ used <= windowBits,
                // A block's last place ends it without a symbol, so it is reached by itself.
                (entry >> 8 & 63) &+ (next >> 8 & 63) <= 62
            else { break }
            entry &+= next & 0x7fff
        }
        return entry
    }

    /// The value that some bits stand for: those that begin with 0 are negative (annex F, EXTEND).
    static func value(of bits: Int, size: Int) -> Int {
        size == 0 || bits >> (size - 1) == 1 ? bits : bits - (1 << size) + 1
    }
}
