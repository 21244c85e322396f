// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding

/// Tells a file that was cut off from one that is broken, for files a library has refused.
///
/// Each format says in its own way how long it is; a file that ends before that was cut off.
enum TruncationCheck {
    static func endsEarly(_ bytes: [UInt8], _ format: MediaFormat) -> Bool {
        switch format {
        case .jpeg: !bytes.suffix(64).contains(pair: 0xff, 0xd9)
        case .png: pngEndsEarly(bytes)
        case .webp: bytes.count < 8 + littleEndian(bytes, at: 4, count: 4)
        case .gif: bytes.last != 0x3b
        case .tiff: TIFFStructure(bytes[...]).reachesPastEnd
        case .heic, .avif: boxesEndEarly(bytes)
        }
    }

    /// Streams do not say where they end.
    static func endsEarly(_ bytes: [UInt8], video format: VideoFormat) -> Bool {
        switch format {
        case .mp4, .quickTime: boxesEndEarly(bytes)
        case .webm, .matroska: segmentEndsEarly(bytes)
        case .avi: bytes.count < 8 + littleEndian(bytes, at: 4, count: 4)
        case .flv, .mpegTS, .mpegPS, .wmv, .ogg: false
        case .apng: endsEarly(bytes, .png)
        case .gif: endsEarly(bytes, .gif)
        case .webp: endsEarly(bytes, .webp)
        }
    }

    /// Matroska is a header and a segment, each an identifier of four bytes, a length, and a body.
    private static func segmentEndsEarly(_ bytes: [UInt8]) -> Bool {
        guard let header = elementEnd(bytes, at: 0) else { return true }
        guard bytes.dropFirst(header).starts(with: [0x18, 0x53, 0x80, 0x67]) else { return true }
        // A segment that was written as a stream does not know its length.
        guard let end = elementEnd(bytes, at: header) else { return false }
        return end > bytes.count
    }

    /// Where an element ends; `nil` when that is unknown.
    private static func elementEnd(_ bytes: [UInt8], at start: Int) -> Int? {
        let place = start + 4
        guard place < bytes.count else { return nil }
        // A length says by its leading zeros how many bytes it has; all ones mean unknown.
        let extra = bytes[place].leadingZeroBitCount
        guard extra < 8 else { return nil }
        let bits = 7 * (extra + 1)
        let all = (1 << bits) - 1
        let length = bigEndian(bytes, at: place, count: extra + 1) & all
        return length == all ? nil : place + extra + 1 + length
    }

    /// Chunks are a length, a name, a body and a check sum; the last is called IEND.
    private static func pngEndsEarly(_ bytes: [UInt8]) -> Bool {
        var position = 8
        while position + 12 <= bytes.count {
            if bytes[position + 4..<position + 8].elementsEqual("IEND".utf8) { return false }
            position += 12 + bigEndian(bytes, at: position, count: 4)
        }
        return true
    }

    /// Boxes are a length that counts itself, a name and a body.
    ///
    /// A length of 1 is followed by a longer one; a length of 0 reaches to the end.
    private static func boxesEndEarly(_ bytes: [UInt8]) -> Bool {
        var position = 0
        while position + 8 <= bytes.count {
            var length = bigEndian(bytes, at: position, count: 4)
            if length == 1, position + 16 <= bytes.count {
                // LIMIT: seven bytes, so that no sum overflows.
                length = bigEndian(bytes, at: position + 9, count: 7)
            }
            if length == 0 { return false }
            guard length >= 8 else { return false }
            position += length
        }
        return position != bytes.count
    }

    private static func bigEndian(_ bytes: [UInt8], at offset: Int, count: Int) -> Int {
        bytes.dropFirst(offset).prefix(count).reduce(0) { $0 << 8 | Int($1) }
    }

    private static func littleEndian(_ bytes: [UInt8], at offset: Int, count: Int) -> Int {
        bytes.dropFirst(offset).prefix(count).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func contains(pair first: UInt8, _ second: UInt8) -> Bool {
        zip(self, dropFirst()).contains { $0 == first && $1 == second }
    }
}
