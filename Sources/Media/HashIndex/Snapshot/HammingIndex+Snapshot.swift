// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Dispatch
import Synchronization

extension HammingIndex {
    /// Reads a snapshot and holds every byte of it to its checksum.
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
        let file = try SnapshotFile(reading: path)
        let header = try SnapshotHeader(
            bytes: file.read(SnapshotHeader.byteCount, at: 0), fileByteCount: file.byteCount)
        let offsets = header.offsets
        let memories = header.parts.map { TableMemory(byteCount: $0.byteCount) }
        let failure = Mutex<HashSnapshotError?>(nil)
        // SAFETY: each part's memory has the part's length, and an iteration of its own.
        DispatchQueue.concurrentPerform(iterations: memories.count) { part in
            do throws(HashSnapshotError) {
                let sum = try unsafe file.readPart(
                    into: memories[part].bytes, at: offsets[part])
                guard sum == header.parts[part].checksum else { throw .damaged }
            } catch {
                failure.withLock { $0 = error }
            }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
        let tables = memories.dropFirst(header.hasLabels ? 2 : 1)
        let segment = HashSegment(
            count: header.memberCount, hashes: memories[0],
            labels: header.hasLabels ? memories[1] : nil,
            tables: header.chunks.enumerated().map { number, chunk in
                GroupTable(
                    chunk: chunk, lines: tables[tables.startIndex + 2 * number],
                    runs: tables[tables.startIndex + 2 * number + 1])
            })
        return (HammingIndex(segment), header.note)
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
        precondition(note.count <= SnapshotHeader.noteBytesMax)
        compact()
        let segment = parts.first?.segment ?? SegmentBuilder.segment(of: [])
        let memories =
            [segment.hashes] + (segment.labels.map { [$0] } ?? [])
            + segment.tables.flatMap { [$0.lines, $0.runs] }
        let counts =
            [segment.count * 32] + (segment.labels == nil ? [] : [segment.count * 2])
            + segment.tables.flatMap { [$0.lines.byteCount, $0.runs.byteCount] }
        let parts = zip(memories, counts).map { memory, count in
            let bytes = unsafe UnsafeRawBufferPointer(rebasing: memory.bytes.prefix(count))
            return unsafe SnapshotHeader.Part(
                byteCount: count, checksum: XXHash64.checksum(of: bytes))
        }
        let header = SnapshotHeader(
            memberCount: segment.count, hasLabels: segment.labels != nil, note: note,
            chunks: segment.tables.map(\.chunk), parts: parts)
        let file = try SnapshotFile(writing: path)
        try file.write(header.bytes, at: 0)
        for (number, offset) in header.offsets.dropLast().enumerated() {
            let bytes = unsafe UnsafeRawBufferPointer(
                rebasing: memories[number].bytes.prefix(counts[number]))
            try unsafe file.write(bytes, at: offset)
        }
        try file.publish(as: path, byteCount: header.offsets[header.parts.count])
    }
}
