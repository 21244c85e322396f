// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// As much of gzip (RFC 1951, RFC 1952) as a test server needs: bodies that are right, and bombs.
package enum Gzip {
    private static let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]

    /// The bytes in stored blocks: valid, and no smaller.
    package static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var output = header
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            output.append(rest.isEmpty ? 1 : 0)
            let count = UInt16(block.count)
            for word in [count, ~count] { output += [UInt8(word & 255), UInt8(word >> 8)] }
            output += block
        } while !rest.isEmpty
        for word in [checksum(bytes), UInt32(truncatingIfNeeded: bytes.count)] {
            for shift in [0, 8, 16, 24] {
                output.append(UInt8(truncatingIfNeeded: word >> UInt32(shift)))
            }
        }
        return output
    }

    /// A stream that inflates to about `count` zeros, in parts, without the trailer nobody gets to.
    ///
    /// Fixed Huffman codes: a zero, then copies of 258 bytes from one byte back at 13 bits each. In
    /// 13 bytes the pattern repeats after 8 copies, so the parts need no bit counting.
    static func zeros(count: Int) -> [[UInt8]] {
        var bits: [Bool] = [true, true, false]  // last block, fixed codes
        bits += code(0x30, 8)  // the literal 0
        let copy = code(0b1100_0101, 8) + code(0, 5)  // length 258, distance 1
        while bits.count % 8 != 0 { bits += copy }
        let lead = pack(bits)
        let eightCopies = pack(Array(repeating: copy, count: 8).flatMap { $0 })
        let part = Array(repeating: eightCopies, count: 512).flatMap { $0 }
        let parts = count / (512 * 8 * 258) + 1
        return [header + lead] + Array(repeating: part, count: parts)
    }

    /// Huffman codes are written from their highest bit.
    private static func code(_ value: Int, _ length: Int) -> [Bool] {
        (0..<length).reversed().map { value >> $0 & 1 == 1 }
    }

    private static func pack(_ bits: [Bool]) -> [UInt8] {
        stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<min(start + 8, bits.count)].enumerated().reduce(0) { byte, bit in
                byte | (bit.element ? 1 << UInt8(bit.offset) : 0)
            }
        }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xedb8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
