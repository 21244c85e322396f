// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// The decoded fields of an `application/x-www-form-urlencoded` body, in their order.
///
/// Decoding is strict: what is not UTF-8, has a broken escape or a control character is refused as
/// a whole instead of being repaired, so that what is stored is what was typed.
package struct Form: Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    package let fields: [Field]

    package init(fields: [Field] = []) { self.fields = fields }

    /// The first value of a field, without surrounding white space; empty when it is absent.
    package subscript(_ name: String) -> String {
        Self.trimmed(fields.first { $0.name == name }?.value ?? "")
    }

    /// The first value exactly as sent, for passwords.
    package func raw(_ name: String) -> String {
        fields.first { $0.name == name }?.value ?? ""
    }

    /// Every value of a field, as ticked boxes of one name send them.
    package func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// A value, or `nil` when the field is absent or blank.
    package func optional(_ name: String) -> String? {
        let value = self[name]
        return value.isEmpty ? nil : value
    }

    package func contains(_ name: String) -> Bool {
        fields.contains { $0.name == name }
    }

    package init(urlEncoded bytes: some Collection<UInt8>, limits: FormLimits) throws(WebError) {
        var fields: [Field] = []
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            guard fields.count < limits.fieldsMax else { throw .tooManyFields }
            let parts = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.text(parts[0], bytesMax: 128, isName: true)
            let value =
                parts.count > 1 ? try Self.text(parts[1], bytesMax: limits.fieldBytesMax) : ""
            fields.append(Field(name: name, value: value))
        }
        self.fields = fields
    }

    private static func text(
        _ encoded: some Collection<UInt8>, bytesMax: Int, isName: Bool = false
    ) throws(WebError) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(encoded.count, bytesMax))
        var position = encoded.startIndex
        while position != encoded.endIndex {
            var byte = encoded[position]
            position = encoded.index(after: position)
            if byte == UInt8(ascii: "+") {
                byte = UInt8(ascii: " ")
            } else if byte == UInt8(ascii: "%") {
                byte = try escaped(encoded, &position)
            }
            guard bytes.count < bytesMax else { throw isName ? .tooManyFields : .fieldTooLarge }
            guard !isControl(byte) else { throw .controlCharacter }
            bytes.append(byte)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        return text.contains("\r") || text.contains("\r\n") ? withLineFeeds(text) : text
    }

    private static func escaped<Bytes: Collection<UInt8>>(
        _ encoded: Bytes, _ position: inout Bytes.Index
    ) throws(WebError) -> UInt8 {
        var value: UInt8 = 0
        for _ in 0..<2 {
            guard position != encoded.endIndex else { throw .malformedEscape }
            let digit: UInt8
            switch encoded[position] {
            case let byte where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte):
                digit = byte - UInt8(ascii: "0")
            case let byte where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte):
                digit = byte - UInt8(ascii: "a") + 10
            case let byte where (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte):
                digit = byte - UInt8(ascii: "A") + 10
            default:
                throw .malformedEscape
            }
            value = value << 4 | digit
            position = encoded.index(after: position)
        }
        return value
    }

    /// PostgreSQL cannot store NUL, and a terminal must never meet an escape sequence.
    private static func isControl(_ byte: UInt8) -> Bool {
        let allowed: [UInt8] = [UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        return byte == 0x7f || (byte < 0x20 && !allowed.contains(byte))
    }

    /// Browsers end lines of a text area with CR LF; storage and pages use LF.
    private static func withLineFeeds(_ text: String) -> String {
        var result = ""
        for character in text {
            result.append(character == "\r\n" || character == "\r" ? "\n" : character)
        }
        return result
    }

    private static func trimmed(_ text: String) -> String {
        var slice = text[...]
        while let first = slice.first, first.isWhitespace { slice.removeFirst() }
        while let last = slice.last, last.isWhitespace { slice.removeLast() }
        return String(slice)
    }
}

extension Form: Concealed {}
