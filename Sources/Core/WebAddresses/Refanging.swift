// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Turns addresses that were made unclickable for safety back into addresses.
///
/// It knows the spellings that analysts, platforms and forums use: `hxxp`, `h**p`, `meow`, `[.]`,
/// `(dot)`, `[at]`, `[:]//`, `:\\\\`, and a scheme whose colon or slashes were lost.
enum Refanging {
    typealias Text = [Unicode.Scalar]

    /// The text with every disguise undone; the same text when there was none.
    static func refanged(_ text: Text) -> (text: Text, wasDefanged: Bool) {
        guard let spelling = schemeSpelling(text) else {
            let (rest, wasDefanged) = withoutDisguise(text[...])
            return (rest, wasDefanged)
        }
        var result = withoutDisguise(text.dropFirst(spelling.count))
        if spelling.isDisguised, !result.wasDefanged {
            result = (unbracketed(result.text[...], opened: ["["]), true)
        }
        return ((spelling.scheme + "://").unicodeScalars + result.text, result.wasDefanged)
    }

    /// A scheme of the web as it is written here, with its colon and slashes.
    struct SchemeSpelling {
        let scheme: String
        /// Scalars of the text that it takes.
        let count: Int
        let isDisguised: Bool
    }

    static func schemeSpelling(_ text: Text) -> SchemeSpelling? {
        // LIMIT: scalars; the longest spelling known has six.
        let word = text.prefix(8).prefix { $0.isASCIILetter || stars.contains($0) }
        guard let scheme = scheme(spelled: Array(word)) else { return nil }
        var index = word.count
        var (colons, slashes, isBracketed) = (0, 0, false)
        while index < text.count {
            if text[index] == " " {
                index += 1
            } else if text[index] == ":" || text[index] == ";" {
                colons += 1
                index += 1
            } else if WebAddress.isSlash(text[index]) {
                slashes += 1
                index += 1
            } else if let group = separators.first(where: { text[index...].starts(with: $0) }) {
                colons += group.contains(":") ? 1 : 0
                slashes += group.filter { $0 == "/" || $0 == "_" }.count
                isBracketed = true
                index += group.count
            } else {
                break
            }
        }
        guard colons == 1 || (colons == 0 && slashes >= 2) else { return nil }
        let isPlain = ["http", "https"].contains(String(scalars: word).lowercased())
        // Words that are no scheme elsewhere need their slashes.
        guard isPlain || slashes > 0 else { return nil }
        return SchemeSpelling(
            scheme: scheme, count: index, isDisguised: isBracketed || !isPlain)
    }

    /// What stands for the letters that were taken out; the last is the Cyrillic one.
    private static let stars: Set<Unicode.Scalar> = ["*", "-", "_", "#", "~", "•", "+", "\u{445}"]
    private static let middles: Set<Unicode.Scalar> = stars.union(["t", "x", "z"])
    private static let oddWords: Set<String> = ["ttp", "htp", "hhtp", "htttp", "meow", "xxxx"]
    private static let separators: [Text] = [
        "[://]", "[:/]", "[:]", "[//]", "[/]", "(://)", "(:)", "(//)", "(/)", "{://}", "{:}",
        "{//}", "{/}", "__",
    ].map { Array($0.unicodeScalars) }

    private static func scheme(spelled word: Text) -> String? {
        var letters = Array(String(scalars: word).lowercased().unicodeScalars)
        guard letters.count >= 3 else { return nil }
        let isSecure = letters.last == "s"
        if isSecure { letters.removeLast() }
        let isFourLetters =
            letters.count == 4 && letters[0] == "h" && letters[3] == "p"
            && middles.contains(letters[1]) && middles.contains(letters[2])
        guard isFourLetters || oddWords.contains(String(scalars: letters)) else { return nil }
        return isSecure ? "https" : "http"
    }

    /// The host with every dot, colon and sign put back; what follows it is left alone unless the
    /// host was disguised, since brackets are legal there.
    private static func withoutDisguise(_ text: Text.SubSequence) -> (text: Text, wasDefanged: Bool)
    {
        var head: Text = []
        var opened: Set<Unicode.Scalar> = []
        var index = text.startIndex
        scan: while index < text.endIndex {
            let scalar = text[index]
            if let group = group(in: text, at: index) {
                opened.insert(group.opening)
                while head.last == " " { head.removeLast() }
                head += group.meaning
                index += group.count
                while index < text.endIndex, text[index] == " " { index += 1 }
                if group.meaning == ["/"] { break scan }
            } else if scalar == "\\", index + 1 < text.endIndex, text[index + 1] == "." {
                head.append(".")
                opened.insert("\\")
                index += 2
            } else if WebAddress.isSlash(scalar) || scalar == "?" || scalar == "#" {
                break
            } else {
                head.append(scalar)
                index += 1
            }
        }
        let tail = text[index...]
        if opened.isEmpty { return (head + tail, false) }
        return (head + unbracketed(tail, opened: opened.union(["["])), true)
    }

    /// The same beyond the host, for the kinds of brackets that were used in it.
    private static func unbracketed(
        _ text: Text.SubSequence, opened: Set<Unicode.Scalar>
    ) -> Text {
        var plain: Text = []
        var index = text.startIndex
        while index < text.endIndex {
            if let group = group(in: text, at: index), opened.contains(group.opening) {
                plain += group.meaning
                index += group.count
            } else {
                plain.append(text[index])
                index += 1
            }
        }
        return plain
    }

    /// One sign in brackets, such as `[.]`, `(dot)` or half of one, `[.`.
    private struct Group {
        let opening: Unicode.Scalar
        let meaning: Text
        let count: Int
    }

    private static let meanings: [String: String] = [
        ".": ".", "dot": ".", "d0t": ".", "point": ".", "punkt": ".", "punto": ".", "@": "@",
        "at": "@", "arobase": "@", ":": ":", "/": "/", "slash": "/", "://": "://", "-": "-",
    ]
    /// Whether a text begins with one sign in brackets, whole.
    static func beginsWithSign(_ text: Text) -> Bool {
        guard let first = text.first, TypedText.openers.values.contains(first) else { return false }
        return group(in: text[...], at: 0).map { $0.count > 2 } ?? false
    }

    static func endsInSign(_ text: Text) -> Bool {
        guard let last = text.last, let opener = TypedText.openers[last],
            let start = text.lastIndex(of: opener)
        else { return false }
        return group(in: text[...], at: start).map { start + $0.count == text.count } ?? false
    }

    // LIMIT: scalars between the brackets; the longest word has seven, and may have a space around.
    private static let groupScalarsMax = 9

    private static func group(in text: Text.SubSequence, at start: Int) -> Group? {
        let opening = text[start]
        guard ["[", "(", "{"].contains(opening) else {
            // The second half of a pair whose first is missing: `example.]org`.
            guard opening == ".", start + 1 < text.endIndex, start > text.startIndex,
                let opener = TypedText.openers[text[start + 1]],
                !text[..<start].contains(opener)
            else { return nil }
            return Group(opening: opener, meaning: ["."], count: 2)
        }
        let rest = text[(start + 1)...]
        let end = rest.prefix(groupScalarsMax + 1).firstIndex { TypedText.openers[$0] != nil }
        if let end {
            let inside = String(scalars: rest[..<end].filter { $0 != " " }).lowercased()
            if let meaning = meanings[inside] {
                return Group(
                    opening: opening, meaning: Array(meaning.unicodeScalars),
                    count: end - start + 1)
            }
        }
        guard rest.first == ".", rest.count > 1, rest.dropFirst().first != " " else { return nil }
        return Group(opening: opening, meaning: ["."], count: 2)
    }
}

extension String {
    init(scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self = String(view)
    }
}
