// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The encodings of pages.
///
/// An encoding that nobody knows is read as Windows-1252, which gets the ASCII right.
enum PageCharset: Equatable {
    case utf8
    case windows1252
    case utf16LittleEndian
    case utf16BigEndian
    /// One of those that browsers know for old pages.
    case legacy(LegacyCharset)

    /// A byte-order mark decides; then the server's word, then the page's own, then whether the
    /// bytes are UTF-8.
    static func of(_ bytes: [UInt8], contentType: String) -> PageCharset {
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return .utf8 }
        if bytes.starts(with: [0xff, 0xfe]) { return .utf16LittleEndian }
        if bytes.starts(with: [0xfe, 0xff]) { return .utf16BigEndian }
        if let named = label(in: Array(contentType.utf8)).flatMap(charset(named:)) { return named }
        // LIMIT: HTML has a page name its encoding within the first 1024 bytes.
        if let named = label(in: bytes.prefix(1_024)).flatMap(charset(named:)) {
            // A page whose name was readable as ASCII cannot be UTF-16.
            return named == .utf16LittleEndian || named == .utf16BigEndian ? .utf8 : named
        }
        return String(validating: bytes, as: UTF8.self) != nil ? .utf8 : .windows1252
    }

    /// The page as UTF-8; what is no text becomes U+FFFD.
    func utf8(of bytes: [UInt8], _ charsets: LegacyCharsets) -> [UInt8] {
        switch self {
        case .legacy(let charset): return charsets.utf8(of: bytes, in: charset)
        case .utf8:
            let body = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
            return Array(String(decoding: body, as: UTF8.self).utf8)
        case .windows1252:
            var text: [UInt8] = []
            text.reserveCapacity(bytes.count)
            for byte in bytes {
                if byte < 0x80 {
                    text.append(byte)
                } else {
                    text.append(contentsOf: String(Self.character(of: byte)).utf8)
                }
            }
            return text
        case .utf16LittleEndian, .utf16BigEndian:
            let high = self == .utf16BigEndian ? 0 : 1
            let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
                UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high])
            }
            let text = units.first == 0xfeff ? units.dropFirst() : units[...]
            return Array(String(decoding: text, as: UTF16.self).utf8)
        }
    }

    /// The word after `charset=`, in lower case.
    private static func label(in bytes: some Collection<UInt8>) -> String? {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        guard let key = text.firstRange(of: "charset=") else { return nil }
        let value = text[key.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
        let name = value.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_:".contains($0)) }
        return name.isEmpty ? nil : String(name)
    }

    private static func charset(named name: String) -> PageCharset? {
        switch name {
        case "utf-8", "utf8": .utf8
        case "utf-16", "utf-16le": .utf16LittleEndian
        case "utf-16be": .utf16BigEndian
        default: LegacyCharset(label: name).map { .legacy($0) } ?? .windows1252
        }
    }

    /// What Windows-1252 has from 128 to 159.
    private static let table: [UInt32] = [
        0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8d, 0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
    ]

    /// `nil` for a character that Windows-1252 lacks.
    static func windows1252Byte(of scalar: Unicode.Scalar) -> UInt8? {
        if let place = table.firstIndex(of: scalar.value) { return UInt8(0x80 + place) }
        return (0xa0...0xff).contains(scalar.value) ? UInt8(scalar.value) : nil
    }

    private static func character(of byte: UInt8) -> Character {
        let value = (0x80...0x9f).contains(byte) ? table[Int(byte) - 0x80] : UInt32(byte)
        return Unicode.Scalar(value).map(Character.init) ?? "\u{fffd}"
    }
}
