// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Some consecutive bits of a fingerprint: the upper ones choose a group of a table, the lower ones
/// are written beside each of the group's members.
struct HashChunk: Hashable, Sendable {
    /// LIMIT: lower bits: a member's are five bits of its entry, and 32 values fit a word that says
    /// which of them are near.
    static let lowerBitsMax = 5

    /// LIMIT: chunks of a fingerprint: what a search finds is marked with its chunk in five bits.
    static let countMax = 32

    /// The first bit, 0 to 255.
    let start: Int
    /// The number of bits.
    let bits: Int
    /// How many of them are lower ones: 0 to 5.
    let lowerBits: Int

    var upperBits: Int { bits - lowerBits }

    var groupCount: Int { 1 << upperBits }

    /// All of the chunk's bits in a fingerprint.
    @inline(__always) func value(in words: SIMD4<UInt64>) -> UInt32 {
        let word = start >> 6
        let shift = UInt64(start & 63)
        var value = words[word] &>> shift
        if Int(shift) + bits > 64 { value |= words[word + 1] &<< (64 - shift) }
        return UInt32(truncatingIfNeeded: value) & (1 << UInt32(bits) &- 1)
    }

    /// The group a value belongs to.
    @inline(__always) func group(of value: UInt32) -> UInt32 {
        Self.mixed(value >> UInt32(lowerBits))
    }

    /// Another numbering of groups, with the same numbers.
    ///
    /// The groups a query looks into differ in single bits, and would lie at distances that are
    /// powers of two: a processor's cache keeps few of such lines at a time. Here a higher bit
    /// changes lower ones too. Numbers that differ by a mask differ by the mixed mask.
    @inline(__always) static func mixed(_ bits: UInt32) -> UInt32 {
        bits ^ bits >> 7 ^ bits >> 13
    }

    /// A value's lower bits.
    @inline(__always) func lower(of value: UInt32) -> UInt32 {
        value & (1 << UInt32(lowerBits) &- 1)
    }
}
