// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// glibc's converters of old encodings.
///
/// They are parts of glibc that it loads from files, so all are made before the process shuts
/// itself off from files. Not for two threads at once.
@safe final class LegacyCharsets {
    @safe private struct Converters {
        let decoding: iconv_t?
        let encoding: iconv_t?
    }

    private let converters: [LegacyCharset: Converters]

    init() {
        var converters: [LegacyCharset: Converters] = [:]
        for charset in LegacyCharset.allCases {
            converters[charset] = unsafe Converters(
                decoding: Self.opened(to: "UTF-8", from: charset.rawValue),
                encoding: Self.opened(to: charset.rawValue, from: "UTF-8"))
        }
        self.converters = converters
    }

    deinit {
        for converter in converters.values {
            if let decoding = unsafe converter.decoding { unsafe iconv_close(decoding) }
            if let encoding = unsafe converter.encoding { unsafe iconv_close(encoding) }
        }
    }

    /// `nil` for an encoding that this glibc does not have.
    private static func opened(to: String, from: String) -> iconv_t? {
        let converter = unsafe iconv_open(to, from)
        // The call answers -1 where it has none.
        return unsafe Int(bitPattern: converter) == -1 ? nil : converter
    }

    /// The text as UTF-8; what is no text becomes U+FFFD.
    func utf8(of bytes: [UInt8], in charset: LegacyCharset) -> [UInt8] {
        guard let converter = unsafe converters[charset]?.decoding else {
            return PageCharset.windows1252.utf8(of: bytes, self)
        }
        return unsafe convert(bytes, with: converter) { _ in [0xef, 0xbf, 0xbd] }
    }

    /// A character in an encoding; `nil` where the encoding lacks it.
    func bytes(of character: Unicode.Scalar, in charset: LegacyCharset) -> [UInt8]? {
        guard let converter = unsafe converters[charset]?.encoding else { return nil }
        var isMissing = false
        let bytes = unsafe convert(Array(String(Character(character)).utf8), with: converter) { _ in
            isMissing = true
            return []
        }
        return isMissing || bytes.isEmpty ? nil : bytes
    }

    @unsafe private func convert(
        _ bytes: [UInt8], with converter: iconv_t, replacing: (UInt8) -> [UInt8]
    ) -> [UInt8] {
        // The converters are closed with the last reference to this object.
        defer { withExtendedLifetime(self) {} }
        // Back to the state before any text.
        _ = unsafe iconv(converter, nil, nil, nil, nil)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 2)
        var input = bytes.map { CChar(bitPattern: $0) }
        var block = [CChar](repeating: 0, count: 4_096)
        // SAFETY: the pointers and counts are those of the two arrays, and of what is left of them.
        unsafe input.withUnsafeMutableBufferPointer { source in
            var from = source.baseAddress
            var left = source.count
            while left > 0 {
                let (isFailure, error, written) = unsafe block.withUnsafeMutableBufferPointer {
                    target in
                    var into = target.baseAddress
                    var room = target.count
                    // The call answers -1 where it stops before the end.
                    let status = unsafe iconv(converter, &from, &left, &into, &room)
                    return (status == -1, errno, target.count - room)
                }
                result += block[..<written].map { UInt8(bitPattern: $0) }
                if isFailure, error == E2BIG { continue }
                guard isFailure, left > 0, let place = unsafe from else { break }
                unsafe result += replacing(UInt8(bitPattern: place.pointee))
                unsafe from = unsafe place + 1
                left -= 1
            }
        }
        // Some hold a letter back until they know that no accent follows.
        let rest = unsafe block.withUnsafeMutableBufferPointer { target in
            var into = target.baseAddress
            var room = target.count
            _ = unsafe iconv(converter, nil, nil, &into, &room)
            return target.count - room
        }
        return result + block[..<rest].map { UInt8(bitPattern: $0) }
    }
}
