// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Dispatch
import Synchronization

/// An index as it is on the disk: numbers that describe it, its tables, and its owner's note.
struct Snapshot {
    /// A table, and how much of its memory counts.
    struct Part {
        let memory: TableMemory
        let byteCount: Int
    }

    let kind: SnapshotHeader.Kind
    let numbers: [UInt64]
    let parts: [Part]
    let note: [UInt8]

    init(kind: SnapshotHeader.Kind, numbers: [UInt64], parts: [Part], note: [UInt8]) {
        precondition(note.count <= SnapshotHeader.noteBytesMax)
        self.kind = kind
        self.numbers = numbers
        self.parts = parts
        self.note = note
    }

    /// Reads a snapshot of one kind, on all processors, and holds each part to its checksum.
    init(_ kind: SnapshotHeader.Kind, at path: String) throws(HashSnapshotError) {
        let file = try SnapshotFile(reading: path)
        let header = try SnapshotHeader(
            bytes: file.read(SnapshotHeader.byteCount, at: 0), fileByteCount: file.byteCount)
        guard header.kind == kind else { throw .notASnapshot }
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
        self.init(
            kind: kind, numbers: header.numbers,
            parts: memories.map { Part(memory: $0, byteCount: $0.byteCount) }, note: header.note)
    }

    /// Writes it to a file that replaces an older one only when it is complete.
    func write(to path: String) throws(HashSnapshotError) {
        let header = SnapshotHeader(
            kind: kind, numbers: numbers, note: note,
            parts: parts.map { part in
                unsafe SnapshotHeader.Part(
                    byteCount: part.byteCount, checksum: XXHash64.checksum(of: part.bytes))
            })
        let offsets = header.offsets
        let file = try SnapshotFile(writing: path)
        try file.write(header.bytes, at: 0)
        for (part, offset) in zip(parts, offsets) {
            try unsafe file.write(part.bytes, at: offset)
        }
        try file.publish(as: path, byteCount: offsets[parts.count])
    }
}

extension Snapshot.Part {
    init(_ memory: TableMemory) { self.init(memory: memory, byteCount: memory.byteCount) }

    /// What counts of the memory, while the part lives.
    @unsafe fileprivate var bytes: UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(rebasing: memory.bytes.prefix(byteCount))
    }
}
