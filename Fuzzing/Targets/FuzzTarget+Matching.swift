// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import NIOCore
import PerceptualHashing

@testable import Commands
@testable import HashIndex
@testable import Matching

/// Questions to the match socket, and the files the index is kept in.
extension FuzzTarget {
    static let matching = [matchLines, snapshotHeader]

    /// Where to cut the lines in two, and the lines.
    private static let matchLines = FuzzTarget(
        "match-lines", bytesMax: 1_024,
        seeds: {
            let pdq = String(repeating: "f8", count: 32)
            let texts = [
                "pdq \(pdq) 87\nsha256 \(pdq)\r\n", "pdq \(pdq)\n\nmd5 \(pdq.prefix(32))\nsha1 ",
                "pdq \(pdq) 101\npdq \(pdq) -1\n", "sha256 \(pdq) 5\n",
            ]
            return texts.map { [0, 70] + Array($0.utf8) }
        }
    ) { bytes in
        var input = FuzzInput(bytes)
        let cut = input.number(below: 1_024)
        let sent = input.rest
        let whole = lines([sent])
        let inPieces = lines([Array(sent.prefix(cut)), Array(sent.dropFirst(cut))])
        try hold(whole == inPieces, "where the pieces end is no matter")
        let ends = sent.count { $0 == 0x0a }
        try hold(
            whole.isTooLong ? whole.lines.count <= ends : whole.lines.count == ends,
            "as many lines as line ends, but behind one that is too long")
        for line in whole.lines {
            guard case .question(let question) = MatchLine.request(line) else { continue }
            try hold(line.utf8.count <= MatchLine.questionBytesMax, "no question is longer")
            try hold(
                question.digests.count + question.pictures.count == 1,
                "a question has one fingerprint")
        }
        guard !sent.contains(0x0d) else { return }
        let returns = sent.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }
        // A line of the greatest length has no room for a carriage return.
        let others = lines([returns])
        if !others.isTooLong { try hold(others == whole, "both line ends are one") }
    }

    private static func lines(_ pieces: [[UInt8]]) -> (lines: [Substring], isTooLong: Bool) {
        var lines = MatchLines()
        var found: [Substring] = []
        for piece in pieces {
            let (more, isTooLong) = lines.take(ByteBuffer(bytes: piece))
            found += more
            if isTooLong { return (found, true) }
        }
        return (found, false)
    }

    /// The page without its checksum, which is put right, since nobody guesses it; and what fills
    /// the tables.
    private static let snapshotHeader = FuzzTarget(
        "snapshot-header", bytesMax: 2_560,
        seeds: {
            var pictures = HammingIndex()
            pictures.insert(contentsOf: ContiguousArray((0..<4_000).map { hash($0) }))
            var digests = DigestIndex(byteCount: 16)
            digests.insert(contentsOf: (0..<160).map { UInt8($0 / 16) }, labels: Array(0..<10))
            let plain = SnapshotHeader(
                kind: .hamming, numbers: [0], note: [7], parts: [.init(byteCount: 0, checksum: 1)])
            let path = "/tmp/nightlight-fuzz-\(UInt64.random(in: .min ... .max))"
            func page() -> [UInt8] {
                defer { unsafe unlink(path) }
                let file = try? SnapshotFile(reading: path)
                return (try? file?.read(SnapshotHeader.byteCount, at: 0)) ?? []
            }
            try? pictures.writeSnapshot(to: path, note: [1, 2])
            let ofPictures = page()
            try? digests.writeSnapshot(to: path, note: [3])
            return [plain.bytes, ofPictures, page()].map { Array($0.prefix(snapshotPageBytes)) }
        }
    ) { bytes in
        var page = Array(bytes.prefix(snapshotPageBytes))
        page += [UInt8](repeating: 0, count: SnapshotHeader.byteCount - page.count)
        let numberCount = number(page, at: 104)
        guard numberCount <= 120 else { return }
        let partCount = number(page, at: 112 + 8 * Int(numberCount))
        guard partCount <= 80 else { return }
        let end = 120 + 8 * Int(numberCount) + 16 * Int(partCount)
        let sum = unsafe page[..<end].withUnsafeBytes { unsafe XXHash64.checksum(of: $0) }
        for byte in 0..<8 { page[end + byte] = UInt8(truncatingIfNeeded: sum >> (8 * byte)) }
        let announced = Int(clamping: number(page, at: 16))
        guard let header = try? SnapshotHeader(bytes: page, fileByteCount: announced) else {
            return
        }
        try hold(header.parts.allSatisfy { $0.byteCount >= 0 }, "no part is less than nothing")
        try hold(header.offsets.last == announced, "the parts fill the file")
        try hold(header.offsets == header.offsets.sorted(), "each part is behind the last")
        let again = try SnapshotHeader(bytes: header.bytes, fileByteCount: announced)
        try hold(again == header, "written again it is the same")
        if announced <= 1 << 20 { try holdTables(header, bytes.dropFirst(snapshotPageBytes)) }
    }

    private static let snapshotPageBytes = 2_048

    /// Whatever a table of digests was filled with, a look-up ends and stays within it.
    private static func holdTables(_ header: SnapshotHeader, _ filling: ArraySlice<UInt8>) throws {
        let parts = header.parts.map { part in
            let memory = TableMemory(byteCount: part.byteCount)
            for (place, byte) in zip(0..<part.byteCount, filling) {
                unsafe memory.bytes[place] = byte
            }
            return Snapshot.Part(memory)
        }
        let snapshot = Snapshot(
            kind: header.kind, numbers: header.numbers, parts: parts, note: header.note)
        switch header.kind {
        case .hamming: _ = HashSegment(snapshot)
        case .digests:
            guard let table = DigestTable(snapshot) else { return }
            let index = DigestIndex(table)
            let wanted = Array((0..<320).map { UInt8($0 / 16) }.prefix(10 * index.byteCount))
            let found = index.members(among: wanted)
            try hold(found.allSatisfy { (0..<10).contains($0) }, "what was found was asked for")
            for place in stride(from: 0, to: wanted.count, by: index.byteCount) {
                _ = index.labels(of: Array(wanted[place..<place + index.byteCount]))
            }
        }
    }

    private static func number(_ bytes: [UInt8], at start: Int) -> UInt64 {
        bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func hash(_ number: Int) -> PDQHash {
        let word = UInt64(number) &* 0x9e37_79b9_7f4a_7c15
        return PDQHash(words: [word, ~word, word << 7, UInt64(number)])
    }
}
