// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto

/// The identifier of one `Subject`: a UUID version 7 (RFC 9562, section 5.7) in its lower-case text
/// form.
///
/// Identifiers are text in code, SQL, URLs and logs, so that one value looks the same everywhere.
/// Version 7 keeps rows that were made together close together in both engines' indexes.
package struct Identifier<Subject>: Hashable, Sendable, CustomStringConvertible {
    /// 36 characters, lower case, with hyphens.
    package let text: String

    /// Makes a new identifier for something that happens now.
    package init(at time: Timestamp) {
        var generator = SystemRandomNumberGenerator()
        self.init(at: time, using: &generator)
    }

    /// Makes an identifier from a time and the given source of randomness (74 bits are drawn).
    package init(at time: Timestamp, using generator: inout some RandomNumberGenerator) {
        let milliseconds = UInt64(max(0, time.microsecondsSinceEpoch / 1000))
        let high = milliseconds << 16 | 0x7000 | UInt64.random(in: 0...0xfff, using: &generator)
        let low =
            0x8000_0000_0000_0000
            | UInt64.random(in: 0...0x3fff_ffff_ffff_ffff, using: &generator)
        let digits = Self.hex(high) + Self.hex(low)
        var text = ""
        for (index, character) in digits.enumerated() {
            if index == 8 || index == 12 || index == 16 || index == 20 { text.append("-") }
            text.append(character)
        }
        self.text = text
    }

    /// Reads an identifier that somebody typed or stored; `nil` when it is not a lower-case UUID.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        for (index, byte) in bytes.enumerated() {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
                guard isDigit || isLetter else { return nil }
            }
        }
        self.text = text
    }

    /// The record that something with a key of its own is: one identifier for both.
    package init<Thing>(of thing: Identifier<Thing>) where Subject == RecordSubject {
        text = thing.text
    }

    package var description: String { text }

    private static func hex(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
