// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Writes numbers, most significant byte first, and byte strings.
package struct WireWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func append(_ byte: UInt8) { bytes.append(byte) }

    package mutating func append(number: Int) {
        let value = UInt32(clamping: number)
        for shift in stride(from: UInt32(24), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    package mutating func append(raw: some Collection<UInt8>) { bytes.append(contentsOf: raw) }

    package mutating func append(string: some Collection<UInt8>) {
        append(number: string.count)
        bytes.append(contentsOf: string)
    }

    package mutating func append(text: String) { append(string: Array(text.utf8)) }

    /// A frame: the bytes, and their number before them.
    package consuming func framed() -> [UInt8] {
        var length = WireWriter()
        length.append(number: bytes.count)
        bytes.insert(contentsOf: length.bytes, at: 0)
        return bytes
    }
}
