// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Reads bits from bytes that no longer have any stuffing.
///
/// SAFETY: whoever makes one vouches for `EntropySegment.paddingBytes` readable bytes behind the
/// last, and looks at `isPastEnd` at least once for every six blocks that are read.
@unsafe struct BitReader {
    private let bytes: UnsafeRawPointer
    private let byteCount: Int
    /// The byte behind those in `ahead`.
    private var position = 0
    /// The next bits, the very next one uppermost.
    private(set) var ahead: UInt64 = 0
    /// How many bits of `ahead` count.
    private var count = 0

    init(_ bytes: UnsafeRawPointer, byteCount: Int) {
        unsafe (self.bytes, self.byteCount) = (bytes, byteCount)
    }

    /// Whether more bits were used than there are.
    var isPastEnd: Bool { unsafe 8 * position - count > 8 * byteCount }

    /// Whether all whole bytes were used, and no bit that is not there.
    var isAtEnd: Bool {
        let left = unsafe 8 * (byteCount - position) + count
        return (0..<8).contains(left)
    }

    /// Has 56 bits or more ahead.
    @inline(__always) mutating func fill() {
        let next = unsafe UInt64(
            bigEndian: (bytes + position).loadUnaligned(as: UInt64.self))
        unsafe ahead |= next &>> UInt64(truncatingIfNeeded: count)
        unsafe position &+= (63 &- count) &>> 3
        unsafe count |= 56
    }

    /// Goes past 1 to 55 bits.
    @inline(__always) mutating func skip(_ bits: Int) {
        unsafe ahead = ahead &<< UInt64(truncatingIfNeeded: bits)
        unsafe count &-= bits
    }
}
