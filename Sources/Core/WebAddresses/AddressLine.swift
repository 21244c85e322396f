// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// One line in which somebody wrote addresses: one, several, numbered, quoted, or among words.
package struct AddressLine: Sendable, Equatable {
    /// In the order in which they stand there; never empty unless the line is.
    package let addresses: [AddressReading]
    /// The whole line, cleaned, where it says more than its addresses do.
    package let words: String?

    /// - Parameter typed: as it was typed; whoever calls bounds its length.
    package init(typed: String) {
        let cleaned = TypedText.narrowed(TypedText.cleaned(typed))
        let line = Self.withoutMarks(cleaned)
        guard !line.isEmpty else {
            let whole = AddressReading(typed: typed)
            self.init(whole.text.isEmpty ? [] : [whole], words: nil)
            return
        }
        let closed = SpacedOut.closedUp(line)
        let whole = AddressReading.sorted(typed: closed.text)
        switch whole.reading.kind {
        case .phoneNumber, .peerToPeer:
            self.init([whole.reading], words: nil)
            return
        case .url, .ipAddress, .emailAddress, .handle, .other: break
        }
        if Self.isOneWithSpaces(closed.text) {
            self.init([whole.reading], words: nil)
            return
        }
        let pieces = Self.pieces(of: closed.text).map {
            (sorted: AddressReading.sorted(typed: $0), text: $0)
        }
        let hasWords =
            closed.isGuessed
            || pieces.contains { $0.sorted.hasMore || Self.isWord($0.sorted, $0.text) }
        let found = pieces.filter { piece in
            switch piece.sorted.reading.kind {
            case .url, .ipAddress, .emailAddress, .peerToPeer:
                piece.sorted.isCertain || !hasWords
            case .handle, .phoneNumber: !hasWords
            case .other: false
            }
        }
        if found.isEmpty {
            // Nothing in it is surely an address: it is kept as it was written.
            self.init([AddressReading(typed: typed)], words: nil)
        } else {
            self.init(
                found.map(\.sorted.reading), words: hasWords ? String(scalars: cleaned) : nil)
        }
    }

    private init(_ addresses: [AddressReading], words: String?) {
        self.addresses = addresses
        self.words = words
    }

    // MARK: - What stands around addresses

    /// Without the signs of quotation of mails, a bullet, or a number before the line.
    private static func withoutMarks(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
        let bullets: Set<Unicode.Scalar> = [
            ">", "|", "*", "•", "·", "‣", "▪", "◦", "●", "–", "—", "→", " ",
        ]
        var rest = line[...].drop(while: bullets.contains)
        while rest.first == "-" || rest.first == "+" {
            let after = rest.dropFirst()
            // A host or a number may begin with these.
            guard after.first == " " || Refanging.schemeSpelling(Array(after.prefix(16))) != nil
            else { break }
            rest = after.drop(while: bullets.contains)
        }
        return Array(withoutNumber(rest))
    }

    /// `1.`, `2)`, `(3)`, `[4]`, `#5` and the like, where a space or a scheme follows.
    private static func withoutNumber(
        _ line: ArraySlice<Unicode.Scalar>
    ) -> ArraySlice<Unicode.Scalar> {
        var rest = line
        let opening = rest.first
        if opening == "(" || opening == "[" || opening == "#" { rest.removeFirst() }
        // LIMIT: digits of a number before a line; a longer one is no place in a list.
        let digits = rest.prefix(4).prefix(while: \.isASCIIDigit)
        guard (1...3).contains(digits.count) else { return line }
        rest = rest.dropFirst(digits.count)
        switch (opening, rest.first) {
        case ("(", ")"), ("[", "]"), (_, "."), (_, ")"), (_, ":"): rest.removeFirst()
        case ("#", " "): break
        default: return line
        }
        let hasSpace = rest.first == " "
        rest = rest.drop { $0 == " " }
        guard !rest.isEmpty, hasSpace || Refanging.schemeSpelling(Array(rest.prefix(16))) != nil
        else { return line }
        // The first digits of a telephone number stand in brackets too.
        return rest.contains(where: { $0.properties.isAlphabetic }) || rest.contains(":")
            || rest.count(where: { $0 == "." }) == 3 ? rest : line
    }

    /// By white space, and by signs of lists where another address follows.
    private static func pieces(of text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        text.split(separator: " ").flatMap { word in
            var pieces: [[Unicode.Scalar]] = []
            var start = word.startIndex
            for index in word.indices
            where ",;|".unicodeScalars.contains(word[index]) && index > start {
                let next = Array(word[(index + 1)...].prefix(16))
                guard
                    Refanging.schemeSpelling(next) != nil
                        || String(scalars: next).lowercased().hasPrefix("www.")
                else { continue }
                pieces.append(Array(word[start..<index]))
                start = index + 1
            }
            return pieces + [Array(word[start...])]
        }
    }

    /// An address whose file's name has spaces: it ends as a file does, and holds no other address.
    private static func isOneWithSpaces(_ text: [Unicode.Scalar]) -> Bool {
        let words = text.split(separator: " ").map { String(scalars: $0).lowercased() }
        guard words.count > 1, let last = words.last, let dot = last.lastIndex(of: "."),
            fileEndings.contains(String(last[last.index(after: dot)...])),
            let spelling = Refanging.schemeSpelling(text)
        else { return false }
        let hasPath = text.dropFirst(spelling.count).prefix { $0 != " " }.contains("/")
        return hasPath
            && words.dropFirst().allSatisfy { word in
                Refanging.schemeSpelling(Array(word.unicodeScalars)) == nil
                    && !word.contains("/")
            }
    }

    private static let fileEndings: Set<String> = [
        "jpg", "jpeg", "png", "gif", "webp", "avif", "bmp", "mp4", "m4v", "webm", "mov", "avi",
        "mkv", "wmv", "zip", "rar", "7z", "tar", "gz", "pdf", "htm", "html", "php",
    ]

    private static let fillers: Set<String> = [
        "and", "et", "und", "or", "ou", "oder", "url", "link", "lien", "site", "http", "https",
    ]

    /// Whether a piece is neither an address nor what stands between and before addresses.
    private static func isWord(
        _ sorted: AddressReading.Sorted, _ text: [Unicode.Scalar]
    ) -> Bool {
        guard sorted.reading.kind == .other || sorted.reading.kind == .phoneNumber else {
            return false
        }
        guard text.contains(where: \.isWordCharacter) else { return false }
        // A label before an address, such as `Link:`.
        if text.last == ":", text.count <= 16 { return false }
        let bare = String(scalars: TypedText.unwrapped(text)).lowercased()
        if fillers.contains(bare) { return false }
        return !(bare.utf8.count <= 3 && bare.utf8.allSatisfy { (48...57).contains($0) })
    }
}
