// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The query of an address in the encoding of its page, as browsers send it.
struct QueryEncoding {
    private let charset: PageCharset
    private let charsets: LegacyCharsets?

    /// UTF-8.
    init() {
        charset = .utf8
        charsets = nil
    }

    init(charset: PageCharset, charsets: LegacyCharsets) {
        self.charset = charset
        self.charsets = charsets
    }

    /// A reference whose query is ASCII.
    func prepared(_ reference: String) -> String {
        guard isOwn, let mark = reference.firstIndex(of: "?"),
            !reference[mark...].utf8.allSatisfy({ $0 < 0x80 }),
            !reference[..<mark].contains("#")
        else { return reference }
        var text = String(reference[..<mark])
        for scalar in reference[mark...].unicodeScalars {
            if scalar.isASCII {
                text.unicodeScalars.append(scalar)
            } else {
                text += Self.escaped(bytes(of: scalar) ?? Array("%26%23\(scalar.value)%3B".utf8))
            }
        }
        return text
    }

    /// Whether queries are not in UTF-8, which is what pages in UTF-16 send as well.
    private var isOwn: Bool {
        switch charset {
        case .legacy, .windows1252: true
        case .utf8, .utf16LittleEndian, .utf16BigEndian: false
        }
    }

    private func bytes(of scalar: Unicode.Scalar) -> [UInt8]? {
        if case .legacy(let legacy) = charset { return charsets?.bytes(of: scalar, in: legacy) }
        return PageCharset.windows1252Byte(of: scalar).map { [$0] }
    }

    /// Bytes that are not ASCII as a percent sign and digits.
    private static func escaped(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let text = bytes.flatMap { byte -> [UInt8] in
            let isPlain = byte < 0x80 && byte > 0x20
            return isPlain ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
