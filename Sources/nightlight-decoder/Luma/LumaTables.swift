// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The look-up tables for one component's blocks.
@safe final class LumaTables {
    /// What is wanted of a block.
    enum Purpose {
        /// Nothing: it is passed over.
        case nothing
        /// Its mean.
        case mean
        /// The means of its quarters.
        case quarters
    }

    let purpose: Purpose
    let dcCode: HuffmanCode
    let acCode: HuffmanCode
    /// The block's first symbol, with others behind it unless values are wanted of them.
    let first: UnsafePointer<SymbolTable.Entry>
    /// The others, passed over.
    let passing: UnsafePointer<SymbolTable.Entry>
    /// The others with their values, if they are wanted; otherwise as `passing`.
    let reading: UnsafePointer<SymbolTable.Entry>
    /// Those behind a block's first, if values are wanted of them; otherwise unused.
    let opening: UnsafePointer<OpeningTable.Entry>

    private let symbols: UnsafeMutablePointer<SymbolTable.Entry>
    private let openings: UnsafeMutablePointer<OpeningTable.Entry>

    /// `nil` for codes that libjpeg-turbo does not take.
    init?(dc: ArraySlice<UInt8>, ac: ArraySlice<UInt8>, for purpose: Purpose) {
        guard let dcCode = HuffmanCode(dc), let acCode = HuffmanCode(ac),
            dcCode.symbols.allSatisfy({ $0 <= 15 })
        else { return nil }
        (self.purpose, self.dcCode, self.acCode) = (purpose, dcCode, acCode)
        let single = SymbolTable(single: acCode, isValueWanted: false)
        let first = SymbolTable(
            startingWith: dcCode, isValueWanted: purpose != .nothing,
            passingOver: purpose == .quarters ? nil : single)
        var entries = first.entries + SymbolTable(passingOver: single).entries
        var openings: [OpeningTable.Entry] = [0]
        if purpose == .quarters {
            let reading = SymbolTable(single: acCode, isValueWanted: true)
            entries += reading.entries
            openings = OpeningTable(reading: reading, passingOver: single).entries
        }
        // SAFETY: the memory has room for all entries, and is released with the object.
        unsafe symbols = .allocate(capacity: entries.count)
        unsafe symbols.initialize(from: entries, count: entries.count)
        unsafe self.openings = .allocate(capacity: openings.count)
        unsafe self.openings.initialize(from: openings, count: openings.count)
        let count = 1 << SymbolTable.windowBits
        unsafe self.first = UnsafePointer(symbols)
        unsafe passing = UnsafePointer(symbols) + count
        unsafe reading = UnsafePointer(symbols) + (purpose == .quarters ? 2 : 1) * count
        unsafe opening = UnsafePointer(self.openings)
    }

    deinit {
        unsafe symbols.deallocate()
        unsafe openings.deallocate()
    }
}

/// Tables of codes that were met before: most files have the standard's own, or those of a camera.
struct LumaTablesCache {
    private struct Entry {
        let dc: [UInt8]
        let ac: [UInt8]
        let tables: LumaTables
    }

    // LIMIT: a few cameras' and programs' codes for brightness and colours; a set of tables takes
    // 32 to 80 KiB, and looking through the list takes less than building one.
    private var entries = RecentlyUsed<Entry>(countMax: 12)

    mutating func tables(
        dc: ArraySlice<UInt8>, ac: ArraySlice<UInt8>, for purpose: LumaTables.Purpose
    ) -> LumaTables? {
        entries.use(
            where: {
                $0.tables.purpose == purpose && $0.dc.elementsEqual(dc) && $0.ac.elementsEqual(ac)
            },
            orMake: {
                LumaTables(dc: dc, ac: ac, for: purpose).map {
                    Entry(dc: Array(dc), ac: Array(ac), tables: $0)
                }
            }
        ) { $0.tables }
    }
}
