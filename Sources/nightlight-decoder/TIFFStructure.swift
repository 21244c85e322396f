// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Reads the first directory of a TIFF structure: the frame of a TIFF file, and of EXIF.
///
/// Every offset is checked; nothing is followed further than once.
struct TIFFStructure {
    private let bytes: ArraySlice<UInt8>
    private let isLittleEndian: Bool
    /// Where the first directory starts, counted from the structure's first byte.
    private let directory: Int

    /// A structure with an impossible header is one whose directory is out of reach.
    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        isLittleEndian = bytes.first == UInt8(ascii: "I")
        directory =
            Self.number(in: bytes, at: 4, count: 4, littleEndian: isLittleEndian) ?? bytes.count
    }

    /// EXIF's tag 0x0112, when it is 1 to 8.
    var orientation: Int? {
        guard let entry = entry(of: 0x0112), entry.kind == 3, entry.count == 1,
            let value = number(at: entry.valueOffset, count: 2), (1...8).contains(value)
        else { return nil }
        return value
    }

    /// Whether the directory, or the pixels it tells of, lie behind the last byte.
    var reachesPastEnd: Bool {
        guard let count = number(at: directory, count: 2),
            number(at: directory + 2 + 12 * count, count: 4) != nil
        else { return true }
        for index in 0..<count {
            guard let entry = entry(at: index) else { return true }
            let byteCount = entry.count * Self.byteCount(ofKind: entry.kind)
            if byteCount > 4 {
                guard let start = number(at: entry.valueOffset, count: 4),
                    start + byteCount <= bytes.count
                else { return true }
            }
        }
        // Strips (0x0111 and 0x0117) or tiles (0x0144 and 0x0145).
        for (offsetTag, countTag) in [(0x0111, 0x0117), (0x0144, 0x0145)] {
            guard let offsets = entry(of: offsetTag), let counts = entry(of: countTag) else {
                continue
            }
            // LIMIT: a file that lies about its strips costs no more than this to find out.
            for index in 0..<min(offsets.count, counts.count, 100_000) {
                guard let start = value(index, of: offsets), let length = value(index, of: counts)
                else { return true }
                if start + length > bytes.count { return true }
            }
        }
        return false
    }

    private struct Entry {
        let kind: Int
        let count: Int
        let valueOffset: Int
    }

    private func entry(of tag: Int) -> Entry? {
        guard let count = number(at: directory, count: 2) else { return nil }
        for index in 0..<count {
            guard let found = number(at: directory + 2 + 12 * index, count: 2) else { return nil }
            if found == tag { return entry(at: index) }
        }
        return nil
    }

    private func entry(at index: Int) -> Entry? {
        let start = directory + 2 + 12 * index
        guard let kind = number(at: start + 2, count: 2),
            let count = number(at: start + 4, count: 4)
        else { return nil }
        return Entry(kind: kind, count: count, valueOffset: start + 8)
    }

    /// The size of one value of a field type of TIFF 6.0; 0 of a type that is none.
    private static func byteCount(ofKind kind: Int) -> Int {
        switch kind {
        case 1, 2, 6, 7: 1
        case 3, 8: 2
        case 4, 9, 11, 13: 4
        case 5, 10, 12: 8
        default: 0
        }
    }

    /// One of an entry's numbers, which are in the entry when they fit into four bytes.
    private func value(_ index: Int, of entry: Entry) -> Int? {
        let size = entry.kind == 3 ? 2 : 4
        var start = entry.valueOffset
        if entry.count * size > 4 {
            guard let offset = number(at: start, count: 4) else { return nil }
            start = offset
        }
        return number(at: start + index * size, count: size)
    }

    private func number(at offset: Int, count: Int) -> Int? {
        Self.number(in: bytes, at: offset, count: count, littleEndian: isLittleEndian)
    }

    private static func number(
        in bytes: ArraySlice<UInt8>, at offset: Int, count: Int, littleEndian: Bool
    ) -> Int? {
        guard offset >= 0, offset <= bytes.count - count else { return nil }
        let digits = bytes.dropFirst(offset).prefix(count)
        return littleEndian
            ? digits.reversed().reduce(0) { $0 << 8 | Int($1) }
            : digits.reduce(0) { $0 << 8 | Int($1) }
    }
}
