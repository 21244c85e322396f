// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Looks whether what a child says stands in a page does stand there, word by word.
///
/// A word is a run of letters, digits, `-`, `_` and `.`; whatever else an address has only parts
/// words. The page is gone through a fixed number of times, each time read in another way (as it
/// is, with its references resolved, its escapes undone, its line breaks removed), so the time is
/// bounded by its length alone, and nothing of it is interpreted. So a child that was taken over
/// can put words of the page together anew, and can say nothing that is not in it.
struct PageWords {
    /// Words that are looked for, each as it is wanted.
    private var wanted: Set<ArraySlice<UInt8>> = []
    private var found: Set<ArraySlice<UInt8>> = []
    private var longest = 0
    private var bytes: [UInt8]
    private let isUTF8: Bool

    /// - Parameter contentType: the server's word, for UTF-16 without a mark.
    init(page: [UInt8], contentType: String?) {
        let type = contentType?.lowercased() ?? ""
        if page.starts(with: [0xff, 0xfe]) || type.contains("utf-16le") {
            bytes = Self.utf8(ofUTF16: page, isBigEndian: false)
        } else if page.starts(with: [0xfe, 0xff]) || type.contains("utf-16be") {
            bytes = Self.utf8(ofUTF16: page, isBigEndian: true)
        } else if type.contains("utf-16") {
            bytes = Self.utf8(ofUTF16: page, isBigEndian: false)
        } else {
            bytes = page
        }
        isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    }

    /// Which of these stand in the page.
    mutating func contain(_ links: [StandInBase.Given]) -> [Bool] {
        let needs = links.map(Self.words)
        for need in needs { wanted.formUnion(need) }
        longest = wanted.lazy.map(\.count).max() ?? 0
        if !wanted.isEmpty { look() }
        return needs.map { $0.isSubset(of: found) }
    }

    /// Reads the page in one way after another, until every word is found.
    private mutating func look() {
        if look(in: bytes) || look(in: Self.unescaped(bytes)) { return }
        let resolved = Self.withReferencesResolved(bytes)
        let isFound =
            look(in: Self.unescaped(resolved))
            || look(in: Self.unescaped(resolved.filter { ![0x09, 0x0a, 0x0d].contains($0) }))
            // Hosts are the same in capitals.
            || look(in: Self.lowercased(Self.unescaped(resolved)))
        if isFound { return }
        if resolved.contains(UInt8(ascii: "\\")),
            look(in: Self.unescaped(Self.withStyleEscapesUndone(resolved)))
        {
            return
        }
        // Old pages: the encoding of most of them, and of ASCII in all.
        if !isUTF8 { _ = look(in: Self.unescaped(Self.utf8(ofLatin: resolved))) }
    }

    /// `true` when nothing is missing any more.
    private mutating func look(in text: [UInt8]) -> Bool {
        var start: Int?
        for place in text.indices {
            if Self.isWord(text[place]) {
                if start == nil { start = place }
                continue
            }
            if let first = start { take(text[first..<place]) }
            start = nil
            if found.count == wanted.count { return true }
        }
        if let first = start { take(text[first...]) }
        return found.count == wanted.count
    }

    private mutating func take(_ word: ArraySlice<UInt8>) {
        guard word.count <= longest, wanted.contains(word), !found.contains(word) else { return }
        // A copy: the text it was found in is gone soon.
        found.insert(ArraySlice(Array(word)))
    }

    /// The words of an address; of the page's own host, those that no encoding can have changed.
    private static func words(of link: StandInBase.Given) -> Set<ArraySlice<UInt8>> {
        let text = unescaped(Array(link.named.utf8))
        var words = Set<ArraySlice<UInt8>>()
        for word in split(text) {
            let isForeign = word.contains { $0 >= 0x80 }
            if !(link.isOwn && isForeign) { words.insert(word) }
        }
        return words
    }

    /// Runs of word bytes, without those of dots alone.
    private static func split(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        text.split { !isWord($0) }.filter { word in word.contains { $0 != UInt8(ascii: ".") } }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "."), 0x80...:
            true
        default: false
        }
    }

    /// With percent signs and digits undone once, in small letters, for comparisons.
    static func decoded(_ text: some StringProtocol) -> [UInt8] {
        lowercased(unescaped(Array(text.utf8)))
    }

    private static func lowercased(_ text: [UInt8]) -> [UInt8] {
        text.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte & 15
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
            (byte & 15) + 9
        default: nil
        }
    }

    static func unescaped(_ text: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            if text[place] == UInt8(ascii: "%"), place + 2 < text.count,
                let high = digit(text[place + 1]), let low = digit(text[place + 2])
            {
                plain.append(high << 4 | low)
                place += 3
            } else {
                plain.append(text[place])
                place += 1
            }
        }
        return plain
    }

    /// `&amp;`, `&#47;` and `&#x2f;`: numbers, and the names of what stands in addresses.
    private static func withReferencesResolved(_ text: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            // LIMIT: bytes of a reference; `&#0000000000x…` is none that anybody writes.
            let reference = text[place...].prefix(12)
            if text[place] == UInt8(ascii: "&"), let (bytes, length) = resolved(reference) {
                plain += bytes
                place += length
            } else {
                plain.append(text[place])
                place += 1
            }
        }
        return plain
    }

    private static let names: [String: UInt8] = [
        "amp": 0x26, "lt": 0x3c, "gt": 0x3e, "quot": 0x22, "apos": 0x27, "sol": 0x2f,
        "colon": 0x3a, "period": 0x2e, "lowbar": 0x5f, "quest": 0x3f, "equals": 0x3d,
        "num": 0x23, "percnt": 0x25, "nbsp": 0x20, "Tab": 0x20, "NewLine": 0x0a, "bsol": 0x2f,
    ]

    private static func resolved(_ text: ArraySlice<UInt8>) -> (bytes: [UInt8], length: Int)? {
        var rest = text.dropFirst()
        guard rest.first == UInt8(ascii: "#") else {
            let name = rest.prefix { (0x41...0x5a).contains($0 & 0xdf) }
            guard rest.dropFirst(name.count).first == UInt8(ascii: ";"),
                let byte = names[String(decoding: name, as: UTF8.self)]
            else { return nil }
            return ([byte], name.count + 2)
        }
        rest = rest.dropFirst()
        let isHexadecimal = rest.first.map { $0 | 0x20 } == UInt8(ascii: "x")
        if isHexadecimal { rest = rest.dropFirst() }
        let digits = rest.prefix { digit($0) != nil && (isHexadecimal || $0 <= 0x39) }
        guard
            let number = UInt32(
                String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10),
            let scalar = Unicode.Scalar(number)
        else { return nil }
        let isClosed = rest.dropFirst(digits.count).first == UInt8(ascii: ";")
        let length = 2 + (isHexadecimal ? 1 : 0) + digits.count + (isClosed ? 1 : 0)
        return (Array(String(Character(scalar)).utf8), length)
    }

    /// `\2f ` and `\a`: the escapes of style sheets, and of texts in scripts.
    private static func withStyleEscapesUndone(_ text: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            guard text[place] == UInt8(ascii: "\\") else {
                plain.append(text[place])
                place += 1
                continue
            }
            place += 1
            let digits = text[place...].prefix(6).prefix { digit($0) != nil }
            place += digits.count
            // A line that goes on in the next one.
            while digits.isEmpty, place < text.count, [0x0a, 0x0c, 0x0d].contains(text[place]) {
                place += 1
            }
            let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
            if let scalar = number.flatMap(Unicode.Scalar.init) {
                plain += Array(String(Character(scalar)).utf8)
                if place < text.count, text[place] == 0x20 { place += 1 }
            }
        }
        return plain
    }

    private static func utf8(ofLatin text: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        for byte in text {
            if byte < 0x80 {
                plain.append(byte)
            } else {
                plain.append(0xc0 | byte >> 6)
                plain.append(0x80 | byte & 0x3f)
            }
        }
        return plain
    }

    private static func utf8(ofUTF16 bytes: [UInt8], isBigEndian: Bool) -> [UInt8] {
        let units = stride(from: 0, to: bytes.count - bytes.count % 2, by: 2).map { place in
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            return isBigEndian ? first << 8 | second : second << 8 | first
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}
