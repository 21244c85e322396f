// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A reader of a format whose rows are records of text, a line each or more.
protocol RecordReader {
    var splitter: LineSplitter { get set }
    /// Rows so far, good and bad.
    var rowNumber: Int { get set }
    /// Whether the rest of the file was given up.
    var isBroken: Bool { get set }

    /// The row of a record of UTF-8 text, or what is wrong with it; `nil` for what is no row.
    mutating func read(_ record: LineSplitter.Record) -> HashListItem?
}

extension RecordReader {
    /// The rows that these bytes complete, up to where the file is given up.
    mutating func items(of bytes: [UInt8], isLast: Bool) -> [HashListItem] {
        if isBroken { return [] }
        var records: [LineSplitter.Record] = []
        splitter.feed(bytes, isLast: isLast) { records.append($0) }
        var items: [HashListItem] = []
        for record in records {
            guard let item = item(of: record) else { continue }
            items.append(item)
            if isBroken { break }
        }
        return items
    }

    /// UTF-16 was told by the file's beginning; a zero byte later is damage.
    private mutating func item(of record: LineSplitter.Record) -> HashListItem? {
        if case .text(let bytes, let line) = record, bytes.contains(0) {
            return giveUp(line, .zeroByte)
        }
        return read(record)
    }

    mutating func giveUp(_ line: Int, _ reason: BadRowReason) -> HashListItem {
        isBroken = true
        return bad(line, reason)
    }

    mutating func bad(_ line: Int, _ reason: BadRowReason) -> HashListItem {
        rowNumber += 1
        return .bad(BadRow(lineNumber: line, rowNumber: rowNumber, reason: reason))
    }
}
