// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Gives a JPEG file that ends without its end marker one, behind the last of its picture.
///
/// libjpeg-turbo tells a file without a marker and a file without its lower half in the same words.
/// With a marker in its place it says of the one nothing, and of the other that data ends early.
/// Reads as much of the file's structure as that takes, and nothing of its picture.
struct JPEGEnding {
    /// Bits that are still unknown of each frequency of a component; 255 before any scan.
    private typealias Precision = [UInt8]

    private let bytes: [UInt8]
    private var place = 2
    private var precisions: [UInt8: Precision] = [:]
    private var isProgressive = false
    /// Behind the last scan.
    private var pictureEnd: Int?

    /// The file with its end; `nil` when it has one, when scans are missing, and for kinds of JPEG
    /// of which nobody would be told that data is missing.
    static func mended(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.starts(with: [0xff, 0xd8]) else { return nil }
        var ending = JPEGEnding(bytes: bytes)
        guard ending.lacksMarker(), let end = ending.pictureEnd,
            !ending.precisions.isEmpty,
            ending.precisions.values.allSatisfy({ $0.allSatisfy { $0 == 0 } })
        else { return nil }
        return ending.trimmed(to: end) + [0xff, 0xd9]
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// Goes through the segments up to the end of the last scan; `false` when the file has its end
    /// marker, or is of a kind that is not read.
    private mutating func lacksMarker() -> Bool {
        while place + 1 < bytes.count, bytes[place] == 0xff {
            let code = bytes[place + 1]
            switch code {
            case 0xff: place += 1
            case 0xd9: return false
            case 0xd0...0xd7, 0x01: place += 2
            // Lossless, hierarchical and arithmetic coding.
            case 0xc3, 0xc5...0xcb, 0xcd...0xcf: return false
            case 0xc0...0xc2, 0xc4, 0xcc, 0xda...0xdf, 0xe0...0xef, 0xfe:
                guard let body = segment() else { return true }
                if (0xc0...0xc2).contains(code) {
                    // A second frame is garbage behind the picture.
                    guard precisions.isEmpty else { return true }
                    readFrame(body, isProgressive: code == 0xc2)
                }
                place = body.endIndex
                if code == 0xda {
                    guard readScan(body) else { return true }
                    passScan()
                    pictureEnd = place
                }
            default: return true
            }
        }
        return true
    }

    /// What a marker's segment holds; `nil` when the file ends before.
    private func segment() -> ArraySlice<UInt8>? {
        guard place + 4 <= bytes.count else { return nil }
        let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
        guard length >= 2, place + 2 + length <= bytes.count else { return nil }
        return bytes[place + 4..<place + 2 + length]
    }

    private mutating func readFrame(_ body: ArraySlice<UInt8>, isProgressive: Bool) {
        let body = Array(body)
        self.isProgressive = isProgressive
        guard body.count >= 6, body.count >= 6 + 3 * Int(body[5]) else { return }
        for component in 0..<Int(body[5]) {
            precisions[body[6 + 3 * component]] = Precision(repeating: 255, count: 64)
        }
    }

    /// `false` for a scan that is none of this picture's.
    private mutating func readScan(_ body: ArraySlice<UInt8>) -> Bool {
        let body = Array(body)
        guard let count = body.first.map(Int.init), body.count >= 1 + 2 * count + 3 else {
            return false
        }
        let tail = body[(1 + 2 * count)...]
        let (first, last) = (Int(body[tail.startIndex]), Int(body[tail.startIndex + 1]))
        let range = isProgressive ? first...max(first, last) : 0...63
        let bits = isProgressive ? body[tail.startIndex + 2] & 15 : 0
        guard range.upperBound < 64 else { return false }
        for component in 0..<count {
            let identifier = body[1 + 2 * component]
            guard precisions[identifier] != nil else { return false }
            for frequency in range { precisions[identifier]?[frequency] = bits }
        }
        return true
    }

    /// Goes to the marker behind a scan's data, or to the file's end.
    private mutating func passScan() {
        while place < bytes.count {
            guard bytes[place] == 0xff else {
                place += 1
                continue
            }
            guard place + 1 < bytes.count else { return }
            switch bytes[place + 1] {
            case 0, 0xd0...0xd7: place += 2
            case 0xff: place += 1
            default: return
            }
        }
        place = bytes.count
    }

    /// Without half a marker, and without the zeros of a download that was given its room first:
    /// they would pass for a picture's lower half.
    private func trimmed(to end: Int) -> [UInt8] {
        var kept = bytes[..<end]
        while kept.last == 0xff { kept.removeLast() }
        if kept.suffix(2) == [0, 0] {
            while kept.last == 0 { kept.removeLast() }
            // A value of 255 is written with a zero behind it.
            if kept.last == 0xff { kept.append(0) }
        }
        return Array(kept)
    }
}
