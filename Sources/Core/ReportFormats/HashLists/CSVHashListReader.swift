// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Reads comma-separated values (RFC 4180) with a header line.
///
/// The columns `md5`, `sha1`, `sha256`, `pdq`, `classification` (or `category`) and `note` may come
/// in any order and number and by the other names that they usually have; so may one column of
/// fingerprints of several kinds (`hash`), with or without one for the kind. Others are passed
/// over.
///
/// A header with semicolons, tabs or bars instead of commas says that the whole file has them: that
/// is what spreadsheets write in much of the world.
struct CSVHashListReader: RecordReader, Sendable {
    private static let qualityMin = 50

    var splitter = LineSplitter(quoted: true)
    private var separator = UInt8(ascii: ",")
    /// Whether the first line named the separator, as spreadsheets have it: `sep=;`.
    private var isSeparatorNamed = false
    private var columns: [CSVColumn]?
    private var poorCount = 0
    var rowNumber = 0
    var isBroken = false

    var nothingRead: BadRowReason { poorCount > 0 ? .poorFrames : .noRows }

    mutating func feed(_ bytes: [UInt8], isLast: Bool) -> [HashListItem] {
        var items = items(of: bytes, isLast: isLast)
        // A file of nothing but blank lines has no header either.
        if isLast, columns == nil, !isBroken { items.append(giveUp(1, .noHashColumn)) }
        return items
    }

    mutating func read(_ record: LineSplitter.Record) -> HashListItem? {
        switch record {
        case .tooLong(let line):
            return columns == nil ? giveUp(line, .noHashColumn) : bad(line, .rowTooLong)
        case .openQuote(let line): return bad(line, .truncated)
        case .text(let bytes, let line):
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
            guard let columns else { return readHeader(bytes, line) }
            guard let fields = CSVFields.split(bytes, separator: separator) else {
                return bad(line, .badQuote)
            }
            return readRow(CSVRow(fields, in: columns), of: bytes, line)
        }
    }

    private mutating func readHeader(_ bytes: [UInt8], _ line: Int) -> HashListItem? {
        if line == 1, bytes.count == 5, bytes.starts(with: Array("sep=".utf8)) {
            separator = bytes[4]
            isSeparatorNamed = true
            return nil
        }
        let candidates =
            isSeparatorNamed ? [separator] : CSVFields.separators.filter { bytes.contains($0) }
        for candidate in candidates + [separator] {
            let names = CSVFields.split(bytes, separator: candidate) ?? []
            guard let columns = CSVColumn.columns(names) else { continue }
            separator = candidate
            self.columns = columns
            return nil
        }
        let digits = bytes.prefix { Character(Unicode.Scalar($0)).isHexDigit }
        let isDigest = [32, 40, 64].contains(digits.count)
        return giveUp(line, isDigest ? .noHeader : .noHashColumn)
    }

    private mutating func readRow(
        _ row: CSVRow, of bytes: [UInt8], _ line: Int
    ) -> HashListItem? {
        if row.hasTooMany { return bad(line, .tooManyFields) }
        switch row.fingerprints {
        case .failure(let reason):
            let isApart =
                !bytes.contains(separator) && CSVFields.separators.contains { bytes.contains($0) }
            return bad(line, isApart ? .otherSeparator : reason)
        case .success(let fingerprints):
            // A picture is compared at any quality that its list says, a frame by the vPDQ method.
            if let quality = row.quality {
                guard let number = FrameNote.number(quality), number <= 100 else {
                    return bad(line, .badQuality)
                }
                if number < Self.qualityMin, fingerprints.allSatisfy({ $0.kind == .pdq }) {
                    poorCount += 1
                    return nil
                }
            }
            rowNumber += 1
            return .row(
                HashListRow(
                    fingerprints: fingerprints,
                    category: row.category.map(SpreadsheetText.restored),
                    note: row.note.map(SpreadsheetText.restored),
                    lineNumber: line))
        }
    }
}
