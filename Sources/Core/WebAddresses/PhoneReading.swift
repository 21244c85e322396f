// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Telephone numbers, as people write them.
enum PhoneReading {
    private static let schemes = ["tel:", "sms:", "callto:"]

    /// LIMIT: 7 to 15 digits: the shortest subscriber numbers in use, and the longest of E.164.
    private static let digits = 7...15

    static func reading(_ plain: String) -> AddressReading? {
        let lower = plain.lowercased()
        let scheme = schemes.first { lower.hasPrefix($0) } ?? ""
        var body = String(lower.dropFirst(scheme.count))
        var isInternational = body.hasPrefix("+")
        // The zero that is dialled only inside the country.
        if isInternational { body = body.replacing("(0)", with: "") }
        var found = ""
        for (index, scalar) in body.unicodeScalars.enumerated() {
            switch scalar {
            case "0"..."9": found.unicodeScalars.append(scalar)
            case "+" where index == 0: continue
            case " ", "-", ".", "(", ")", "/", "\u{2010}", "\u{2011}", "\u{2013}": continue
            default: return nil
            }
        }
        if !isInternational, found.hasPrefix("00") {
            isInternational = true
            found.removeFirst(2)
        }
        guard digits.contains(found.utf8.count) else { return nil }
        return AddressReading(kind: .phoneNumber, text: plain, canonical: found)
    }
}

/// Links of peer-to-peer networks: what names the file is its hash, not the names beside it.
enum PeerReading {
    private static let schemes = [
        "magnet:", "ed2k:", "ipfs:", "ipns:", "freenet:", "gnutella:", "dchub:", "adc:", "adcs:",
    ]

    static func reading(_ plain: String) -> AddressReading? {
        let lower = plain.lowercased()
        guard let scheme = schemes.first(where: { lower.hasPrefix($0) }),
            lower.utf8.count > scheme.utf8.count
        else { return nil }
        return AddressReading(
            kind: .peerToPeer, text: plain, canonical: hash(in: lower, scheme) ?? plain)
    }

    private static func hash(in lower: String, _ scheme: String) -> String? {
        switch scheme {
        case "magnet:":
            return lower.dropFirst(scheme.count).split { $0 == "?" || $0 == "&" }
                .first { $0.hasPrefix("xt=") && $0.utf8.count > 3 }.map {
                    "magnet " + $0.dropFirst(3)
                }
        case "ed2k:":
            return lower.split(separator: "|").first {
                $0.utf8.count == 32 && $0.utf8.allSatisfy { HexDigit.value($0) != nil }
            }.map { "ed2k " + $0 }
        default: return nil
        }
    }
}
