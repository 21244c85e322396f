// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A block of addresses in CIDR notation, such as `10.0.0.0/8` or `2001:db8::/32`.
package struct AddressRange: Hashable, Sendable {
    package let base: IPAddress
    package let prefixLength: Int

    /// `nil` when the length is not possible, or bits after the prefix are set: a setting that says
    /// `127.0.0.1/8` means one machine or sixteen million, and nobody should have to guess.
    package init?(base: IPAddress, prefixLength: Int) {
        guard (0...base.family.bitCount).contains(prefixLength),
            base.bits & ~Self.mask(base.family, prefixLength) == 0
        else { return nil }
        self.base = base
        self.prefixLength = prefixLength
    }

    /// Reads `address/length`, or an address alone as a block of one.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2, let base = IPAddress(first) else {
            return nil
        }
        guard parts.count == 2 else {
            self.init(base: base, prefixLength: base.family.bitCount)
            return
        }
        guard parts[1].utf8.count <= 3, parts[1].utf8.allSatisfy({ (48...57).contains($0) }),
            let length = Int(parts[1])
        else { return nil }
        self.init(base: base, prefixLength: length)
    }

    package func contains(_ address: IPAddress) -> Bool {
        address.family == base.family
            && address.bits & Self.mask(base.family, prefixLength) == base.bits
    }

    private static func mask(_ family: IPAddress.Family, _ prefixLength: Int) -> UInt128 {
        if prefixLength == 0 { return 0 }
        let all: UInt128 = family == .v4 ? 0xffff_ffff : .max
        return all << UInt128(family.bitCount - prefixLength) & all
    }
}

extension AddressRange: CustomStringConvertible {
    package var description: String { "\(base)/\(prefixLength)" }
}
