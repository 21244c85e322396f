// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Cleans what people paste, without changing what they say.
///
/// Nothing is refused for a stray character: somebody who copies out of a chat must not have to
/// find out what a control character is.
enum ReportText {
    /// A narrative or a contact: line ends become `\n`, other invisible controls are left out.
    ///
    /// Characters that reorder text go too: they would let a sender show a reader another address
    /// than the one that is there.
    static func cleanedProse(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                scalars.append("\n")
            } else if scalar == "\n" {
                if previous != "\r" { scalars.append("\n") }
            } else if scalar == "\t" || !isInvisible(scalar) {
                scalars.append(scalar)
            }
            previous = scalar
        }
        return saysSomething(scalars) ? trimmed(String(scalars)) : ""
    }

    /// Whether anything of it can be seen: joiners and soft hyphens have their place in words, and
    /// say nothing alone.
    private static func saysSomething(_ scalars: String.UnicodeScalarView) -> Bool {
        scalars.contains { scalar in
            !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// Whether part of the text was not valid when it came in and was replaced on the way.
    static func isBroken(_ text: String) -> Bool { text.unicodeScalars.contains("\u{FFFD}") }

    /// Without white space at either end.
    ///
    /// Scalar by scalar: to Swift, a space with an accent on it is one character and white space,
    /// and what says something would go with it.
    static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true  // controls
        case 0x200B, 0x2060, 0xFEFF: true  // spaces without width
        case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: true  // reordering
        default: false
        }
    }
}
