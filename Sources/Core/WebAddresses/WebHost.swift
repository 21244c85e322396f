// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore

/// The host of a web address: a name in lower-case ASCII, or an IP address.
package enum WebHost: Hashable, Sendable {
    case name(String)
    case address(IPAddress)

    /// As it stands in an address: IPv6 in brackets.
    package var text: String {
        switch self {
        case .name(let name): name
        case .address(let address):
            address.family == .v6 ? "[\(address)]" : address.description
        }
    }

    /// Reads a host that stands between `//` and the port.
    ///
    /// Everything a resolver might take for an address is read as one or refused, as browsers do: a
    /// host whose last label is a number is an IPv4 address in its one ordinary spelling, or
    /// nothing.
    package init?(_ typed: String) {
        if typed.hasPrefix("["), typed.hasSuffix("]") {
            guard let address = IPAddress(typed.dropFirst().dropLast()), address.family == .v6
            else { return nil }
            self = .address(address.unmapped)
            return
        }
        guard let name = Self.asciiName(typed) else { return nil }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = labels.last else { return nil }
        if Self.isNumber(last) {
            guard let address = IPAddress(name), address.family == .v4 else { return nil }
            self = .address(address)
            return
        }
        // A name without a full stop is never public, and search lists could complete it to
        // anything.
        guard labels.count >= 2, labels.allSatisfy(Self.isLabel) else { return nil }
        self = .name(name)
    }

    // LIMIT: bytes of a whole name and of one label, RFC 1035, section 2.3.4.
    package static let nameBytesMax = 253
    static let labelBytesMax = 63

    /// Lower case, international labels in Punycode, one final full stop dropped.
    private static func asciiName(_ typed: String) -> String? {
        guard typed.utf8.count <= WebAddress.textBytesMax,
            !typed.unicodeScalars.contains(where: \.isControlOrDirection)
        else { return nil }
        var name = typed.lowercased()
        if !name.utf8.allSatisfy({ $0 < 0x80 }) {
            // Compatibility forms first: full-width digits and letters become the plain ones that
            // the checks below know.
            name = name.precomposedStringWithCompatibilityMapping.lowercased()
            name = name.replacing(scalar: "\u{3002}", with: ".")
            var labels: [String] = []
            for label in name.split(separator: ".", omittingEmptySubsequences: false) {
                if label.utf8.allSatisfy({ $0 < 0x80 }) {
                    labels.append(String(label))
                } else if let encoded = Punycode.encode(label) {
                    labels.append("xn--" + encoded)
                } else {
                    return nil
                }
            }
            name = labels.joined(separator: ".")
        }
        if name.hasSuffix(".") { name.removeLast() }
        return (1...nameBytesMax).contains(name.utf8.count) ? name : nil
    }

    /// Decimal, octal and hexadecimal all count: `0x7f`, `0177`, `127`.
    private static func isNumber(_ label: Substring) -> Bool {
        let digits = label.hasPrefix("0x") ? label.dropFirst(2) : label
        if digits.isEmpty { return label.hasPrefix("0x") }
        return label.hasPrefix("0x")
            ? digits.allSatisfy(\.isHexDigit) : digits.utf8.allSatisfy { (48...57).contains($0) }
    }

    /// Letters, digits, hyphens, and the underscores that real host names have.
    private static func isLabel(_ label: Substring) -> Bool {
        (1...labelBytesMax).contains(label.utf8.count)
            && label.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
