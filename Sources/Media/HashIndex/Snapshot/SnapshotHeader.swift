// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The first page of a snapshot: which kind of index follows, how long each part of it is, and the
/// parts' checksums.
///
/// Numbers are eight bytes, least significant first:
///
///     magic "NLHASHIX" · version · bytes of the whole file · kind ·
///     length of the note · the note, 64 bytes ·
///     count of numbers · the numbers, which the kind gives their meaning ·
///     count of parts · for each part: bytes, checksum · checksum of the header
///
/// The parts begin at the next multiple of 4,096 bytes each. What is in them is in native order,
/// which is also least significant first.
struct SnapshotHeader: Equatable {
    static let byteCount = 4_096
    static let alignment = 4_096
    static let version = 2
    /// LIMIT: the owner's note: a version number or two.
    static let noteBytesMax = 64
    /// LIMIT: numbers: three for each of a Hamming index's chunks, and a few more.
    static let numbersMax = 3 * HashChunk.countMax + 8
    /// LIMIT: parts: two for each of a Hamming index's chunks, and a few more.
    static let partsMax = 2 * HashChunk.countMax + 4
    /// LIMIT: bytes of a file: far more than there is memory, and the sum of its parts is a number.
    static let fileBytesMax = 1 << 48
    private static let magic: UInt64 = 0x5849_4853_4148_4c4e

    /// What a snapshot is of.
    enum Kind: UInt64 {
        case hamming = 1
        case digests = 2
    }

    struct Part: Equatable {
        let byteCount: Int
        let checksum: UInt64
    }

    let kind: Kind
    let numbers: [UInt64]
    let note: [UInt8]
    let parts: [Part]

    init(kind: Kind, numbers: [UInt64], note: [UInt8], parts: [Part]) {
        self.kind = kind
        self.numbers = numbers
        self.note = note
        self.parts = parts
    }

    /// Where each part begins, and behind the last where the file ends.
    var offsets: [Int] {
        parts.reduce(into: [Self.byteCount]) { offsets, part in
            let end = offsets[offsets.count - 1] + part.byteCount
            offsets.append((end + Self.alignment - 1) / Self.alignment * Self.alignment)
        }
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        func append(_ number: UInt64) {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        append(Self.magic)
        append(UInt64(Self.version))
        append(UInt64(offsets[offsets.count - 1]))
        append(kind.rawValue)
        append(UInt64(note.count))
        bytes += note + [UInt8](repeating: 0, count: Self.noteBytesMax - note.count)
        append(UInt64(numbers.count))
        numbers.forEach(append)
        append(UInt64(parts.count))
        for part in parts {
            append(UInt64(part.byteCount))
            append(part.checksum)
        }
        // SAFETY: the checksum reads the array's bytes and keeps none.
        append(unsafe bytes.withUnsafeBytes { unsafe XXHash64.checksum(of: $0) })
        return bytes + [UInt8](repeating: 0, count: Self.byteCount - bytes.count)
    }

    /// Reads a header, and holds it to the file's size.
    init(bytes: [UInt8], fileByteCount: Int) throws(HashSnapshotError) {
        guard bytes.count == Self.byteCount else { throw .wrongSize }
        var position = 0
        func next() -> UInt64 {
            defer { position += 8 }
            return bytes[position..<position + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        guard next() == Self.magic else { throw .notASnapshot }
        let version = next()
        guard version == UInt64(Self.version) else {
            throw .otherVersion(Int(clamping: version))
        }
        let announced = next()
        let kind = Kind(rawValue: next())
        let noteCount = Int(clamping: next())
        let noteStart = position
        position += Self.noteBytesMax
        let numberCount = Int(clamping: next())
        guard let kind, noteCount <= Self.noteBytesMax, numberCount <= Self.numbersMax else {
            throw .damaged
        }
        let numbers = (0..<numberCount).map { _ in next() }
        let partCount = Int(clamping: next())
        guard partCount <= Self.partsMax else { throw .damaged }
        let parts = (0..<partCount).map { _ in
            Part(byteCount: Int(clamping: next()), checksum: next())
        }
        let end = position
        let sum = next()
        guard
            unsafe sum == bytes[..<end].withUnsafeBytes({ unsafe XXHash64.checksum(of: $0) })
        else { throw .damaged }
        self.init(
            kind: kind, numbers: numbers,
            note: Array(bytes[noteStart..<noteStart + noteCount]), parts: parts)
        guard fileByteCount <= Self.fileBytesMax,
            parts.allSatisfy({ $0.byteCount <= fileByteCount }),
            announced == UInt64(fileByteCount), offsets.last == fileByteCount
        else { throw .wrongSize }
    }
}
