// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// An IPv4 or IPv6 address as a number.
///
/// Addresses are compared and vetted as numbers, never as text: `127.1`, `0x7f000001` and
/// `2130706433` are one machine to some resolvers and three strings to a filter.
package struct IPAddress: Hashable, Sendable {
    package enum Family: Hashable, Sendable {
        case v4, v6

        /// 32 and 128.
        package var bitCount: Int { self == .v4 ? 32 : 128 }
    }

    package let family: Family
    /// The address in its low 32 bits (IPv4) or all 128 (IPv6).
    package let bits: UInt128

    package init(v4 bits: UInt32) {
        family = .v4
        self.bits = UInt128(bits)
    }

    package init(v6 bits: UInt128) {
        family = .v6
        self.bits = bits
    }

    /// Network byte order, 4 or 16 bytes; `nil` for any other number.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        family = bytes.count == 4 ? .v4 : .v6
        bits = bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    }

    /// Network byte order, 4 or 16 bytes.
    package var bytes: [UInt8] {
        stride(from: family.bitCount - 8, through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: bits >> UInt128($0))
        }
    }

    /// The IPv4 address inside `::ffff:a.b.c.d`, which the kernel connects to as IPv4; else itself.
    package var unmapped: IPAddress {
        guard family == .v6, bits >> 32 == 0xffff else { return self }
        return IPAddress(v4: UInt32(truncatingIfNeeded: bits))
    }
}

extension IPAddress: Comparable {
    package static func < (left: IPAddress, right: IPAddress) -> Bool {
        left.family == right.family ? left.bits < right.bits : left.family == .v4
    }
}
