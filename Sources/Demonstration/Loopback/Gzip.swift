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

    /// A stream that inflates to `start` and then to about `count` bytes more, the last `period` of
    /// what came before again and again; in parts, without the trailer nobody gets to.
    ///
    /// A stored block, then fixed Huffman codes: copies of 258 bytes. Eight copies fill whole bytes
    /// however long their codes are, so the parts need no bit counting.
    static func repeating(lastOf start: [UInt8], period: Int, count: Int) -> [[UInt8]] {
        let stored = [0] + littleEndian(start.count) + littleEndian(~start.count) + start
        let copy = code(0b1100_0101, 8) + distance(period)  // length 258
        let eightCopies = Array(repeating: copy, count: 8).flatMap { $0 }
        // The three bits that begin the last block, of fixed codes, and five to the whole byte.
        let lead = pack([true, true, false] + eightCopies.prefix(5))
        let turned = pack(Array(eightCopies.dropFirst(5) + eightCopies.prefix(5)))
        let part = Array(repeating: turned, count: 512).flatMap { $0 }
        let parts = count / (512 * 8 * 258) + 1
        return [header + stored + lead] + Array(repeating: part, count: parts)
    }

    private static func littleEndian(_ count: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: count), UInt8(truncatingIfNeeded: count >> 8)]
    }

    /// The fixed code of a distance of four bytes or less is its number; from there on every code
    /// stands for a range, and the bits behind it say where in that.
    private static func distance(_ bytes: Int) -> [Bool] {
        let number = bytes - 1
        guard number >= 4 else { return code(number, 5) }
        let extra = Int.bitWidth - number.leadingZeroBitCount - 2
        return code(2 * extra + (number >> extra), 5)
            + (0..<extra).map { number >> $0 & 1 == 1 }
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
