// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import WebAddresses

/// The blocks that are not the public internet: IANA's special-purpose registries (RFC 6890 and its
/// updates), multicast, and the one metadata service that sits on a public address.
extension AddressGuard {
    static let specialV4: [AddressRange] = ranges([
        "0.0.0.0/8",  // this network; 0.0.0.0 connects to this machine on Linux
        "10.0.0.0/8",  // private
        "100.64.0.0/10",  // carrier-grade NAT; holds one cloud's metadata service
        "127.0.0.0/8",  // loopback
        "168.63.129.16/32",  // a cloud's metadata service on a public address
        "169.254.0.0/16",  // link-local; holds 169.254.169.254, most clouds' metadata service
        "172.16.0.0/12",  // private
        "192.0.0.0/24",  // protocol assignments; holds one cloud's metadata service
        "192.0.2.0/24",  // documentation
        "192.88.99.0/24",  // former 6to4 relays
        "192.168.0.0/16",  // private
        "198.18.0.0/15",  // benchmarks
        "198.51.100.0/24",  // documentation
        "203.0.113.0/24",  // documentation
        "224.0.0.0/4",  // multicast
        "240.0.0.0/4",  // reserved, and broadcast
    ])

    /// All there is of public IPv6.
    ///
    /// Loopback, unique local (fc00::/7), link-local (fe80::/10),
    /// multicast (ff00::/8), discard (100::/64) and IPv4-compatible (::/96) lie outside.
    static let globalV6 = ranges(["2000::/3"])

    /// Inside global unicast space, and not public all the same.
    static let specialV6 = ranges([
        "2001::/23",  // protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  // documentation
        "3fff::/20",  // documentation
    ])

    /// NAT64's well-known prefix: networks with IPv6 only see the IPv4 internet through it.
    static let translatedV6 = ranges(["64:ff9b::/96"])

    static let sixToFour = ranges(["2002::/16"])

    /// The tables above are literals; a test counts them, so that a misspelt line cannot vanish.
    private static func ranges(_ texts: [String]) -> [AddressRange] {
        texts.compactMap { AddressRange($0) }
    }
}
