// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

extension DigestIndex {
    /// Reads a snapshot and holds all of it that counts to its checksums.
    ///
    /// - Complexity: O(*n*), on up to two processors.
    /// - Parameter path: The file.
    /// - Returns: The index, which is for digests as long as those that were written, and the note
    ///   that was written with it.
    /// - Throws: `HashSnapshotError`.
    public static func readSnapshot(
        at path: String
    ) throws(HashSnapshotError) -> (index: DigestIndex, note: [UInt8]) {
        let snapshot = try Snapshot(.digests, at: path)
        guard let table = DigestTable(snapshot) else { throw .damaged }
        return (DigestIndex(table), snapshot.note)
    }

    /// Writes all members to a file that replaces an older one only when it is complete.
    ///
    /// - Complexity: O(*n*); first merges everything into one table.
    /// - Parameters:
    ///   - path: The file; beside it, for a while, the same name with `.new` behind it.
    ///   - note: Up to 64 bytes of the owner's, such as the version of what the index was made of.
    /// - Throws: `HashSnapshotError`.
    public mutating func writeSnapshot(
        to path: String, note: [UInt8] = []
    ) throws(HashSnapshotError) {
        compact()
        let table = tables.first ?? DigestTable([], byteCount: byteCount)
        try table.snapshot(note: note).write(to: path)
    }
}

/// In a snapshot a table's numbers are the bytes of a digest, its members, its homes and its four
/// seeds. Its parts are the slots up to the first that is free behind all others, and what is read
/// behind them; their labels, empty when all are 0; and the labels of the digest of zeros.
extension DigestTable {
    private static let numberCount = 7

    func snapshot(note: [UInt8]) -> Snapshot {
        let slotCount = usedSlotCount + 1
        // SAFETY: as much memory as labels, two bytes each.
        let zeros = TableMemory(byteCount: zeroLabels.count * 2)
        unsafe zeroLabels.withUnsafeBytes { unsafe zeros.bytes.copyMemory(from: $0) }
        return Snapshot(
            kind: .digests,
            numbers: [UInt64(byteCount), UInt64(count), UInt64(homeCount)]
                + [seeds.x, seeds.y, seeds.z, seeds.w],
            parts: [
                Snapshot.Part(
                    memory: digests, byteCount: slotCount * byteCount + Self.paddingByteCount),
                Snapshot.Part(
                    memory: labels ?? TableMemory(byteCount: 0),
                    byteCount: labels == nil ? 0 : slotCount * 2),
                Snapshot.Part(zeros),
            ], note: note)
    }

    /// `nil` when the numbers and parts are not a table's, and where a walk might not end.
    convenience init?(_ snapshot: Snapshot) {
        let (numbers, parts) = (snapshot.numbers, snapshot.parts)
        guard numbers.count == Self.numberCount, parts.count == 3 else { return nil }
        let (byteCount, count) = (Int(clamping: numbers[0]), Int(clamping: numbers[1]))
        let homeCount = Int(clamping: numbers[2])
        let (digestBytes, labelBytes) = (parts[0].byteCount, parts[1].byteCount)
        guard DigestIndex.byteCounts.contains(byteCount), digestBytes > Self.paddingByteCount,
            (digestBytes - Self.paddingByteCount) % byteCount == 0
        else { return nil }
        let slotCount = (digestBytes - Self.paddingByteCount) / byteCount
        // SAFETY: as many labels as there is memory for.
        let zeroLabels = unsafe Array(
            UnsafeBufferPointer(
                start: parts[2].memory.elements(of: UInt16.self), count: parts[2].byteCount / 2))
        guard homeCount > 0, homeCount < slotCount, [0, slotCount * 2].contains(labelBytes),
            count >= zeroLabels.count, count < slotCount + zeroLabels.count
        else { return nil }
        self.init(
            count: count, byteCount: byteCount, homeCount: homeCount,
            seeds: SIMD4(numbers[3], numbers[4], numbers[5], numbers[6]),
            usedSlotCount: slotCount - 1, digests: parts[0].memory,
            labels: labelBytes == 0 ? nil : parts[1].memory, zeroLabels: zeroLabels)
        guard digest(in: slotCount - 1) == .zero else { return nil }
    }
}
