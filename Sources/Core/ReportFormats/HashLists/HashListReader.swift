// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Reads a list of fingerprints from chunks of a file, in bounded memory: files have millions of
/// rows.
///
/// ```swift
/// var reader = HashListReader(format: .csv)
/// while let chunk = try file.read() { for item in reader.feed(chunk, isLast: false) { … } }
/// for item in reader.feed([], isLast: true) { … }
/// ```
package struct HashListReader: Sendable {
    private enum Engine: Sendable {
        case csv(CSVHashListReader)
        case lines(LineHashListReader)
        case vics(JSONHashListReader)
        case vpdq(FrameListReader)
    }

    /// The first bytes, until there are enough to tell UTF-16.
    private var beginning: [UInt8]? = []
    private var isUnreadable = false
    private var hasItems = false
    private var engine: Engine

    package init(format: HashListFormat) {
        engine =
            switch format {
            case .csv: .csv(CSVHashListReader())
            case .lines: .lines(LineHashListReader())
            case .vics: .vics(JSONHashListReader())
            case .vpdq: .vpdq(FrameListReader())
            }
    }

    /// The rows that these bytes complete, in order; `isLast` says that no more come.
    ///
    /// A file in which there is nothing to read ends with a bad row that says so: that is not the
    /// same as a list of which everything is known.
    package mutating func feed(_ bytes: [UInt8], isLast: Bool) -> [HashListItem] {
        if isUnreadable { return [] }
        var bytes = bytes
        if let start = beginning {
            bytes = start + bytes
            guard bytes.count >= 2 || isLast else {
                beginning = bytes
                return []
            }
            beginning = nil
            if Self.isWide(bytes) {
                isUnreadable = true
                return [.bad(BadRow(lineNumber: 1, rowNumber: 1, reason: .otherEncoding))]
            }
        }
        var items = read(bytes, isLast: isLast)
        hasItems = hasItems || !items.isEmpty
        if isLast, !hasItems {
            items.append(.bad(BadRow(lineNumber: 1, rowNumber: 1, reason: nothingRead)))
        }
        return items
    }

    /// UTF-16 or UTF-32, in either order, with its mark or without: what a list begins with is a
    /// character of ASCII, so that one of the first two bytes is zero.
    private static func isWide(_ bytes: [UInt8]) -> Bool {
        let first = bytes.prefix(2)
        return first.contains(0) || first == [0xff, 0xfe] || first == [0xfe, 0xff]
    }

    /// Why there is no row.
    private var nothingRead: BadRowReason {
        switch engine {
        case .csv(let reader): reader.nothingRead
        case .lines: .noRows
        case .vics(let reader): reader.nothingRead
        case .vpdq(let reader): reader.nothingRead
        }
    }

    private mutating func read(_ bytes: [UInt8], isLast: Bool) -> [HashListItem] {
        switch engine {
        case .csv(var reader):
            // Emptied first, so that the reader's buffers have one owner and are not copied.
            engine = .lines(LineHashListReader())
            defer { engine = .csv(reader) }
            return reader.feed(bytes, isLast: isLast)
        case .lines(var reader):
            engine = .lines(LineHashListReader())
            defer { engine = .lines(reader) }
            return reader.items(of: bytes, isLast: isLast)
        case .vics(var reader):
            engine = .lines(LineHashListReader())
            defer { engine = .vics(reader) }
            return reader.feed(bytes, isLast: isLast)
        case .vpdq(var reader):
            engine = .lines(LineHashListReader())
            defer { engine = .vpdq(reader) }
            return reader.items(of: bytes, isLast: isLast)
        }
    }

    /// Whether the rest of the file was given up: the last item says why.
    package var isBroken: Bool {
        if isUnreadable { return true }
        return switch engine {
        case .csv(let reader): reader.isBroken
        case .lines(let reader): reader.isBroken
        case .vics(let reader): reader.isBroken
        case .vpdq(let reader): reader.isBroken
        }
    }
}
