// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The first page of a snapshot: what follows, how long each part is, and the parts' checksums.
///
/// Numbers are eight bytes, least significant first:
///
///     magic "NLHASHIX" · version · bytes of the whole file · members · has labels ·
///     length of the note · the note, 64 bytes · chunks ·
///     for each chunk: first bit, bits, lower bits ·
///     for each part: bytes, checksum · checksum of the header
///
/// The parts are, each from the next multiple of 4,096 bytes on: fingerprints; labels, if any; and
/// for each chunk its lines and its runs, in native order, which is also least significant first.
struct SnapshotHeader: Equatable {
    static let byteCount = 4_096
    static let alignment = 4_096
    static let version = 1
    /// LIMIT: the owner's note: a version number or two.
    static let noteBytesMax = 64
    /// LIMIT: chunks: places are marked with five bits.
    static let chunksMax = 32
    private static let magic: UInt64 = 0x5849_4853_4148_4c4e

    struct Part: Equatable {
        let byteCount: Int
        let checksum: UInt64
    }

    let memberCount: Int
    let hasLabels: Bool
    let note: [UInt8]
    let chunks: [HashChunk]
    let parts: [Part]

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
        append(UInt64(memberCount))
        append(hasLabels ? 1 : 0)
        append(UInt64(note.count))
        bytes += note + [UInt8](repeating: 0, count: Self.noteBytesMax - note.count)
        append(UInt64(chunks.count))
        for chunk in chunks {
            append(UInt64(chunk.start))
            append(UInt64(chunk.bits))
            append(UInt64(chunk.lowerBits))
        }
        for part in parts {
            append(UInt64(part.byteCount))
            append(part.checksum)
        }
        // SAFETY: the checksum reads the array's bytes and keeps none.
        append(unsafe bytes.withUnsafeBytes { unsafe XXHash64.checksum(of: $0) })
        return bytes + [UInt8](repeating: 0, count: Self.byteCount - bytes.count)
    }

    init(
        memberCount: Int, hasLabels: Bool, note: [UInt8], chunks: [HashChunk], parts: [Part]
    ) {
        self.memberCount = memberCount
        self.hasLabels = hasLabels
        self.note = note
        self.chunks = chunks
        self.parts = parts
    }

    /// Reads a header and holds it to what a segment of so many members must have.
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
        let memberCount = Int(clamping: next())
        let labelFlag = next()
        let noteCount = Int(clamping: next())
        let noteStart = position
        position += Self.noteBytesMax
        let chunkCount = Int(clamping: next())
        guard memberCount <= HashSegment.countMax, labelFlag <= 1,
            noteCount <= Self.noteBytesMax, chunkCount <= Self.chunksMax
        else { throw .damaged }
        let chunks = (0..<chunkCount).map { _ in
            HashChunk(
                start: Int(clamping: next()), bits: Int(clamping: next()),
                lowerBits: Int(clamping: next()))
        }
        let partCount = 1 + Int(labelFlag) + 2 * chunkCount
        let parts = (0..<partCount).map { _ in
            Part(byteCount: Int(clamping: next()), checksum: next())
        }
        let end = position
        let sum = next()
        guard
            unsafe sum == bytes[..<end].withUnsafeBytes({ unsafe XXHash64.checksum(of: $0) })
        else { throw .damaged }
        self.init(
            memberCount: memberCount, hasLabels: labelFlag == 1,
            note: Array(bytes[noteStart..<noteStart + noteCount]), chunks: chunks, parts: parts)
        guard isConsistent else { throw .damaged }
        guard announced == UInt64(fileByteCount), offsets.last == fileByteCount else {
            throw .wrongSize
        }
    }

    /// Whether chunks cover the fingerprint, and the parts have the sizes that follow.
    private var isConsistent: Bool {
        var start = 0
        for chunk in chunks {
            guard chunk.start == start, (1...29).contains(chunk.bits),
                (0...HashChunk.lowerBitsMax).contains(chunk.lowerBits),
                chunk.upperBits == chunks[0].upperBits, chunk.upperBits > 0
            else { return false }
            start += chunk.bits
        }
        guard chunks.isEmpty || start == 256, parts[0].byteCount == memberCount * 32 else {
            return false
        }
        if hasLabels, parts[1].byteCount != memberCount * 2 { return false }
        let tables = parts.dropFirst(hasLabels ? 2 : 1)
        for (number, chunk) in chunks.enumerated() {
            let lines = tables[tables.startIndex + 2 * number]
            let runs = tables[tables.startIndex + 2 * number + 1]
            guard lines.byteCount == GroupTable.lineByteCount(of: chunk),
                runs.byteCount >= 4, runs.byteCount <= (2 * memberCount + 1) * 4
            else { return false }
        }
        return true
    }
}
