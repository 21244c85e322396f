// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

extension HammingIndex {
    /// Reads a snapshot and holds all of it that counts to its checksums.
    ///
    /// They find damage, not malice: who may write the file is to be trusted.
    ///
    /// It is read into large pages of memory, on all processors, and not mapped: checking reads all
    /// of it anyway, and a mapped file's small pages would make every later query slower.
    ///
    /// - Complexity: O(*n*): a tenth of a second for 10 million members in the system's cache, and
    ///   longer where a virtual machine asks its host for the memory first.
    /// - Parameter path: The file.
    /// - Returns: The index, and the note that was written with it.
    /// - Throws: `HashSnapshotError`.
    public static func readSnapshot(
        at path: String
    ) throws(HashSnapshotError) -> (index: HammingIndex, note: [UInt8]) {
        let snapshot = try Snapshot(.hamming, at: path)
        guard let segment = HashSegment(snapshot) else { throw .damaged }
        return (HammingIndex(segment), snapshot.note)
    }

    /// Writes all members to a file that replaces an older one only when it is complete.
    ///
    /// - Complexity: O(*n*); first merges everything into one segment.
    /// - Parameters:
    ///   - path: The file; beside it, for a while, the same name with `.new` behind it.
    ///   - note: Up to 64 bytes of the owner's, such as the version of what the index was made of.
    /// - Throws: `HashSnapshotError`.
    public mutating func writeSnapshot(
        to path: String, note: [UInt8] = []
    ) throws(HashSnapshotError) {
        compact()
        let segment = parts.first?.segment ?? SegmentBuilder.segment(of: [])
        try segment.snapshot(note: note).write(to: path)
    }
}

/// In a snapshot a segment's numbers are its count, and for each chunk the first bit, the bits and
/// the lower bits. Its parts are the fingerprints; the labels, empty when all are 0; and for each
/// chunk its lines and its runs.
extension HashSegment {
    func snapshot(note: [UInt8]) -> Snapshot {
        let labelled = Snapshot.Part(
            memory: labels ?? TableMemory(byteCount: 0), byteCount: labels == nil ? 0 : count * 2)
        return Snapshot(
            kind: .hamming,
            numbers: [UInt64(count)]
                + tables.flatMap { table in
                    let chunk = table.chunk
                    return [chunk.start, chunk.bits, chunk.lowerBits].map { UInt64($0) }
                },
            parts: [Snapshot.Part(memory: hashes, byteCount: count * 32), labelled]
                + tables.flatMap { [Snapshot.Part($0.lines), Snapshot.Part($0.runs)] },
            note: note)
    }

    /// `nil` when parts have not the sizes that follow from the numbers.
    convenience init?(_ snapshot: Snapshot) {
        let numbers = snapshot.numbers.map { Int(clamping: $0) }
        guard let count = numbers.first, count <= Self.countMax, numbers.count % 3 == 1,
            numbers.count <= 3 * HashChunk.countMax + 1
        else {
            return nil
        }
        let chunks = stride(from: 1, to: numbers.count, by: 3).map { place in
            HashChunk(
                start: numbers[place], bits: numbers[place + 1], lowerBits: numbers[place + 2])
        }
        let parts = snapshot.parts
        guard Self.areWhole(chunks), parts.count == 2 + 2 * chunks.count,
            parts[0].byteCount == count * 32, [0, count * 2].contains(parts[1].byteCount)
        else { return nil }
        var tables: [GroupTable] = []
        for (number, chunk) in chunks.enumerated() {
            let (lines, runs) = (parts[2 + 2 * number], parts[3 + 2 * number])
            guard lines.byteCount == GroupTable.lineByteCount(of: chunk),
                runs.byteCount >= 4, runs.byteCount <= (2 * count + 1) * 4
            else { return nil }
            tables.append(GroupTable(chunk: chunk, lines: lines.memory, runs: runs.memory))
        }
        self.init(
            count: count, hashes: parts[0].memory,
            labels: parts[1].byteCount == 0 ? nil : parts[1].memory, tables: tables)
    }

    /// Whether chunks, if there are any, cover the fingerprint one behind the other.
    private static func areWhole(_ chunks: [HashChunk]) -> Bool {
        var start = 0
        for chunk in chunks {
            guard chunk.start == start, (1...29).contains(chunk.bits),
                (0...HashChunk.lowerBitsMax).contains(chunk.lowerBits),
                chunk.upperBits == chunks[0].upperBits, chunk.upperBits > 0
            else { return false }
            start += chunk.bits
        }
        return chunks.isEmpty || start == 256
    }
}
