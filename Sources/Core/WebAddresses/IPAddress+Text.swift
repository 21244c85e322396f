// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Reading and writing addresses as text: one accepted spelling for IPv4, RFC 4291 for IPv6 in,
/// RFC 5952 out.
extension IPAddress {
    /// Reads dotted decimal with exactly four numbers and no leading zeros, or an IPv6 address
    /// without zone and brackets; `nil` for everything else.
    package init?(_ text: some StringProtocol) {
        let characters = Array(text.utf8.prefix(Self.textBytesMax + 1))
        guard characters.count <= Self.textBytesMax else { return nil }
        if characters.contains(UInt8(ascii: ":")) {
            guard let bits = Self.parseV6(characters) else { return nil }
            self.init(v6: bits)
        } else {
            guard let bits = Self.parseV4(characters[...]) else { return nil }
            self.init(v4: bits)
        }
    }

    // LIMIT: bytes of the longest spelling, eight groups of which two are dotted decimal.
    private static let textBytesMax = 45

    private static func parseV4(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0")
            else { return nil }
            var value: UInt32 = 0
            for digit in part {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
                value = value * 10 + UInt32(digit - UInt8(ascii: "0"))
            }
            guard value <= 255 else { return nil }
            bits = bits << 8 | value
        }
        return bits
    }

    private static func parseV6(_ text: [UInt8]) -> UInt128? {
        let colon = UInt8(ascii: ":")
        let gap = text.indices.dropLast().first { text[$0] == colon && text[$0 + 1] == colon }
        guard let gap else {
            guard let groups = parseGroups(text[...]), groups.count == 8 else { return nil }
            return join(groups)
        }
        guard let head = parseGroups(text[..<gap]), let tail = parseGroups(text[(gap + 2)...]),
            !text[..<gap].contains(UInt8(ascii: ".")), head.count + tail.count <= 7
        else { return nil }
        let zeros = [UInt16](repeating: 0, count: 8 - head.count - tail.count)
        return join(head + zeros + tail)
    }

    private static func join(_ groups: [UInt16]) -> UInt128 {
        groups.reduce(UInt128(0)) { $0 << 16 | UInt128($1) }
    }

    /// Groups of hexadecimal digits between single colons, the last of which may be dotted decimal.
    private static func parseGroups(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        if text.isEmpty { return [] }
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard let bits = parseV4(part) else { return nil }
                groups += [UInt16(bits >> 16), UInt16(truncatingIfNeeded: bits)]
            } else {
                guard (1...4).contains(part.count), part.allSatisfy({ HexDigit.value($0) != nil }),
                    let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups.count <= 8 ? groups : nil
    }
}

extension IPAddress: CustomStringConvertible {
    /// Dotted decimal, or RFC 5952: lower case, no leading zeros, the longest run of zero groups
    /// shortened, `::ffff:` addresses with a dotted tail.
    package var description: String {
        guard family == .v6 else {
            return bytes.map { String($0) }.joined(separator: ".")
        }
        if bits >> 32 == 0xffff { return "::ffff:\(unmapped)" }
        let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128(112 - 16 * $0)) }
        guard let gap = Self.longestZeroRun(groups) else {
            return Self.text(groups[...])
        }
        return Self.text(groups[..<gap.lowerBound]) + "::" + Self.text(groups[gap.upperBound...])
    }

    private static func text(_ groups: ArraySlice<UInt16>) -> String {
        groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// The first of the longest runs of at least two zero groups.
    private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?
        var start = 0
        while start < groups.count {
            var end = start
            while end < groups.count, groups[end] == 0 { end += 1 }
            if end - start >= 2, end - start > (best?.count ?? 0) { best = start..<end }
            start = max(end, start + 1)
        }
        return best
    }
}
