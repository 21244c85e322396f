// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Reads numbers and byte strings from one frame, and never past its end.
///
/// Both sides read frames from a process they do not trust in full: every length is checked against
/// what is there before anything is made from it.
package struct WireReader: ~Copyable {
    private let bytes: [UInt8]
    private var position = 0

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var isAtEnd: Bool { position == bytes.count }

    package mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    package mutating func number() -> Int? {
        guard let digits = slice(4) else { return nil }
        return digits.reduce(0) { $0 << 8 | Int($1) }
    }

    /// A byte string of the given length.
    package mutating func slice(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= bytes.count - position else { return nil }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// A byte string that says its own length first.
    package mutating func string() -> ArraySlice<UInt8>? {
        guard let count = number() else { return nil }
        return slice(count)
    }

    /// Text that says its own length first; `nil` when it is not UTF-8.
    package mutating func text() -> String? {
        guard let bytes = string() else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// Everything that is left.
    package mutating func rest() -> ArraySlice<UInt8> {
        defer { position = bytes.count }
        return bytes[position...]
    }
}
