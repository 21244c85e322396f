// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// The normal form of paths and queries: RFC 3986, section 6.2.2, and what browsers do to the rest.
enum AddressEscaping {
    enum Part {
        case path, query
    }

    /// Escapes what must be, unescapes what need not be, resolves `.` and `..`; at least a slash.
    static func normalPath(_ path: String) -> String {
        let slashed = path.replacing(scalar: "\\", with: "/")
        let escaped = normal(
            slashed.utf8.first == UInt8(ascii: "/") ? slashed : "/" + slashed, keeping: .path)
        return removeDotSegments(escaped)
    }

    static func normal(_ text: String, keeping part: Part) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = HexDigit.value(bytes[index + 1]),
                let low = HexDigit.value(bytes[index + 2])
            {
                let value = high << 4 | low
                if isUnreserved(value) { output.append(value) } else { escape(value, &output) }
                index += 3
                continue
            }
            if isUnreserved(byte) || isKept(byte, in: part) {
                output.append(byte)
            } else {
                escape(byte, &output)
            }
            index += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// RFC 3986, section 5.2.4, for a path that begins with a slash.
    static func removeDotSegments(_ path: String) -> String {
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".": if isLast { kept.append("") }
            case "..":
                _ = kept.popLast()
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        return "/" + kept.joined(separator: "/")
    }

    private static func escape(_ byte: UInt8, _ output: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~".utf8.contains(byte)
        }
    }

    private static func isKept(_ byte: UInt8, in part: Part) -> Bool {
        switch part {
        case .path: "/:@!$&'()*+,;=".utf8.contains(byte)
        case .query: "/?:@!$&'()*+,;=".utf8.contains(byte)
        }
    }
}
