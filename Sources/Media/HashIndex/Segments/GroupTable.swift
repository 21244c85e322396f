// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CMediaKernels

/// Finds the places of fingerprints by the value of one chunk.
///
/// Fingerprints whose chunk has the same upper bits form a group. A group is one line of memory, 64
/// bytes: fifteen entries, each a place and the chunk's lower bits, and a control word. So whatever
/// is near in the lower bits costs a single wait for memory. What does not fit, because similar
/// fingerprints come in crowds, is in a run elsewhere that the control word names.
struct GroupTable: Sendable {
    /// LIMIT: a place is a number of 27 bits.
    static let placeBits = 27
    static let entriesPerLine = 15
    private static let wordsPerLine = 16

    let chunk: HashChunk
    let lines: TableMemory
    /// Runs, each a count and as many entries; the first word is not used, so that 0 is no run.
    let runs: TableMemory

    init(chunk: HashChunk, lines: TableMemory, runs: TableMemory) {
        self.chunk = chunk
        self.lines = lines
        self.runs = runs
    }

    static func lineByteCount(of chunk: HashChunk) -> Int { chunk.groupCount * wordsPerLine * 4 }

    /// - Complexity: one random access for each fingerprint.
    ///
    /// SAFETY: the caller vouches for `count` fingerprints.
    @unsafe init(of chunk: HashChunk, hashes: UnsafePointer<SIMD4<UInt64>>, count: Int) {
        lines = TableMemory(byteCount: Self.lineByteCount(of: chunk))
        self.chunk = chunk
        let words = unsafe lines.elements(of: UInt32.self)
        var surplus: [(group: UInt32, entry: UInt32)] = []
        // Far enough ahead for a line to have come by the time it is needed.
        let ahead = 12
        for place in 0..<count {
            if place + ahead < count {
                let coming = unsafe chunk.group(of: chunk.value(in: hashes[place + ahead]))
                unsafe cmk_prefetch(words + Int(coming) * Self.wordsPerLine)
            }
            let value = unsafe chunk.value(in: hashes[place])
            let group = chunk.group(of: value)
            let entry = chunk.lower(of: value) << UInt32(Self.placeBits) | UInt32(place)
            let line = unsafe words + Int(group) * Self.wordsPerLine
            let filled = unsafe Int(line[Self.entriesPerLine])
            if filled < Self.entriesPerLine {
                unsafe line[filled] = entry
                unsafe line[Self.entriesPerLine] += 1
            } else {
                surplus.append((group, entry))
            }
        }
        runs = unsafe Self.runs(of: surplus, words)
    }

    /// Writes what did not fit, group by group, and names each run in its group's control word.
    @unsafe private static func runs(
        of surplus: [(group: UInt32, entry: UInt32)], _ words: UnsafeMutablePointer<UInt32>
    ) -> TableMemory {
        // By group, and within it in the order of places.
        let surplus = surplus.sorted {
            ($0.group, $0.entry & (1 << UInt32(placeBits) - 1))
                < ($1.group, $1.entry & (1 << UInt32(placeBits) - 1))
        }
        var runs: [UInt32] = [0]
        var header = 0
        for (number, item) in surplus.enumerated() {
            if number == 0 || surplus[number - 1].group != item.group {
                header = runs.count
                runs.append(0)
                let control = Int(item.group) * wordsPerLine + entriesPerLine
                unsafe words[control] |= UInt32(header) << 4
            }
            runs.append(item.entry)
            runs[header] += 1
        }
        let memory = TableMemory(byteCount: runs.count * 4)
        unsafe runs.withUnsafeBytes { unsafe memory.bytes.copyMemory(from: $0) }
        return memory
    }

    /// The first place whose fingerprint has a value; those behind it that have it too follow
    /// without gaps.
    ///
    /// Of the table by whose chunk the fingerprints are sorted: there a group's lower bits are in
    /// order, first the line's and then the run's.
    ///
    /// - Complexity: O(log *n*) for *n* members of the group.
    func first(with value: UInt32) -> UInt32? {
        // SAFETY: a value's group has a line; a control word names at most fifteen entries, and a
        // run that begins with its own length.
        let line =
            unsafe lines.elements(of: UInt32.self)
            + Int(chunk.group(of: value)) * Self.wordsPerLine
        let control = unsafe line[Self.entriesPerLine]
        let lower = chunk.lower(of: value)
        for number in 0..<Int(control & 15) {
            let entry = unsafe line[number]
            if entry >> UInt32(Self.placeBits) == lower { return Self.place(in: entry) }
        }
        guard control >> 4 != 0 else { return nil }
        let run = unsafe runs.elements(of: UInt32.self) + Int(control >> 4)
        var (low, high) = unsafe (0, Int(run[0]))
        while low < high {
            let middle = (low + high) / 2
            if unsafe run[1 + middle] >> UInt32(Self.placeBits) < lower {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard unsafe low < Int(run[0]), unsafe run[1 + low] >> UInt32(Self.placeBits) == lower
        else { return nil }
        return unsafe Self.place(in: run[1 + low])
    }

    private static func place(in entry: UInt32) -> UInt32 {
        entry & (1 << UInt32(placeBits) - 1)
    }
}
