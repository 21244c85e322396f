// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// RFC 2045, section 6.7: text that stays readable in mail, French included.
enum QuotedPrintable {
    // LIMIT: characters of a line, section 6.7 (5), of which one is the soft break's.
    private static let lineCharactersMax = 76

    /// Ends with CRLF; every line end of the text becomes CRLF.
    static func encode(_ text: String) -> String {
        var output = ""
        let normal = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        var lines = normal.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for line in lines { output += encode(line: Array(line.utf8)) + "\r\n" }
        return output
    }

    private static func encode(line: [UInt8]) -> String {
        var output = ""
        var column = 0
        for (index, byte) in line.enumerated() {
            let isLast = index == line.count - 1
            let isSpace = byte == 0x20 || byte == 0x09
            let isPlain = (0x21...0x7e).contains(byte) && byte != UInt8(ascii: "=")
            // A full stop alone is SMTP's end, and `From ` at the start is changed by old servers.
            let isRisky = index == 0 && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
            let mayStand = (isPlain && !isRisky) || (isSpace && !isLast)
            let piece = mayStand ? String(UnicodeScalar(byte)) : escape(byte)
            if column + piece.utf8.count > lineCharactersMax - 1 {
                output += "=\r\n"
                column = 0
            }
            output += piece
            column += piece.utf8.count
        }
        return output
    }

    private static func escape(_ byte: UInt8) -> String {
        let digits = Array("0123456789ABCDEF")
        return "=" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
}
