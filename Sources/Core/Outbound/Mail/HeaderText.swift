// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// Text in headers, as RFC 2047 has it.
///
/// Line ends and control characters never get through.
enum HeaderText {
    // LIMIT: bytes of text in one encoded word; with its frame a word has at most 75 characters.
    private static let wordBytesMax = 45

    // LIMIT: bytes of a header's text; longer subjects are cut, mail programs show some seventy.
    private static let textBytesMax = 400

    /// Plain when it is short ASCII, encoded words on folded lines when not.
    static func encode(_ text: String) -> String {
        let clean = clean(text)
        let isPlain = clean.utf8.allSatisfy { (0x20...0x7e).contains($0) } && !clean.contains("=?")
        return isPlain && clean.utf8.count <= 60 ? clean : words(clean)
    }

    /// A name before an address, in which commas and brackets would have a meaning.
    static func encodePhrase(_ text: String) -> String {
        let clean = clean(text)
        let isPlain = clean.utf8.allSatisfy { byte in
            byte == 0x20 || (48...57).contains(byte) || (65...90).contains(byte)
                || (97...122).contains(byte)
        }
        return isPlain && clean.utf8.count <= 60 ? clean : words(clean)
    }

    private static func clean(_ text: String) -> String {
        var clean = ""
        for scalar in text.unicodeScalars {
            let isControl =
                scalar.properties.generalCategory == .control || scalar == "\u{2028}"
                || scalar == "\u{2029}"
            clean.unicodeScalars.append(isControl ? " " : scalar)
            if clean.utf8.count > textBytesMax { break }
        }
        return clean
    }

    /// Words are cut between scalars: half a character is not valid in any of them.
    private static func words(_ text: String) -> String {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            if word.utf8.count + UTF8.width(scalar) > wordBytesMax {
                words.append(word)
                word = ""
            }
            word.unicodeScalars.append(scalar)
        }
        words.append(word)
        return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }
            .joined(separator: "\r\n ")
    }
}
