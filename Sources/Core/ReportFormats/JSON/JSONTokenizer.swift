// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Reads JSON (RFC 8259) as a stream of tokens from chunks of any size, in constant memory.
///
/// Lists of fingerprints come as one JSON text of many gigabytes, and registries of strangers
/// answer in JSON; neither may cost more memory than its bounds. Broken UTF-8 in strings is
/// repaired, since real files have it and the fields that matter are ASCII.
package struct JSONTokenizer: Sendable {
    package enum Token: Hashable, Sendable {
        case beginObject, endObject, beginArray, endArray
        case name(String)
        /// Cut to the tokenizer's bound when `isCut`.
        case string(String, isCut: Bool)
        case number(String)
        case bool(Bool)
        case null
    }

    private enum Expected {
        case value, valueOrEnd, nameOrEnd, name, colon, commaOrEnd, nothing
    }

    private enum Lexeme {
        case none, string, escape, unicode, number, word
    }

    // LIMIT: bytes of a number; a double's exact value needs fewer than 800, honest ones 20.
    private static let numberBytesMax = 64

    private let depthMax: Int
    private let stringBytesMax: Int

    private var expected = Expected.value
    private var lexeme = Lexeme.none
    /// The open containers, `true` for an object.
    private var containers: [Bool] = []
    private var text: [UInt8] = []
    private var isCut = false
    private var unicodeDigits = 0
    private var unicodeValue: UInt32 = 0
    private var highSurrogate: UInt32?
    private var byteOrderMark = 0
    private var hasBegun = false
    private var followsReturn = false

    /// The line that the next byte is on, from 1.
    package private(set) var line = 1

    package init(depthMax: Int = 64, stringBytesMax: Int = 65_536) {
        self.depthMax = depthMax
        self.stringBytesMax = stringBytesMax
    }

    /// Reads a chunk and gives each token, in order, to `sink`.
    package mutating func feed(
        _ bytes: [UInt8], to sink: (Token, Int) -> Void
    ) throws(JSONFault) {
        for byte in bytes {
            try read(byte, sink)
            // A carriage return and a line feed are one line end.
            if byte == 0x0d || byte == 0x0a && !followsReturn { line += 1 }
            followsReturn = byte == 0x0d
        }
    }

    /// Says that no more bytes come.
    package mutating func finish(to sink: (Token, Int) -> Void) throws(JSONFault) {
        if lexeme == .number || lexeme == .word { try endScalar(sink) }
        guard lexeme == .none, expected == .nothing else { throw .truncated }
    }

    private mutating func read(
        _ byte: UInt8, _ sink: (Token, Int) -> Void
    ) throws(JSONFault) {
        switch lexeme {
        case .none: try readStructure(byte, sink)
        case .string: try readString(byte, sink)
        case .escape: try readEscape(byte)
        case .unicode: try readUnicode(byte)
        case .number, .word:
            switch byte {
            case 0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
                try endScalar(sink)
                try readStructure(byte, sink)
            default:
                guard text.count < Self.numberBytesMax else { throw .malformed }
                text.append(byte)
            }
        }
    }

    private mutating func readStructure(
        _ byte: UInt8, _ sink: (Token, Int) -> Void
    ) throws(JSONFault) {
        switch byte {
        case 0x20, 0x09, 0x0a, 0x0d: return
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try open(isObject: byte == UInt8(ascii: "{"), sink)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            try close(isObject: byte == UInt8(ascii: "}"), sink)
        case UInt8(ascii: ","):
            guard expected == .commaOrEnd, let isObject = containers.last else { throw .malformed }
            expected = isObject ? .name : .value
        case UInt8(ascii: ":"):
            guard expected == .colon else { throw .malformed }
            expected = .value
        case UInt8(ascii: "\""):
            guard expected != .colon, expected != .commaOrEnd, expected != .nothing else {
                throw .malformed
            }
            begin(.string)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            guard expected == .value || expected == .valueOrEnd else { throw .malformed }
            begin(.number)
            text.append(byte)
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
            guard expected == .value || expected == .valueOrEnd else { throw .malformed }
            begin(.word)
            text.append(byte)
        default: try readByteOrderMark(byte)
        }
        hasBegun = true
    }

    /// EF BB BF before everything else: many exports begin with it.
    private mutating func readByteOrderMark(_ byte: UInt8) throws(JSONFault) {
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        guard byteOrderMark < 3, byte == mark[byteOrderMark], byteOrderMark > 0 || !hasBegun else {
            throw .malformed
        }
        byteOrderMark += 1
    }

    private mutating func open(isObject: Bool, _ sink: (Token, Int) -> Void) throws(JSONFault) {
        guard expected == .value || expected == .valueOrEnd else { throw .malformed }
        guard containers.count < depthMax else { throw .tooDeep }
        containers.append(isObject)
        expected = isObject ? .nameOrEnd : .valueOrEnd
        sink(isObject ? .beginObject : .beginArray, line)
    }

    private mutating func close(isObject: Bool, _ sink: (Token, Int) -> Void) throws(JSONFault) {
        let isExpected =
            expected == .commaOrEnd || expected == (isObject ? .nameOrEnd : .valueOrEnd)
        guard isExpected, containers.last == isObject else { throw .malformed }
        containers.removeLast()
        sink(isObject ? .endObject : .endArray, line)
        expected = containers.isEmpty ? .nothing : .commaOrEnd
    }

    private mutating func begin(_ lexeme: Lexeme) {
        self.lexeme = lexeme
        text.removeAll(keepingCapacity: true)
        isCut = false
        highSurrogate = nil
    }

    private mutating func endValue() {
        expected = containers.isEmpty ? .nothing : .commaOrEnd
    }
}

extension JSONTokenizer {
    private mutating func readString(
        _ byte: UInt8, _ sink: (Token, Int) -> Void
    ) throws(JSONFault) {
        switch byte {
        case UInt8(ascii: "\""):
            flushSurrogate()
            lexeme = .none
            let string = String(decoding: text, as: UTF8.self)
            if expected == .name || expected == .nameOrEnd {
                expected = .colon
                sink(.name(string), line)
            } else {
                endValue()
                sink(.string(string, isCut: isCut), line)
            }
        case UInt8(ascii: "\\"): lexeme = .escape
        case 0..<0x20: throw .malformed
        default:
            flushSurrogate()
            keep(byte)
        }
    }

    private mutating func readEscape(_ byte: UInt8) throws(JSONFault) {
        let plain: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = byte
        case UInt8(ascii: "b"): plain = 0x08
        case UInt8(ascii: "f"): plain = 0x0c
        case UInt8(ascii: "n"): plain = 0x0a
        case UInt8(ascii: "r"): plain = 0x0d
        case UInt8(ascii: "t"): plain = 0x09
        case UInt8(ascii: "u"):
            lexeme = .unicode
            unicodeDigits = 0
            unicodeValue = 0
            return
        default: throw .malformed
        }
        flushSurrogate()
        keep(plain)
        lexeme = .string
    }

    private mutating func readUnicode(_ byte: UInt8) throws(JSONFault) {
        let digit: UInt8
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
        default: throw .malformed
        }
        unicodeValue = unicodeValue << 4 | UInt32(digit)
        unicodeDigits += 1
        guard unicodeDigits == 4 else { return }
        lexeme = .string
        if let high = highSurrogate, (0xdc00...0xdfff).contains(unicodeValue) {
            highSurrogate = nil
            keep(scalar: 0x10000 + (high - 0xd800) << 10 + (unicodeValue - 0xdc00))
            return
        }
        flushSurrogate()
        if (0xd800...0xdbff).contains(unicodeValue) {
            highSurrogate = unicodeValue
        } else {
            keep(scalar: unicodeValue)
        }
    }

    /// Half a pair stands for nothing; the replacement character says so.
    private mutating func flushSurrogate() {
        guard highSurrogate != nil else { return }
        highSurrogate = nil
        keep(scalar: 0xfffd)
    }

    private mutating func keep(scalar value: UInt32) {
        let scalar = Unicode.Scalar(value) ?? "\u{fffd}"
        for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { keep(unit) }
    }

    private mutating func keep(_ byte: UInt8) {
        if text.count < stringBytesMax { text.append(byte) } else { isCut = true }
    }

    private mutating func endScalar(_ sink: (Token, Int) -> Void) throws(JSONFault) {
        let scalar = String(decoding: text, as: UTF8.self)
        let token: Token
        switch (lexeme, scalar) {
        case (.word, "true"): token = .bool(true)
        case (.word, "false"): token = .bool(false)
        case (.word, "null"): token = .null
        case (.number, _):
            guard Self.isNumber(text) else { throw .malformed }
            token = .number(scalar)
        default: throw .malformed
        }
        lexeme = .none
        endValue()
        sink(token, line)
    }

    /// RFC 8259, section 6.
    private static func isNumber(_ text: [UInt8]) -> Bool {
        var rest = text[...]
        func digits() -> Int {
            let count = rest.prefix { (48...57).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let leadsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !leadsWithZero || whole == 1 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard digits() > 0 else { return false }
        }
        if rest.first.map({ $0 | 0x20 }) == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
                rest = rest.dropFirst()
            }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }
}
