// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A PDQ fingerprint: 256 bits, one for each of the 16 x 16 lowest frequencies of a picture.
///
/// Two pictures that look alike have fingerprints that differ in few bits. The usual threshold for
/// "the same picture" is a distance of 31 or less.
public struct PDQHash: Hashable, Sendable {
    /// The bits, 64 to a word: bit `k` of the fingerprint is bit `k % 64` of `words[k / 64]`.
    public let words: SIMD4<UInt64>

    /// The fingerprint with the given words.
    public init(words: SIMD4<UInt64>) {
        self.words = words
    }

    /// Reads 64 hexadecimal digits of either case, most significant first, as hash lists write
    /// them.
    ///
    /// `nil` when there are not exactly 64 digits, or one is not hexadecimal.
    ///
    /// - Parameter hex: The digits, without prefix or space.
    public init?(hex: some StringProtocol) {
        let digits = hex.utf8
        guard digits.count == 64 else { return nil }
        var words = SIMD4<UInt64>.zero
        for (position, character) in digits.enumerated() {
            guard let digit = Self.value(of: character) else { return nil }
            let word = 3 - position / 16
            words[word] = words[word] << 4 | digit
        }
        self.words = words
    }

    /// Reads the 32 bytes that the property `bytes` gives.
    ///
    /// `nil` when there are not exactly 32 of them.
    ///
    /// - Parameter bytes: The fingerprint as a 256-bit number, most significant byte first.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        var words = SIMD4<UInt64>.zero
        for (position, byte) in bytes.enumerated() {
            let word = 3 - position / 8
            words[word] = words[word] << 8 | UInt64(byte)
        }
        self.words = words
    }

    /// 64 lower-case hexadecimal digits, most significant first.
    public var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The fingerprint as a 256-bit number: 32 bytes, most significant first.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for word in [words.w, words.z, words.y, words.x] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        return bytes
    }

    /// The number of bits in which two fingerprints differ: 0 to 256.
    ///
    /// - Parameter other: The fingerprint to compare with.
    /// - Returns: The Hamming distance.
    public func distance(to other: PDQHash) -> Int {
        let difference = words ^ other.words
        return difference.x.nonzeroBitCount + difference.y.nonzeroBitCount
            + difference.z.nonzeroBitCount + difference.w.nonzeroBitCount
    }

    private static func value(of character: UInt8) -> UInt64? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(character - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(character - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(character - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}

extension PDQHash: CustomStringConvertible {
    /// The same as `hex`.
    public var description: String { hex }
}
