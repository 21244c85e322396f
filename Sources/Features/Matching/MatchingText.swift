// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What people write about lists.
enum MatchingText {
    /// One line with something on it, no longer than allowed, and without spaces around it.
    ///
    /// Control characters would move the cursor of somebody's terminal, and not every engine
    /// stores them.
    static func isLine(_ text: String, charactersMax: Int) -> Bool {
        let isPrintable = text.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value)
        }
        return (1...charactersMax).contains(text.count) && isPrintable
            && text.first?.isWhitespace == false && text.last?.isWhitespace == false
    }
    /// What fits of a text on one line without control characters; `nil` when nothing is left.
    static func line(of text: String, charactersMax: Int) -> String? {
        let printable = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.value >= 0x20 && !(0x7f...0x9f).contains(scalar.value) ? scalar : " "
                }))
        let words = printable.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let line = String(words.prefix(charactersMax))
        return line.isEmpty ? nil : line
    }
}
