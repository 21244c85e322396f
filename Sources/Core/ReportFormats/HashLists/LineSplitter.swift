// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Cuts chunks into records: at every line end, or with `quoted` at those outside quotation marks.
///
/// A line ends with a line feed, a carriage return, or the two together, as one file or another has
/// it; no other character ends one, whatever Unicode says of U+2028.
struct LineSplitter: Sendable {
    enum Record {
        case text([UInt8], line: Int)
        case tooLong(line: Int)
        case openQuote(line: Int)
    }

    // LIMIT: bytes of one record; a row of fingerprints and a note has a few hundred. A record that
    // is longer is dropped up to its line end, and costs no memory.
    static let recordBytesMax = 65_536

    private static let separators = Set(",;\t".utf8)

    private let quoted: Bool
    private var record: [UInt8] = []
    private var isInQuotes = false
    /// The place in the record of the mark that closed the last quoted field.
    private var closedAt = -2
    private var isTooLong = false
    private var followsReturn = false
    private var line = 1
    private var recordLine = 1

    init(quoted: Bool) {
        self.quoted = quoted
    }

    mutating func feed(_ bytes: [UInt8], isLast: Bool, to sink: (Record) -> Void) {
        for byte in bytes {
            let isRest = byte == UInt8(ascii: "\n") && followsReturn
            followsReturn = byte == UInt8(ascii: "\r")
            if followsReturn || byte == UInt8(ascii: "\n") {
                if !isRest { line += 1 }
                // Nobody who opens a quotation mark and never closes it gets to hide the file: once
                // a record is too long, the next line end ends it.
                if !isInQuotes || isTooLong {
                    if !isRest { end(sink) }
                    continue
                }
            }
            if quoted, byte == UInt8(ascii: "\"") { noteQuote() }
            if record.count < Self.recordBytesMax { record.append(byte) } else { isTooLong = true }
        }
        if isLast, !record.isEmpty {
            if isInQuotes, !isTooLong {
                sink(.openQuote(line: recordLine))
            } else {
                end(sink)
            }
            record = []
        }
    }

    /// A quotation mark opens a field only at the field's beginning.
    ///
    /// Elsewhere it is just wrong, and must not join this line with the next. Two in a row are one
    /// mark of the text.
    private mutating func noteQuote() {
        if isInQuotes {
            isInQuotes = false
            closedAt = record.count
            return
        }
        let isAtStart =
            record.isEmpty || record == [0xef, 0xbb, 0xbf]
            || record.last.map { Self.separators.contains($0) } == true
        isInQuotes = isAtStart || closedAt == record.count - 1
    }

    private mutating func end(_ sink: (Record) -> Void) {
        if isTooLong {
            sink(.tooLong(line: recordLine))
        } else {
            if recordLine == 1, record.starts(with: [0xef, 0xbb, 0xbf]) { record.removeFirst(3) }
            sink(.text(record, line: recordLine))
        }
        record.removeAll(keepingCapacity: true)
        isInQuotes = false
        closedAt = -2
        isTooLong = false
        recordLine = line
    }
}
