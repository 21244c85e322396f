// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Texts in files that people open with a spreadsheet.
///
/// A field that begins like a formula is computed by the program that opens the file: it can fetch
/// addresses, and start programs. An apostrophe before it makes it text (OWASP, "CSV Injection");
/// our own readers take it away again.
package enum SpreadsheetText {
    /// What makes a field a formula; spaces before it do not help in all programs.
    private static let beginnings: [Unicode.Scalar] = [
        "=", "+", "-", "@", "\t", "\r", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}",
    ]

    /// The same text as nothing but text.
    package static func harmless(_ text: String) -> String { isFormula(text) ? "'" + text : text }

    /// What `harmless` was given.
    package static func restored(_ text: String) -> String {
        guard text.unicodeScalars.first == "'" else { return text }
        let rest = String(text.unicodeScalars.dropFirst())
        return isFormula(rest) ? rest : text
    }

    /// Apostrophes before a formula count as one, so that each text has one harmless form.
    private static func isFormula(_ text: String) -> Bool {
        text.unicodeScalars.first { $0 != "'" && $0 != " " }.map(beginnings.contains) ?? false
    }
}
