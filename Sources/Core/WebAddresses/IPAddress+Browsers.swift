// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Numbers as browsers read them where a host should be: the WHATWG URL standard, section 3.5.
extension IPAddress {
    /// `nil` when the text does not end in a number, and so is a name; throws when it does and is
    /// no address.
    ///
    /// `127.1`, `0x7f000001`, `0177.0.0.1` and `2130706433` are one machine to every browser: to
    /// refuse them would lose an address that a reporter saw work.
    static func asBrowsersRead(
        _ name: some StringProtocol
    ) throws(AddressRefusal) -> IPAddress? {
        var parts = name.utf8.split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false
        ).map { Array($0) }
        if parts.count > 1, parts.last == [] { parts.removeLast() }
        guard let last = parts.last, endsInNumber(last) else { return nil }
        guard parts.count <= 4 else { throw .badNumber }
        var numbers: [UInt64] = []
        for part in parts {
            guard let number = number(part) else { throw .badNumber }
            numbers.append(number)
        }
        let tail = numbers.removeLast()
        guard numbers.allSatisfy({ $0 <= 255 }), tail < UInt64(1) << UInt64(8 * (4 - numbers.count))
        else { throw .badNumber }
        var bits = UInt32(tail)
        for (place, number) in numbers.enumerated() {
            bits |= UInt32(number) << UInt32(24 - 8 * place)
        }
        return IPAddress(v4: bits)
    }

    private static func endsInNumber(_ part: [UInt8]) -> Bool {
        if part.isEmpty { return false }
        return part.allSatisfy { (48...57).contains($0) }
            || (isHexadecimal(part) && number(part) != nil)
    }

    private static func isHexadecimal(_ part: [UInt8]) -> Bool {
        part.count >= 2 && part[0] == UInt8(ascii: "0") && part[1] | 0x20 == UInt8(ascii: "x")
    }

    /// Decimal, octal behind a zero, hexadecimal behind `0x`; too large is as good as any number
    /// that no address holds.
    private static func number(_ part: [UInt8]) -> UInt64? {
        if part.isEmpty { return nil }
        let radix: UInt64 = isHexadecimal(part) ? 16 : part.count > 1 && part[0] == 48 ? 8 : 10
        let digits = radix == 16 ? part.dropFirst(2) : radix == 8 ? part.dropFirst() : part[...]
        var value: UInt64 = 0
        for byte in digits {
            guard let digit = HexDigit.value(byte), UInt64(digit) < radix else { return nil }
            value = min(value * radix + UInt64(digit), 1 << 40)
        }
        return value
    }
}

/// The value of one hexadecimal digit.
enum HexDigit {
    static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
