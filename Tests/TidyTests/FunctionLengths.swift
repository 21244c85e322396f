// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Finds the functions and initialisers of a Swift file and counts their lines, by braces.
struct FunctionLengths {
    struct Function {
        let line: Int
        let lineCount: Int
    }

    private(set) var functions: [Function] = []
    private let code: [UInt8]
    private let lineOfByte: [Int]

    init(_ file: SourceFile) {
        var code: [UInt8] = []
        var lineOfByte: [Int] = []
        for (number, line) in zip(1..., file.codeLines) {
            code += Array(line.utf8) + [UInt8(ascii: "\n")]
            lineOfByte += Array(repeating: number, count: line.utf8.count + 1)
        }
        self.code = code
        self.lineOfByte = lineOfByte
        find()
    }

    private mutating func find() {
        var position = 0
        while position < code.count {
            guard isWordStart(position) else {
                position += 1
                continue
            }
            let word = self.word(at: position)
            defer { position += max(1, word.count) }
            let isFunction =
                word.elementsEqual("func".utf8) || word.elementsEqual("init".utf8)
                || word.elementsEqual("subscript".utf8)
            let isCall = position > 0 && code[position - 1] == UInt8(ascii: ".")
            guard isFunction, !isCall, let open = bodyStart(after: position + word.count) else {
                continue
            }
            let close = self.close(of: open)
            let first = lineOfByte[position]
            functions.append(Function(line: first, lineCount: lineOfByte[close] - first + 1))
        }
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 0x80
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private func isWordStart(_ position: Int) -> Bool {
        isWordByte(code[position]) && (position == 0 || !isWordByte(code[position - 1]))
    }

    private func word(at position: Int) -> ArraySlice<UInt8> {
        code[position...].prefix(while: isWordByte)
    }

    /// The words that begin the next declaration: a requirement of a protocol has no body.
    private static let nextDeclaration: Set<String> = [
        "func", "var", "let", "init", "subscript", "typealias", "associatedtype", "case", "static",
        "public", "package", "private", "struct", "enum", "class", "extension", "mutating",
    ]

    /// The brace that opens the body of a function whose name begins at or after `start`.
    private func bodyStart(after start: Int) -> Int? {
        var position = start
        while position < code.count, code[position] != UInt8(ascii: "(") {
            // `init` used as a name, or a word in a list: no parameters follow.
            if code[position] == UInt8(ascii: "{") || code[position] == UInt8(ascii: "}") {
                return nil
            }
            position += 1
        }
        guard position < code.count else { return nil }
        position = close(of: position) + 1
        while position < code.count {
            switch code[position] {
            case UInt8(ascii: "{"): return position
            case UInt8(ascii: "}"), UInt8(ascii: ";"): return nil
            case UInt8(ascii: "("), UInt8(ascii: "["): position = close(of: position)
            default:
                guard isWordStart(position) else { break }
                let word = String(decoding: self.word(at: position), as: UTF8.self)
                if Self.nextDeclaration.contains(word) { return nil }
            }
            position += 1
        }
        return nil
    }

    /// Where the bracket that opens at `open` closes.
    private func close(of open: Int) -> Int {
        var depth = 0
        for position in open..<code.count {
            switch code[position] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: continue
            }
            if depth == 0 { return position }
        }
        return code.count - 1
    }
}
