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
