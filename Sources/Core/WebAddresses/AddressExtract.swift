// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The address inside what was pasted around it: `[a page](https://a.test/)`,
/// `url=https://a.test/`, `href="https://a.test/">a page`.
struct AddressExtract {
    let address: [Unicode.Scalar]
    /// Whether letters or digits were left out that are no label.
    let hasMore: Bool

    private static let ends: Set<Unicode.Scalar> = [
        "<", ">", "\"", "`", "“", "”", "«", "»", "|", "\n",
    ]
    // LIMIT: scalars of a label such as `Link:` or `href="`.
    private static let labelScalarsMax = 24

    init(_ text: [Unicode.Scalar]) {
        let start = Self.start(in: text)
        var rest = text[start...]
        if start > 0 || Refanging.schemeSpelling(text) != nil {
            var end = rest.firstIndex(where: Self.ends.contains) ?? rest.endIndex
            // Of a link in Markdown, up to the bracket that closes it.
            if start > 1, text[start - 1] == "(", text[start - 2] == "]" {
                var depth = 0
                for index in rest.indices {
                    if rest[index] == "(" { depth += 1 }
                    if rest[index] == ")" { depth -= 1 }
                    if depth < 0 {
                        end = min(end, index)
                        break
                    }
                }
            }
            let after = rest[end...]
            hasMore =
                after.contains(where: \.isWordCharacter)
                || (start > Self.labelScalarsMax
                    && text[..<start].contains(where: \.isWordCharacter))
            rest = rest[..<end]
        } else {
            hasMore = false
        }
        address = start == 0 && rest.count == text.count ? text : TypedText.unwrapped(Array(rest))
    }

    /// Where a scheme begins behind a label; 0 when there is none, or when what stands before it is
    /// an address of its own, whose parameter the rest may be.
    private static func start(in text: [Unicode.Scalar]) -> Int {
        guard Refanging.schemeSpelling(text) == nil else { return 0 }
        var isMarkdown = false
        for index in text.indices.dropFirst() {
            let before = text[index - 1]
            if before == "(", index > 1, text[index - 2] == "]" { isMarkdown = true }
            if !isMarkdown, before == "/" || before == "?" || before == "." { return 0 }
            guard "=:(\"'[<>,;|".unicodeScalars.contains(before), text[index].isASCIILetter,
                Refanging.schemeSpelling(Array(text[index...].prefix(16))) != nil
            else { continue }
            return index
        }
        return 0
    }
}
