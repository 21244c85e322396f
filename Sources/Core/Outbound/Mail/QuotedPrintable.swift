// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// RFC 2045, section 6.7: text that stays readable in mail, French included.
enum QuotedPrintable {
    // LIMIT: characters of a line, section 6.7 (5), of which one is the soft break's.
    private static let lineCharactersMax = 76

    /// Ends with CRLF; every line end of the text becomes CRLF.
    static func encode(_ text: String) -> String {
        var lines: [[UInt8]] = [[]]
        var previous: UInt8 = 0
        // Byte by byte: to Swift, CR LF is one character, and CR CR LF hides its first line end.
        for byte in text.utf8 {
            switch byte {
            case 0x0a where previous == 0x0d: break
            case 0x0a, 0x0d: lines.append([])
            default: lines[lines.count - 1].append(byte)
            }
            previous = byte
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { encode(line: $0) + "\r\n" }.joined()
    }

    private static func encode(line: [UInt8]) -> String {
        var output = ""
        var column = 0
        for (index, byte) in line.enumerated() {
            let isLast = index == line.count - 1
            var piece = piece(byte, isFirst: column == 0, isLast: isLast)
            if column + piece.utf8.count > lineCharactersMax - 1 {
                output += "=\r\n"
                column = 0
                piece = Self.piece(byte, isFirst: true, isLast: isLast)
            }
            output += piece
            column += piece.utf8.count
        }
        return output
    }

    /// First and last are meant of the line as it travels, soft breaks included.
    private static func piece(_ byte: UInt8, isFirst: Bool, isLast: Bool) -> String {
        let isSpace = byte == 0x20 || byte == 0x09
        let isPlain = (0x21...0x7e).contains(byte) && byte != UInt8(ascii: "=")
        // A full stop alone is SMTP's end, and `From ` at the start is changed by old servers.
        let isRisky = isFirst && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
        let mayStand = (isPlain && !isRisky) || (isSpace && !isLast)
        return mayStand ? String(UnicodeScalar(byte)) : escape(byte)
    }

    private static func escape(_ byte: UInt8) -> String {
        let digits = Array("0123456789ABCDEF")
        return "=" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
}
