// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Reads the time of a frame as tools and people write it.
///
/// Seconds in general form, `12`, `12.5`, `+3.`, `.5` and `1.23e+03`, which is what C++ writes with
/// three significant digits (`vpdq-hash-video`) and Python for what is small or large; or a clock,
/// `2:03.5` and `26:00:01.25`.
public enum VideoTime {
    // LIMIT: milliseconds: 31 years, and no sum overflows.
    private static let digitsMax = 12

    /// Milliseconds, rounded half up; `nil` for what is no time, or before the video's beginning.
    public static func milliseconds(in text: some Collection<UInt8>) -> Int? {
        let parts = Array(text).split(
            separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count > 1 else { return parts.first.flatMap { thousandths(in: $0) } }
        return clock(parts)
    }

    /// Hours, if any, minutes and seconds.
    private static func clock(_ parts: [ArraySlice<UInt8>]) -> Int? {
        guard parts.count <= 3, let last = parts.last, let first = last.first, isDigit(first),
            !last.contains(where: isExponent), let seconds = thousandths(in: last),
            seconds < 60_000
        else { return nil }
        var total = 0
        for (place, part) in parts.dropLast().enumerated() {
            guard let value = DecimalText.integer(in: part), place == 0 || value < 60 else {
                return nil
            }
            total = total * 60 + value
        }
        let milliseconds = total * 60_000 + seconds
        return String(milliseconds).utf8.count <= digitsMax ? milliseconds : nil
    }

    /// A number times a thousand.
    private static func thousandths(in text: ArraySlice<UInt8>) -> Int? {
        var rest = text
        if rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let mantissa = rest.prefix { !isExponent($0) }
        rest = rest.dropFirst(mantissa.count)
        var power = 3
        if !rest.isEmpty {
            guard let exponent = exponent(in: rest.dropFirst()) else { return nil }
            power += exponent
        }
        let halves = mantissa.split(
            separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let digits = halves.joined()
        guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
        if halves.count == 2 { power -= halves[1].count }
        return value(of: digits.drop { $0 == UInt8(ascii: "0") }, power: power)
    }

    /// Digits times a power of ten.
    private static func value(of digits: some Sequence<UInt8>, power: Int) -> Int? {
        let digits = Array(digits)
        if digits.isEmpty { return 0 }
        let wholeCount = digits.count + power
        guard wholeCount >= 0 else { return 0 }
        guard wholeCount <= digitsMax else { return nil }
        var value = 0
        for place in 0..<wholeCount {
            value = value * 10 + (place < digits.count ? Int(digits[place] - 0x30) : 0)
        }
        let roundsUp = wholeCount < digits.count && digits[wholeCount] >= UInt8(ascii: "5")
        return value + (roundsUp ? 1 : 0)
    }

    private static func exponent(in text: ArraySlice<UInt8>) -> Int? {
        let isNegative = text.first == UInt8(ascii: "-")
        let digits = isNegative || text.first == UInt8(ascii: "+") ? text.dropFirst() : text
        return DecimalText.integer(in: digits).map { isNegative ? -$0 : $0 }
    }

    private static func isExponent(_ character: UInt8) -> Bool { character | 0x20 == 0x65 }

    private static func isDigit(_ character: UInt8) -> Bool { (0x30...0x39).contains(character) }
}

/// Whole numbers of the text form: digits, and nothing that a number may look like otherwise.
enum DecimalText {
    // LIMIT: digits: no sum overflows.
    private static let digitsMax = 9

    static func integer(in text: ArraySlice<UInt8>) -> Int? {
        guard (1...digitsMax).contains(text.count) else { return nil }
        var value = 0
        for character in text {
            guard (0x30...0x39).contains(character) else { return nil }
            value = value * 10 + Int(character - 0x30)
        }
        return value
    }
}
