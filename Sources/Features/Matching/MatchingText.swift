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
}
