// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// What somebody typed or pasted, without what chats, mails and word processors put around it.
///
/// Scalar by scalar: to Swift, a slash with an accent on it is another character than a slash, and
/// to a browser it is a slash.
enum TypedText {
    /// Without characters that are not shown or turn the direction of text; white space of every
    /// kind is one space, and none is at either end.
    ///
    /// The joiners stay between letters, where some scripts need them.
    static func cleaned(_ typed: String) -> [Unicode.Scalar] {
        var kept: [Unicode.Scalar] = []
        for scalar in typed.unicodeScalars {
            if scalar.properties.isWhitespace {
                if let last = kept.last, last != " " { kept.append(" ") }
            } else if !scalar.isControlOrDirection {
                if scalar.isJoiner, !(kept.last.map(takesJoiner) ?? false) { continue }
                kept.append(scalar)
            }
        }
        while let last = kept.last, last == " " || last.isJoiner { kept.removeLast() }
        return kept
    }

    /// Scripts that are written joined, and marks: everywhere else a joiner is only invisible.
    private static func takesJoiner(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x300 && (scalar.properties.isAlphabetic || scalar.isCombining)
    }

    /// Full-width letters, digits and signs as the plain ones, as far as they are typed with an
    /// input method for Chinese or Japanese.
    ///
    /// Not where an `@` is: `http://example.org／a@evil.test/` is `evil.test` to every browser.
    static func narrowed(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard !text.contains("@") else { return text }
        return text.map { scalar in
            switch scalar.value {
            case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
            case 0x3002, 0xFF61: "."
            default: scalar
            }
        }
    }

    private static let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
        ("<", ">"), ("(", ")"), ("[", "]"), ("{", "}"), ("\"", "\""), ("'", "'"), ("`", "`"),
        ("«", "»"), ("»", "«"), ("‹", "›"), ("“", "”"), ("„", "“"), ("”", "”"), ("‘", "’"),
        ("‚", "‘"), ("「", "」"), ("『", "』"), ("【", "】"), ("*", "*"), ("|", "|"),
    ]
    private static let closers: Set<Unicode.Scalar> = [")", "]", "}"]
    static let openers: [Unicode.Scalar: Unicode.Scalar] = [")": "(", "]": "[", "}": "{"]
    static let leading: Set<Unicode.Scalar> = [
        "<", "(", "{", "\"", "'", "`", "«", "»", "‹", "“", "„", "”", "‘", "‚", "「", "『", "【",
        "*", "|", ">", ",", ";", "•", "·", "‣", "▪", "◦", "●", "–", "—", "→", "=",
    ]
    private static let trailing: Set<Unicode.Scalar> = [
        ".", ",", ";", ":", "!", "?", "'", "\"", "`", "’", "”", "“", "»", "«", "›", "…", ">", "<",
        "*", "|", "、", "，", "．", "。", "！", "？", "）", "」", "』", "】", "#", "\\",
    ]

    /// Without quotation marks, brackets, bullets and the punctuation of the sentence around it.
    ///
    /// A closing bracket stays where its opening one is part of the address.
    static func unwrapped(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var rest = text[...]
        while true {
            let before = rest.count
            rest = rest.drop { $0 == " " }
            while rest.last == " " { rest.removeLast() }
            for (opening, closing) in pairs
            where rest.count > 1 && rest.first == opening && rest.last == closing
                && wraps(rest, opening, closing)
            {
                rest = rest.dropFirst().dropLast()
            }
            if let first = rest.first, leading.contains(first), !opensItself(rest) {
                rest.removeFirst()
            }
            // Two colons end an IPv6 address, and no sentence.
            if let last = rest.last, !rest.suffix(2).elementsEqual([":", ":"]),
                trailing.contains(last) || last.isJoiner || closesNothing(rest)
            {
                rest.removeLast()
            }
            if rest.count == before { return Array(rest) }
        }
    }

    /// Whether the last one closes what the first one opens: in `(a)(b)` it does not.
    private static func wraps(
        _ text: ArraySlice<Unicode.Scalar>, _ opening: Unicode.Scalar, _ closing: Unicode.Scalar
    ) -> Bool {
        guard opening != closing else { return true }
        var depth = 0
        for scalar in text.dropLast() {
            if scalar == opening { depth += 1 } else if scalar == closing { depth -= 1 }
            if depth == 0 { return false }
        }
        return true
    }

    /// Such as the code in a phone number: `(555) 010 0000`.
    private static func opensItself(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        text.first == "(" && text.contains(")")
    }

    private static func closesNothing(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = text.last, closers.contains(last), let opener = openers[last] else {
            return false
        }
        return text.reduce(0) { $0 + ($1 == opener ? 1 : $1 == last ? -1 : 0) } < 0
    }
}
