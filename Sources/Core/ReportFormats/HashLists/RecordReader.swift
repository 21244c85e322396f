// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A reader of a format whose rows are records of text, a line each or more.
protocol RecordReader {
    var splitter: LineSplitter { get set }
    /// Whether the rest of the file was given up.
    var isBroken: Bool { get }

    /// The row of a record, or what is wrong with it; `nil` for what is no row.
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
            guard let item = read(record) else { continue }
            items.append(item)
            if isBroken { break }
        }
        return items
    }
}
