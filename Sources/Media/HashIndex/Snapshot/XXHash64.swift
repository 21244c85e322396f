// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The checksum XXH64 (Yann Collet: "xxHash fast digest algorithm", version 0.1.1), seed 0.
///
/// It finds damage, not malice: about 10 GB in a second, and one in 2⁶⁴ damaged files is missed.
struct XXHash64 {
    /// Bytes are added in multiples of this, but for the last.
    static let blockByteCount = 32

    private static let primes: (UInt64, UInt64, UInt64, UInt64, UInt64) = (
        0x9e37_79b1_85eb_ca87, 0xc2b2_ae3d_27d4_eb4f, 0x1656_67b1_9e37_79f9,
        0x85eb_ca77_c2b2_ae63, 0x27d4_eb2f_1656_67c5
    )

    private var lanes = SIMD4<UInt64>(primes.0 &+ primes.1, primes.1, 0, 0 &- primes.0)
    private var byteCount = 0

    static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = XXHash64()
        let whole = bytes.count - bytes.count % blockByteCount
        unsafe hash.add(UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
        return unsafe hash.checksum(with: UnsafeRawBufferPointer(rebasing: bytes[whole...]))
    }

    /// Adds bytes in whole blocks of 32.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count % Self.blockByteCount == 0)
        var (one, two, three, four) = (lanes[0], lanes[1], lanes[2], lanes[3])
        for position in stride(from: 0, to: bytes.count, by: Self.blockByteCount) {
            // SAFETY: the block from `position` on is within the buffer.
            let words = unsafe bytes.loadUnaligned(
                fromByteOffset: position, as: SIMD4<UInt64>.self)
            one = Self.round(one, words[0])
            two = Self.round(two, words[1])
            three = Self.round(three, words[2])
            four = Self.round(four, words[3])
        }
        lanes = SIMD4(one, two, three, four)
        byteCount += bytes.count
    }

    /// The checksum of all that was added, and of the last bytes behind it, fewer than 32.
    func checksum(with last: UnsafeRawBufferPointer) -> UInt64 {
        precondition(last.count < Self.blockByteCount)
        var hash = Self.primes.4
        if byteCount > 0 {
            hash = Self.rotated(lanes[0], 1) &+ Self.rotated(lanes[1], 7)
            hash &+= Self.rotated(lanes[2], 12) &+ Self.rotated(lanes[3], 18)
            for lane in 0..<4 {
                hash = (hash ^ Self.round(0, lanes[lane])) &* Self.primes.0 &+ Self.primes.3
            }
        }
        hash &+= UInt64(byteCount + last.count)
        return unsafe Self.mixed(hash, last)
    }

    /// The last bytes, fewer than 32, and the final mixing.
    @unsafe private static func mixed(
        _ start: UInt64, _ bytes: UnsafeRawBufferPointer
    ) -> UInt64 {
        var (hash, position) = (start, 0)
        while position + 8 <= bytes.count {
            let word = unsafe bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            hash = rotated(hash ^ round(0, word), 27) &* primes.0 &+ primes.3
            position += 8
        }
        if position + 4 <= bytes.count {
            let word = unsafe bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)
            hash = rotated(hash ^ UInt64(word) &* primes.0, 23) &* primes.1 &+ primes.2
            position += 4
        }
        while position < bytes.count {
            hash = unsafe rotated(hash ^ UInt64(bytes[position]) &* primes.4, 11) &* primes.0
            position += 1
        }
        hash = (hash ^ hash >> 33) &* primes.1
        hash = (hash ^ hash >> 29) &* primes.2
        return hash ^ hash >> 32
    }

    @inline(__always) private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotated(lane &+ word &* primes.1, 31) &* primes.0
    }

    @inline(__always) private static func rotated(_ value: UInt64, _ by: UInt64) -> UInt64 {
        value &<< by | value &>> (64 - by)
    }
}
