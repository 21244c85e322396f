// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The addresses that a style sheet names, by the grammar of CSS Syntax Level 3.
///
/// Only as much of the tokens as finding addresses takes: comments, strings, escapes, names, and
/// what stands in `url(…)`, `src(…)` and `image-set(…)`. No library for it is in Debian 12 that is
/// kept up; the grammar of these tokens is small.
struct StyleAddresses {
    private let bytes: [UInt8]
    private var place = 0
    private var found: [String] = []
    /// The functions that are open, by name in lower case; empty for a bare bracket.
    private var open: [String] = []

    // LIMIT: brackets in brackets; style sheets nest a few.
    private static let depthMax = 64
    // LIMIT: addresses of one style sheet.
    private static let addressesMax = 4_096

    /// In the order of the text; a name's meaning is left to whoever resolves it.
    static func all(in style: String) -> [String] {
        var reader = StyleAddresses(bytes: Array(style.utf8))
        reader.read()
        return reader.found
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func read() {
        while let byte = peek(), found.count < Self.addressesMax {
            switch byte {
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): passComment()
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                place += 1
                guard let text = string(until: byte) else { continue }
                if takesStrings { found.append(text) }
            case UInt8(ascii: "("):
                place += 1
                enter("")
            case UInt8(ascii: ")"):
                place += 1
                _ = open.popLast()
            // A rule begins or ends: a bracket that was left open ends with it.
            case UInt8(ascii: "{"), UInt8(ascii: "}"):
                place += 1
                open = []
            case _ where isName(byte) || isEscape(0): readName()
            default: place += 1
            }
        }
    }

    /// Strings are addresses in `image-set(…)`, but for the ones that name a type, and in the
    /// functions that are written like `url(…)`.
    private var takesStrings: Bool {
        guard let name = open.last else { return false }
        return ["url", "src", "image-set", "-webkit-image-set", "image"].contains(name)
    }

    private mutating func enter(_ name: String) {
        open.append(name)
        if open.count > Self.depthMax { open.removeFirst() }
    }

    private mutating func readName() {
        let name = identifier().lowercased()
        guard peek() == UInt8(ascii: "(") else { return }
        place += 1
        guard name == "url" else { return enter(name) }
        passSpace()
        if peek() == UInt8(ascii: "\"") || peek() == UInt8(ascii: "'") { return enter(name) }
        if let address = bareAddress() { found.append(address) }
    }

    /// What stands in `url(` without quotation marks; `nil` for one that is none.
    private mutating func bareAddress() -> String? {
        var text: [UInt8] = []
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: ")"):
                place += 1
                return String(decoding: text, as: UTF8.self)
            case 0x20, 0x09, 0x0a, 0x0c, 0x0d:
                passSpace()
                guard peek() == nil || peek() == UInt8(ascii: ")") else { return passBadAddress() }
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), 0...0x08, 0x0b,
                0x0e...0x1f, 0x7f:
                return passBadAddress()
            case UInt8(ascii: "\\"):
                guard isEscape(0) else { return passBadAddress() }
                appendEscape(to: &text)
            default:
                text.append(byte)
                place += 1
            }
        }
        // At the end of a sheet everything that is open is closed.
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func passBadAddress() -> String? {
        while let byte = peek() {
            place += isEscape(0) ? 2 : 1
            if byte == UInt8(ascii: ")") { break }
        }
        return nil
    }

    /// `nil` for a string that is broken by the end of a line.
    private mutating func string(until quote: UInt8) -> String? {
        var text: [UInt8] = []
        while let byte = peek() {
            switch byte {
            case quote:
                place += 1
                return String(decoding: text, as: UTF8.self)
            case 0x0a, 0x0c, 0x0d: return nil
            case UInt8(ascii: "\\"):
                if peek(1) == nil {
                    place += 1
                } else if isNewline(peek(1)) {
                    let isPair = peek(1) == 0x0d && peek(2) == 0x0a
                    place += isPair ? 3 : 2
                } else {
                    appendEscape(to: &text)
                }
            default:
                text.append(byte)
                place += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func identifier() -> String {
        var text: [UInt8] = []
        while let byte = peek() {
            if isName(byte) {
                text.append(byte)
                place += 1
            } else if isEscape(0) {
                appendEscape(to: &text)
            } else {
                break
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Up to six hexadecimal digits and one space, or the character itself.
    private mutating func appendEscape(to text: inout [UInt8]) {
        place += 1
        var value: UInt32 = 0
        var digits = 0
        while digits < 6, let digit = peek().flatMap(Self.hexadecimal) {
            value = value << 4 | digit
            digits += 1
            place += 1
        }
        guard digits > 0 else {
            if let byte = peek() {
                text.append(byte)
                place += 1
            }
            return
        }
        if peek() == 0x0d, peek(1) == 0x0a {
            place += 2
        } else if let byte = peek(), byte == 0x20 || byte == 0x09 || isNewline(byte) {
            place += 1
        }
        let scalar = value == 0 ? nil : Unicode.Scalar(value)
        text += Array(String(Character(scalar ?? "\u{fffd}")).utf8)
    }

    private mutating func passComment() {
        place += 2
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                place += 2
                return
            }
            place += 1
        }
    }

    private mutating func passSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 || isNewline(byte) { place += 1 }
    }

    private func peek(_ ahead: Int = 0) -> UInt8? {
        place + ahead < bytes.count ? bytes[place + ahead] : nil
    }

    private func isEscape(_ ahead: Int) -> Bool {
        peek(ahead) == UInt8(ascii: "\\") && !isNewline(peek(ahead + 1))
            && peek(ahead + 1) != nil
    }

    private func isNewline(_ byte: UInt8?) -> Bool { byte == 0x0a || byte == 0x0c || byte == 0x0d }

    private func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt32? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt32.init)
    }
}
