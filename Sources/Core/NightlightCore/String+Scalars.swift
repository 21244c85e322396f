// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

extension StringProtocol {
    /// Every occurrence of a scalar replaced by a text.
    ///
    /// `replacing` goes by characters and passes over one with a combining mark behind it: a
    /// quotation mark followed by U+0301 is another character, and still ends a field of CSV.
    package func replacing(scalar: Unicode.Scalar, with text: String) -> String {
        var result = String.UnicodeScalarView()
        for next in unicodeScalars {
            if next == scalar {
                result.append(contentsOf: text.unicodeScalars)
            } else {
                result.append(next)
            }
        }
        return String(result)
    }
}

extension Substring {
    /// Without white space at either end, scalar by scalar: to Swift, a space with an accent on it
    /// is one character and white space, and what says something would go with it.
    package func trimmingWhitespace() -> Substring {
        guard let first = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return Substring(unicodeScalars[first...last])
    }
}
