// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

extension HashListFormat {
    /// How much of a file `init(recognising:)` wants to see; a shorter file is enough in full.
    package static let beginningBytes = 4_096

    /// Tells a file's format by its beginning; one that is like none is taken for CSV, whose reader
    /// says what is wrong with it.
    package init(recognising beginning: [UInt8]) {
        var text = beginning[...]
        if text.starts(with: [0xef, 0xbb, 0xbf]) { text = text.dropFirst(3) }
        let line = text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            .lazy.map { String(decoding: $0, as: UTF8.self) }
            .first { !$0.allSatisfy(\.isWhitespace) }
        let words = (line ?? "").split { $0 == " " || $0 == "\t" }
        guard let first = words.first else {
            self = .csv
            return
        }
        if first.hasPrefix("{") || first.hasPrefix("[") {
            self = .vics
        } else if first.hasPrefix("#") {
            self = .lines
        } else if words.count > 1, HashKind(named: first) != nil, Self.isHash(words[1]) {
            self = .lines
        } else if Self.isFrame(line ?? "") {
            self = .vpdq
        } else {
            self = .csv
        }
    }

    /// Three or four fields, of which one is a fingerprint.
    private static func isFrame(_ line: String) -> Bool {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.trimmingSpaces() }
        guard (3...4).contains(fields.count) else { return false }
        return fields[fields.count == 4 ? 2 : 0].count == 64
            && fields[fields.count == 4 ? 2 : 0].allSatisfy(\.isHexDigit)
    }

    /// Hexadecimal digits, at least so many that they are no column's name.
    private static func isHash(_ word: Substring) -> Bool {
        word.count >= 8 && word.allSatisfy(\.isHexDigit)
    }
}
