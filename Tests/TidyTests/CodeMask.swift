// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Blanks out what is not code in a Swift or C file.
///
/// So no rule trips over a comment or a text. Every byte keeps its place: line and column stay
/// true.
///
/// A small scanner, not a parser: it knows line and nested block comments, strings with their
/// escapes, interpolations and hashes, multi-line strings, and raw identifiers in backticks.
struct CodeMask {
    private enum Mode {
        /// Inside code; `parentheses` counts the open ones since an interpolation began.
        case code(parentheses: Int)
        case string(hashes: Int, isMultiline: Bool)
    }

    private let input: [UInt8]
    private let keepsStrings: Bool
    private var output: [UInt8]
    private var position = 0
    private var modes: [Mode] = [.code(parentheses: 0)]

    /// The bytes with comments blanked, and with the insides of strings blanked unless kept.
    static func masked(_ bytes: [UInt8], keepingStrings: Bool = false) -> [UInt8] {
        var mask = CodeMask(bytes, keepsStrings: keepingStrings)
        mask.run()
        return mask.output
    }

    private init(_ bytes: [UInt8], keepsStrings: Bool) {
        input = bytes
        output = bytes
        self.keepsStrings = keepsStrings
    }

    private mutating func run() {
        while position < input.count {
            switch modes.last {
            case .code(let parentheses): scanCode(parentheses)
            case .string(let hashes, let isMultiline): scanString(hashes, isMultiline)
            case nil: return
            }
        }
    }

    private func starts(_ text: StaticString, at start: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard start + count <= input.count else { return false }
        return input[start..<start + count].elementsEqual(text.description.utf8)
    }

    private mutating func blank(_ count: Int, string: Bool = false) {
        for _ in 0..<count where position < input.count {
            if input[position] != UInt8(ascii: "\n"), !(string && keepsStrings) {
                output[position] = UInt8(ascii: " ")
            }
            position += 1
        }
    }

    private mutating func scanCode(_ parentheses: Int) {
        switch input[position] {
        case UInt8(ascii: "/") where starts("//", at: position):
            while position < input.count, input[position] != UInt8(ascii: "\n") { blank(1) }
        case UInt8(ascii: "/") where starts("/*", at: position):
            scanBlockComment()
        case UInt8(ascii: "`"):
            position += 1
            while position < input.count, input[position] != UInt8(ascii: "`") {
                blank(1, string: true)
            }
            position += 1
        case UInt8(ascii: "\""), UInt8(ascii: "#"):
            openString()
        case UInt8(ascii: "("):
            if modes.count > 1 { modes[modes.count - 1] = .code(parentheses: parentheses + 1) }
            position += 1
        case UInt8(ascii: ")") where modes.count > 1 && parentheses == 0:
            modes.removeLast()
            blank(1, string: true)
        case UInt8(ascii: ")") where modes.count > 1:
            modes[modes.count - 1] = .code(parentheses: parentheses - 1)
            position += 1
        default:
            position += 1
        }
    }

    private mutating func scanBlockComment() {
        var depth = 0
        repeat {
            if starts("/*", at: position) {
                depth += 1
                blank(2)
            } else if starts("*/", at: position) {
                depth -= 1
                blank(2)
            } else {
                blank(1)
            }
        } while depth > 0 && position < input.count
    }

    private mutating func openString() {
        var quote = position
        while quote < input.count, input[quote] == UInt8(ascii: "#") { quote += 1 }
        guard quote < input.count, input[quote] == UInt8(ascii: "\"") else {
            position = quote
            return
        }
        let isMultiline = starts("\"\"\"", at: quote)
        modes.append(.string(hashes: quote - position, isMultiline: isMultiline))
        position = quote + (isMultiline ? 3 : 1)
    }

    private mutating func scanString(_ hashes: Int, _ isMultiline: Bool) {
        let byte = input[position]
        if byte == UInt8(ascii: "\\"), hasHashes(hashes, at: position + 1) {
            let next = position + 1 + hashes
            if next < input.count, input[next] == UInt8(ascii: "(") {
                blank(2 + hashes, string: true)
                modes.append(.code(parentheses: 0))
            } else {
                blank(2 + hashes, string: true)
            }
            return
        }
        let quotes = isMultiline ? 3 : 1
        let closes = isMultiline ? starts("\"\"\"", at: position) : byte == UInt8(ascii: "\"")
        if closes, hasHashes(hashes, at: position + quotes) {
            position += quotes + hashes
            modes.removeLast()
        } else if byte == UInt8(ascii: "\n"), !isMultiline {
            modes.removeLast()
        } else {
            blank(1, string: true)
        }
    }

    private func hasHashes(_ count: Int, at start: Int) -> Bool {
        guard start + count <= input.count else { return false }
        return input[start..<start + count].allSatisfy { $0 == UInt8(ascii: "#") }
    }
}
