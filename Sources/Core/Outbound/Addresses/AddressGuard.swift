// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import WebAddresses

/// Decides whether the platform may connect to an address.
///
/// Reported addresses are chosen by strangers, and by the people they report. Whatever they name,
/// nothing inside our own network, this machine or a cloud's metadata service is ever asked.
package struct AddressGuard: Sendable {
    private let allowed: [AddressRange]
    private let denied: [AddressRange]

    /// - Parameters:
    ///   - allowed: private blocks that may be connected to all the same; only tests and the
    ///     demonstration list any.
    ///   - denied: further blocks never to connect to, such as the installation's own public ones.
    package init(allowing allowed: [AddressRange] = [], denying denied: [AddressRange] = []) {
        self.allowed = allowed
        self.denied = denied
    }

    package func isAllowed(_ address: IPAddress) -> Bool {
        let address = address.unmapped
        if denied.contains(where: { $0.contains(address) }) { return false }
        if allowed.contains(where: { $0.contains(address) }) { return true }
        switch address.family {
        case .v4: return !Self.specialV4.contains { $0.contains(address) }
        case .v6: return isAllowedV6(address)
        }
    }

    /// IPv6 is vetted the other way round: only global unicast space is public.
    ///
    /// Addresses that carry
    /// an IPv4 address are as private as what they carry.
    private func isAllowedV6(_ address: IPAddress) -> Bool {
        let carried = Self.carriedV4(address)
        if carried.contains(where: { !isAllowed($0) }) { return false }
        if Self.translatedV6.contains(where: { $0.contains(address) }) { return true }
        return Self.globalV6.contains { $0.contains(address) }
            && !Self.specialV6.contains { $0.contains(address) }
    }

    /// The IPv4 addresses inside NAT64, 6to4 and ISATAP addresses.
    private static func carriedV4(_ address: IPAddress) -> [IPAddress] {
        var carried: [IPAddress] = []
        if translatedV6.contains(where: { $0.contains(address) }) {
            carried.append(IPAddress(v4: UInt32(truncatingIfNeeded: address.bits)))
        }
        if sixToFour.contains(where: { $0.contains(address) }) {
            carried.append(IPAddress(v4: UInt32(truncatingIfNeeded: address.bits >> 80)))
        }
        let interface = UInt64(truncatingIfNeeded: address.bits) >> 32
        if interface == 0x0000_5efe || interface == 0x0200_5efe {
            carried.append(IPAddress(v4: UInt32(truncatingIfNeeded: address.bits)))
        }
        return carried
    }
}
