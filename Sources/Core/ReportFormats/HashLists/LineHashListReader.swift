// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Reads lines of `TYPE HASH`, with an optional third word for the category.
///
/// Blank lines and lines that begin with `#` are passed over.
struct LineHashListReader: RecordReader, Sendable {
    var splitter = LineSplitter(quoted: false)
    var rowNumber = 0
    var isBroken = false

    mutating func read(_ record: LineSplitter.Record) -> HashListItem? {
        switch record {
        case .tooLong(let line), .openQuote(let line): return bad(line, .rowTooLong)
        case .text(let bytes, let line):
            // By bytes: a mark that combines with a space makes another character of it.
            let words = bytes.split { $0 == 0x20 || $0 == 0x09 }
                .map { Substring(decoding: $0, as: UTF8.self) }
            guard let first = words.first, !first.hasPrefix("#") else { return nil }
            guard let kind = HashKind(named: first) else { return bad(line, .unknownKind) }
            guard words.count > 1 else { return bad(line, .missingHash) }
            guard words.count <= 3 else { return bad(line, .tooManyFields) }
            guard let fingerprint = Fingerprint(kind: kind, hex: String(words[1])) else {
                return bad(line, BadRowReason(bad: kind))
            }
            rowNumber += 1
            return .row(
                HashListRow(
                    fingerprints: [fingerprint],
                    category: words.count == 3 ? String(words[2]) : nil,
                    lineNumber: line))
        }
    }
}
