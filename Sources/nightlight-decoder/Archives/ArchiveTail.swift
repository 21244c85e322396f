// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import MediaDecoding

/// An archive that begins behind something else: behind a picture, behind another archive, or
/// behind the program that unpacks it.
struct ArchiveTail: Equatable {
    let format: ArchiveFormat
    /// Where its first byte is; never 0.
    let start: Int

    // LIMIT: bytes of the end of a ZIP file: its record, and a comment of the greatest length.
    private static let zipEndBytesMax = 22 + 65_535

    /// `nil` where there is none behind the beginning.
    init?(of bytes: [UInt8]) {
        if let start = Self.zipStart(in: bytes) {
            // A ZIP file from its beginning may hold the others as they are.
            guard start > 0 else { return nil }
            self.init(format: .zip, start: start)
        } else if let start = Self.place(of: Array("Rar!\u{1a}\u{7}".utf8), in: bytes) {
            self.init(format: .rar, start: start)
        } else if let start = Self.place(of: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], in: bytes) {
            self.init(format: .sevenZip, start: start)
        } else {
            return nil
        }
    }

    private init(format: ArchiveFormat, start: Int) {
        self.format = format
        self.start = start
    }

    /// A ZIP file is read from its end: a record there says where its directory is, and that where
    /// the first of its files is.
    ///
    /// What stands before the ZIP file may or may not be counted in these places.
    private static func zipStart(in bytes: [UInt8]) -> Int? {
        let last = bytes.count - 22
        guard last >= 46 else { return nil }
        for place in stride(from: last, through: max(0, bytes.count - zipEndBytesMax), by: -1)
        where has(bytes, [0x50, 0x4b, 5, 6], at: place) {
            let size = number(bytes, at: place + 12, count: 4)
            let offset = number(bytes, at: place + 16, count: 4)
            let directory = place - size
            guard number(bytes, at: place + 20, count: 2) <= bytes.count - place - 22,
                directory >= offset, has(bytes, [0x50, 0x4b, 1, 2], at: directory)
            else { continue }
            let start = directory - offset + number(bytes, at: directory + 42, count: 4)
            if has(bytes, [0x50, 0x4b, 3, 4], at: start) { return start }
        }
        return nil
    }

    private static func place(of magic: [UInt8], in bytes: [UInt8]) -> Int? {
        guard let first = magic.first else { return nil }
        // SAFETY: the call reads what is left of the bytes behind a place, and answers a place in
        // it or nothing.
        return unsafe bytes.withUnsafeBytes { buffer -> Int? in
            guard let base = buffer.baseAddress else { return nil }
            var place = 1
            while place + magic.count <= buffer.count,
                let found = unsafe memchr(base + place, Int32(first), buffer.count - place)
            {
                place = unsafe UnsafeRawPointer(found) - base
                if has(bytes, magic, at: place) { return place }
                place += 1
            }
            return nil
        }
    }

    private static func has(_ bytes: [UInt8], _ magic: [UInt8], at place: Int) -> Bool {
        place >= 0 && place + magic.count <= bytes.count
            && bytes[place..<place + magic.count].elementsEqual(magic)
    }

    private static func number(_ bytes: [UInt8], at place: Int, count: Int) -> Int {
        guard place >= 0, place + count <= bytes.count else { return 0 }
        return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
