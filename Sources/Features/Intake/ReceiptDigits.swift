// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The digits of a receipt: grouped for people, bare for look-ups.
enum ReceiptDigits {
    static let numberCount = 8
    static let secretCount = 12

    /// Groups of four, as they are shown: `1234 5678`.
    static func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, index.isMultiple(of: 4) { text.append(" ") }
            text.append(digit)
        }
        return text
    }

    /// What somebody typed, without spaces, hyphens and full stops between the digits; `nil` when
    /// it is not that many digits.
    static func bare(_ typed: String, count: Int) -> String? {
        var digits = ""
        // LIMIT: 64 characters looked at; twelve digits with anything sensible between them fit.
        for character in typed.prefix(64) {
            if let value = character.wholeNumberValue, (0...9).contains(value) {
                digits += String(value)
            } else if !(character.isWhitespace || character == "-" || character == ".") {
                return nil
            }
        }
        return digits.count == count ? digits : nil
    }
}
