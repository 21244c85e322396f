// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Puts addresses together whose writer put spaces into them: `http :// example . org`,
/// `example [.] org`, `rain (at) example (dot) org`, `example dot org`.
enum SpacedOut {
    struct Result {
        let text: [Unicode.Scalar]
        /// Whether a word was taken for a sign, so that the line should be kept as well.
        let isGuessed: Bool
    }

    static func closedUp(_ line: [Unicode.Scalar]) -> Result {
        let words = line.split(separator: " ").map(Array.init)
        guard words.count > 1 else { return Result(text: line, isGuessed: false) }
        var closed: [Word] = []
        var isGuessed = false
        let isSpelled = words.contains { isDotWord($0) }
        for (index, text) in words.enumerated() {
            let next = index + 1 < words.count ? words[index + 1] : []
            let word = Word(text: text, isGlued: false)
            guard let last = closed.last else {
                closed.append(word)
                continue
            }
            if isGlue(text, between: last, and: next, isSpelled: isSpelled) {
                isGuessed = isGuessed || isAtWord(text)
                closed[closed.count - 1] = Word(
                    text: last.text + meaning(of: text), isGlued: true, isOpen: true)
            } else if last.isOpen || endsOpen(last.text) || beginsWithSign(text, after: last) {
                closed[closed.count - 1] = Word(text: last.text + text, isGlued: true)
            } else {
                closed.append(word)
            }
        }
        return Result(
            text: Array(closed.map(\.text).joined(separator: [" "])), isGuessed: isGuessed)
    }

    private struct Word {
        let text: [Unicode.Scalar]
        /// Whether spaces were taken out of it.
        let isGlued: Bool
        /// Whether it ends in a sign that the next word belongs to.
        var isOpen = false
    }

    /// Whether a word alone is a sign of an address.
    private static func isGlue(
        _ text: [Unicode.Scalar], between last: Word, and next: [Unicode.Scalar], isSpelled: Bool
    ) -> Bool {
        let endsLikeName = last.text.last.map { $0.isWordCharacter || $0 == "]" } ?? false
        let beginsLikeName = next.first.map(\.isWordCharacter) ?? false
        guard endsLikeName else { return false }
        switch String(scalars: text).lowercased() {
        case ".": return beginsLikeName
        case "dot": return beginsLikeName && isName(last.text) && isName(next)
        case "at": return isSpelled && beginsLikeName && isName(last.text)
        case "@": return beginsLikeName
        case "/": return last.isGlued && !next.isEmpty && Refanging.schemeSpelling(next) == nil
        case ":": return last.isGlued && next.allSatisfy(\.isASCIIDigit) && !next.isEmpty
        default: return false
        }
    }

    private static func meaning(of text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        if isDotWord(text) { return ["."] }
        return isAtWord(text) ? ["@"] : text
    }

    private static func isDotWord(_ text: [Unicode.Scalar]) -> Bool {
        String(scalars: text).lowercased() == "dot"
    }

    private static func isAtWord(_ text: [Unicode.Scalar]) -> Bool {
        String(scalars: text).lowercased() == "at"
    }

    private static func isName(_ text: [Unicode.Scalar]) -> Bool {
        text.allSatisfy { $0.isWordCharacter || "-_.@/:".unicodeScalars.contains($0) }
    }

    /// A scheme alone, or a sign in brackets at the end.
    private static func endsOpen(_ text: [Unicode.Scalar]) -> Bool {
        if Refanging.schemeSpelling(text + ["x"])?.count == text.count { return true }
        return Refanging.endsInSign(text)
    }

    /// A sign in brackets at the beginning, or the colon and slashes of a scheme.
    private static func beginsWithSign(
        _ text: [Unicode.Scalar], after last: Word
    ) -> Bool {
        if Refanging.beginsWithSign(text) { return true }
        if last.isGlued, text.first == "/", text.count > 1 { return true }
        guard text.first == ":" || text.first == "/" || text.first == "[" else { return false }
        return Refanging.schemeSpelling(last.text + text + ["x"])?.count ?? 0 > last.text.count
            && Refanging.schemeSpelling(last.text) == nil
    }
}
