// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// The entropy-coded data between two markers.
struct EntropySegment {
    // LIMIT: zeros behind the bytes, for a reader that checks with every six blocks whether it is
    // past the end: a block takes at most 27 + 63 x 26 bits, and eight bytes are looked at ahead.
    static let paddingBytes = 1_536

    /// Bytes without the zero that stands behind every 0xff.
    let byteCount: Int
    /// The second byte of the marker that ends it.
    let marker: UInt8
    /// Where the data behind the marker begin.
    let end: Int

    /// Copies a segment without its stuffing, and zeros behind it.
    ///
    /// SAFETY: the caller vouches for room for what is left of the bytes and for the padding.
    ///
    /// - Returns: `nil` when no marker ends it.
    @unsafe static func copy(
        from bytes: UnsafeBufferPointer<UInt8>, at start: Int,
        into room: UnsafeMutablePointer<UInt8>
    ) -> EntropySegment? {
        guard let base = bytes.baseAddress else { return nil }
        var (from, count) = (start, 0)
        while from < bytes.count,
            let found = unsafe memchr(base + from, 0xff, bytes.count - from)
        {
            let place = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
            guard place + 1 < bytes.count else { return nil }
            let marker = unsafe bytes[place + 1]
            let length = place - from + (marker == 0 ? 1 : 0)
            unsafe memcpy(room + count, base + from, length)
            count += length
            from = place + 2
            if marker != 0 {
                unsafe memset(room + count, 0, Self.paddingBytes)
                return EntropySegment(byteCount: count, marker: marker, end: from)
            }
        }
        return nil
    }
}
