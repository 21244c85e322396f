// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Builds one frame: four bytes of length, most significant first, and then the fields.
package struct WireWriter {
    private var bytes: [UInt8] = [0, 0, 0, 0]

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

    /// The frame, its length filled in.
    package consuming func finish() -> [UInt8] {
        let count = UInt32(clamping: bytes.count - 4)
        for index in 0..<4 {
            bytes[index] = UInt8(truncatingIfNeeded: count >> UInt32(24 - 8 * index))
        }
        return bytes
    }
}
