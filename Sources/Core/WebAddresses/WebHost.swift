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

    /// Whether only the Tor network knows the host: its name must not be asked of a name server
    /// (RFC 7686).
    package var isOnion: Bool {
        switch self {
        case .name(let name): name.hasSuffix(".onion")
        case .address: false
        }
    }

    /// Whether the name is one of this machine's or of a private network's, whoever looks it up: it
    /// ends as no name of the internet does.
    package var isPrivateName: Bool {
        switch self {
        case .name(let name): Self.privateEndings.contains { ".\(name)".hasSuffix(".\($0)") }
        case .address: false
        }
    }

    /// RFC 6761 and RFC 6762 with its appendix G, RFC 8375, and ICANN for `internal`.
    private static let privateEndings = [
        "localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home",
        "lan", "home.arpa",
    ]

    /// As `read(_:)`; `nil` where that throws.
    package init?(_ typed: String) {
        guard let host = try? Self.read(typed[...]) else { return nil }
        self = host
    }

    /// Reads a host that stands between `//` and the port, as browsers do.
    ///
    /// Whatever a resolver might take for an address is read as that address or refused, so that it
    /// is vetted as a number: a host whose last label is a number is never a name.
    package static func read(_ typed: Substring) throws(AddressRefusal) -> WebHost {
        if typed.isEmpty { throw .noHost }
        if typed.unicodeScalars.first == "[" {
            guard typed.unicodeScalars.last == "]" else { throw .badHost }
            let inside = typed.unicodeScalars.dropFirst().dropLast()
            if inside.contains("%") { throw .zone }
            guard let address = IPAddress(Substring(inside)), address.family == .v6 else {
                throw .badHost
            }
            return .address(address.unmapped)
        }
        let name = try asciiName(typed)
        if let address = try IPAddress.asBrowsersRead(name) { return .address(address) }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        // A name without a full stop is never public, and search lists could complete it to
        // anything.
        guard labels.count >= 2 else { throw labels == [""] ? .noHost : .notPublicName }
        guard labels.allSatisfy(isLabel) else { throw .badHost }
        guard labels.allSatisfy({ $0.utf8.count <= labelBytesMax }) else { throw .labelTooLong }
        guard name.utf8.count <= nameBytesMax else { throw .nameTooLong }
        return .name(name)
    }

    // LIMIT: bytes of a whole name and of one label, RFC 1035, section 2.3.4.
    package static let nameBytesMax = 253
    static let labelBytesMax = 63

    /// Lower case, international labels in Punycode, one final full stop dropped.
    private static func asciiName(_ typed: Substring) throws(AddressRefusal) -> String {
        guard typed.utf8.count <= WebAddress.textBytesMax else { throw .tooLong }
        guard let plain = percentDecoded(typed) else { throw .badHost }
        guard !plain.unicodeScalars.contains(where: \.isControlOrDirection) else {
            throw .controlCharacter
        }
        var name = plain.lowercased()
        if !name.utf8.allSatisfy({ $0 < 0x80 }) {
            name = try international(plain)
        }
        if name.hasSuffix(".") { name.removeLast() }
        return name
    }

    /// UTS 46 without its tables: compatibility forms first, so that full-width digits and letters
    /// become the plain ones that the checks know; characters that are not shown are dropped.
    private static func international(_ plain: String) throws(AddressRefusal) -> String {
        var folded = ""
        for scalar in plain.unicodeScalars where scalar.isShownInNames {
            folded += scalar.properties.lowercaseMapping
        }
        var mapped = ""
        for scalar in folded.precomposedStringWithCompatibilityMapping.unicodeScalars
        where scalar.isShownInNames {
            mapped += scalar == "\u{3002}" ? "." : scalar.properties.lowercaseMapping
        }
        mapped = mapped.precomposedStringWithCanonicalMapping
        var labels: [String] = []
        for scalars in mapped.unicodeScalars.split(
            separator: ".", omittingEmptySubsequences: false)
        {
            let label = String(scalars)
            if label.utf8.allSatisfy({ $0 < 0x80 }) {
                labels.append(label)
                continue
            }
            // No label begins with a mark that combines: RFC 5891, section 4.2.3.2.
            guard let first = scalars.first, !first.isCombining,
                !scalars.contains(where: { $0.properties.isWhitespace || $0.isUnassigned })
            else { throw .badHost }
            guard let encoded = Punycode.encode(label) else { throw .labelTooLong }
            labels.append("xn--" + encoded)
        }
        return labels.joined(separator: ".")
    }

    /// Browsers decode a host before they read it; `nil` when it does not become text.
    private static func percentDecoded(_ typed: Substring) -> String? {
        guard typed.utf8.contains(UInt8(ascii: "%")) else { return String(typed) }
        let bytes = Array(typed.utf8)
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = HexDigit.value(bytes[index + 1]),
                let low = HexDigit.value(bytes[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }

    /// Letters, digits, hyphens, and the underscores that real host names have.
    private static func isLabel(_ label: Substring) -> Bool {
        !label.isEmpty
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
