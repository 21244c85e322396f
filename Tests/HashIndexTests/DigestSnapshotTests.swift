// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Testing

@testable import HashIndex

struct DigestSnapshotTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "digests-\(UUID().uuidString)")

    private var path: String { folder.appending(path: "index").path }

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func digests(_ count: Int, _ byteCount: Int) -> [UInt8] {
        var random = SplitMix(seed: 11)
        return (0..<count * byteCount).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }

    @Test(arguments: [16, 20, 32], [(0, false), (1, false), (3_000, false), (3_000, true)])
    func `what was written is read again`(
        byteCount: Int, size: (count: Int, labelled: Bool)
    ) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let all = digests(size.count + 500, byteCount)
        let zero = [UInt8](repeating: 0, count: byteCount)
        var written = DigestIndex(byteCount: byteCount)
        written.insert(
            contentsOf: Array(all.prefix(size.count * byteCount)),
            labels: size.labelled ? (0..<size.count).map { UInt16($0 % 5) } : [])
        if size.labelled { written.insert(zero, label: 3) }
        try written.writeSnapshot(to: path, note: [4, 2])
        var (read, note) = try DigestIndex.readSnapshot(at: path)
        #expect(note == [4, 2])
        #expect(read.byteCount == byteCount && read.count == written.count)
        #expect(read.members(among: all) == Array(0..<size.count))
        #expect(read.labels(of: zero) == (size.labelled ? [3] : []))
        for label in UInt16(0)..<5 {
            #expect(
                read.members(among: all, labels: [label])
                    == written.members(among: all, labels: [label]))
        }
        // And it can be changed, and written once more.
        let last = Array(all.suffix(byteCount))
        let isNew = read.insert(last, label: 9)
        #expect(isNew)
        try read.writeSnapshot(to: path)
        #expect(try DigestIndex.readSnapshot(at: path).index.labels(of: last) == [9])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["index"])
    }

    @Test func `damage anywhere is found`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var written = DigestIndex(byteCount: 20)
        written.insert(
            contentsOf: digests(2_000, 20), labels: [UInt16](repeating: 1, count: 2_000))
        try written.writeSnapshot(to: path)
        let whole = try Data(contentsOf: URL(filePath: path))
        var random = SplitMix(seed: 6)
        var positions = (0..<40).map { _ in Int.random(in: 4_096..<70_000, using: &random) }
        positions += [0, 8, 16, 24, 32, 104, 112, 120, 128, 168, 176, 184]
        // The labels stand behind the slots, from a page of their own on.
        positions += [73_728, 73_900, 75_000]
        for position in positions {
            var damaged = whole
            damaged[position] ^= 0x10
            try damaged.write(to: URL(filePath: path))
            #expect(throws: HashSnapshotError.self, "byte \(position)") {
                try DigestIndex.readSnapshot(at: path)
            }
        }
        for count in [0, 4_095, 4_096, whole.count / 2, whole.count - 1] {
            try whole.prefix(count).write(to: URL(filePath: path))
            #expect(throws: HashSnapshotError.self, "\(count) bytes") {
                try DigestIndex.readSnapshot(at: path)
            }
        }
    }

    @Test func `a snapshot of another kind is none`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var digests = DigestIndex(byteCount: 16)
        try digests.writeSnapshot(to: path)
        #expect(throws: HashSnapshotError.notASnapshot) { try HammingIndex.readSnapshot(at: path) }
        var pictures = HammingIndex()
        try pictures.writeSnapshot(to: path)
        #expect(throws: HashSnapshotError.notASnapshot) { try DigestIndex.readSnapshot(at: path) }
    }

    /// Checksums find damage; these were made so, with checksums that are right.
    @Test(arguments: [
        "no homes", "more homes than slots", "no free slot", "too few labels", "another length",
        "too many members", "a part too few", "a number too few",
    ])
    func `numbers and tables that do not belong together are refused`(fault: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let slots = TableMemory(byteCount: 17 * 16 + 32)
        var numbers: [UInt64] = [16, 0, 16, 1, 2, 3, 4]
        var parts = [
            Snapshot.Part(slots), Snapshot.Part(TableMemory(byteCount: 34)),
            Snapshot.Part(TableMemory(byteCount: 0)),
        ]
        func write() throws {
            try Snapshot(kind: .digests, numbers: numbers, parts: parts, note: []).write(to: path)
        }
        try write()
        #expect(try DigestIndex.readSnapshot(at: path).index.count == 0)
        switch fault {
        case "no homes": numbers[2] = 0
        case "more homes than slots": numbers[2] = 17
        case "no free slot": unsafe slots.bytes[16 * 16] = 1
        case "too few labels": parts[1] = Snapshot.Part(TableMemory(byteCount: 32))
        case "another length": numbers[0] = 17
        case "too many members": numbers[1] = 17
        case "a part too few": parts.removeLast()
        default: numbers.removeLast()
        }
        try write()
        #expect(throws: HashSnapshotError.damaged) { try DigestIndex.readSnapshot(at: path) }
    }
}
