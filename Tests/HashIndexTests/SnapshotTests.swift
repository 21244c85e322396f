// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import HashIndex
import PerceptualHashing
import Testing

struct SnapshotTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "snapshot-\(UUID().uuidString)")

    private var path: String { folder.appending(path: "index").path }

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func index(count: Int, labelled: Bool) -> HammingIndex {
        var random = SplitMix(seed: 5)
        let hashes = ContiguousArray((0..<count).map { _ in random.hash() })
        let labels = ContiguousArray((0..<count).map { UInt16($0 % 5) })
        return HammingIndex(hashes, labels: labelled ? labels : [])
    }

    @Test(arguments: [0, 1, 1_500, 4_096, 20_000], [false, true])
    func `what was written is read again`(count: Int, labelled: Bool) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var written = index(count: count, labelled: labelled)
        try written.writeSnapshot(to: path, note: Array("generation 7".utf8))
        let (read, note) = try HammingIndex.readSnapshot(at: path)
        #expect(note == Array("generation 7".utf8))
        #expect(read.count == count)
        var random = SplitMix(seed: 5)
        for number in 0..<min(count, 200) {
            let query = random.flip(random.hash(), bits: number % 32)
            #expect(
                Set(read.neighbours(of: query, within: 31))
                    == Set(written.neighbours(of: query, within: 31)))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["index"])
    }

    @Test func `an index that was read can be changed`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var written = index(count: 6_000, labelled: true)
        try written.writeSnapshot(to: path)
        var (read, note) = try HammingIndex.readSnapshot(at: path)
        #expect(note.isEmpty)
        var random = SplitMix(seed: 5)
        let first = random.hash()
        let isRemoved = read.remove(first, label: 0)
        #expect(isRemoved && read.count == 5_999)
        #expect(read.neighbours(of: first, within: 31).isEmpty)
        try read.writeSnapshot(to: path)
        #expect(try HammingIndex.readSnapshot(at: path).index.count == 5_999)
    }

    @Test func `damage anywhere is found`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var written = index(count: 5_000, labelled: true)
        try written.writeSnapshot(to: path)
        let whole = try Data(contentsOf: URL(filePath: path))
        var random = SplitMix(seed: 6)
        var positions = (0..<40).map { _ in Int.random(in: whole.indices, using: &random) }
        positions += [0, 8, 16, 24, 32, 40, 48, 200, 300]
        for position in positions {
            var damaged = whole
            damaged[position] ^= 0x10
            try damaged.write(to: URL(filePath: path))
            let isPadding = try isUnread(position, in: whole)
            if isPadding { continue }
            #expect(throws: HashSnapshotError.self, "byte \(position)") {
                try HammingIndex.readSnapshot(at: path)
            }
        }
        for count in [0, 1, 100, 4_095, 4_096, 5_000, whole.count / 2, whole.count - 1] {
            try whole.prefix(count).write(to: URL(filePath: path))
            #expect(throws: HashSnapshotError.self, "\(count) bytes") {
                try HammingIndex.readSnapshot(at: path)
            }
        }
        try (whole + Data([0])).write(to: URL(filePath: path))
        #expect(throws: HashSnapshotError.wrongSize) { try HammingIndex.readSnapshot(at: path) }
    }

    /// Zeros between parts, and behind the header, that nothing reads.
    private func isUnread(_ position: Int, in whole: Data) throws -> Bool {
        let page = position / 4_096 * 4_096
        let rest = whole[position..<min(whole.count, page + 4_096)]
        return rest.allSatisfy { $0 == 0 }
    }

    @Test func `every failure has its own code`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: HashSnapshotError.missing) { try HammingIndex.readSnapshot(at: path) }
        #expect(throws: HashSnapshotError.notASnapshot) {
            try HammingIndex.readSnapshot(at: folder.path)
        }
        try Data(repeating: 7, count: 9_000).write(to: URL(filePath: path))
        #expect(throws: HashSnapshotError.notASnapshot) { try HammingIndex.readSnapshot(at: path) }
        var empty = HammingIndex()
        #expect(throws: HashSnapshotError.system(errorNumber: Int(ENOENT))) {
            try empty.writeSnapshot(to: folder.appending(path: "nowhere/index").path)
        }
        try empty.writeSnapshot(to: path)
        var other = try Data(contentsOf: URL(filePath: path))
        other[8] = 3
        try other.write(to: URL(filePath: path))
        #expect(throws: HashSnapshotError.otherVersion(3)) {
            try HammingIndex.readSnapshot(at: path)
        }
        let codes: [HashSnapshotError] = [
            .missing, .notASnapshot, .otherVersion(2), .wrongSize, .damaged, .busy,
            .system(errorNumber: 28),
        ]
        #expect(Set(codes.map(\.code)).count == codes.count)
    }
}
