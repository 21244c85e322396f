// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Sorts a text that is an address and nothing else: no disguise, nothing around it.
struct AddressSorting {
    let reading: AddressReading
    /// Whether it could hardly be anything else.
    let isCertain: Bool

    init(_ text: [Unicode.Scalar]) {
        let plain = String(scalars: text)
        let found =
            Self.web(plain) ?? Self.ipAddress(text) ?? Self.mail(plain)
            ?? PhoneReading.reading(plain) ?? PeerReading.reading(plain) ?? Self.handle(text)
            ?? Self.bare(text) ?? Self.other(plain)
        reading = found
        switch found.kind {
        case .url: isCertain = Self.isCertain(found, typed: plain)
        case .ipAddress, .emailAddress, .peerToPeer: isCertain = true
        case .phoneNumber, .handle, .other: isCertain = false
        }
    }

    private static func isCertain(_ reading: AddressReading, typed: String) -> Bool {
        WebAddress.splitScheme(typed[...]) != nil || typed.lowercased().hasPrefix("www.")
            || reading.text.utf8.contains(UInt8(ascii: "/"))
    }

    /// With its scheme.
    private static func web(_ plain: String) -> AddressReading? {
        guard WebAddress.splitScheme(plain[...]) != nil else { return nil }
        do throws(AddressRefusal) {
            let address = try WebAddress.read(plain).withoutEmptyQuery
            return reading(address.text, [address], fragment: fragment(of: plain))
        } catch {
            return AddressReading(kind: .url, text: plain, canonical: plain, refusal: error)
        }
    }

    /// A host without a scheme, with a path or not.
    private static func bare(_ text: [Unicode.Scalar]) -> AddressReading? {
        guard !text.contains(" ") else { return nil }
        let rest = text.drop { WebAddress.isSlash($0) }
        let end = rest.firstIndex { "/\\?#".unicodeScalars.contains($0) } ?? rest.endIndex
        let authority = rest[..<end]
        let host = authority.lastIndex(of: "@").map { authority[($0 + 1)...] } ?? authority
        guard BareHost.looksLikeOne(host) else { return nil }
        return bare(String(scalars: rest))
    }

    private static func bare(_ rest: String) -> AddressReading {
        do throws(AddressRefusal) {
            let secure = try WebAddress.assemble(scheme: .https, rest: rest[...]).withoutEmptyQuery
            let candidates: [WebAddress]
            // These two ports say the scheme.
            switch secure.port {
            case 80: candidates = [secure.with(scheme: .http, port: 80)]
            case 443:
                let typedPort = BareHost.hasPort(rest)
                candidates = typedPort ? [secure] : secure.bySchemes
            default: candidates = secure.bySchemes
            }
            let fragment = fragment(of: rest)
            if case .address = secure.host, secure.target == "/", fragment == nil {
                let text = BareHost.text(secure, hasPort: BareHost.hasPort(rest))
                return AddressReading(
                    kind: .ipAddress, text: text, canonical: text, candidates: candidates)
            }
            var text = candidates[0].text
            if candidates.count > 1 { text = String(text.dropFirst("https://".count)) }
            if candidates.count > 1, fragment == nil, secure.target == "/" { text.removeLast() }
            return reading(text, candidates, fragment: fragment)
        } catch {
            let isNumber = BareHost.looksLikeIPv4(Array(rest.unicodeScalars)[...])
            return AddressReading(
                kind: isNumber ? .ipAddress : .url, text: rest, canonical: rest, refusal: error)
        }
    }

    /// - Parameter text: the normal form, with or without a scheme.
    private static func reading(
        _ text: String, _ candidates: [WebAddress], fragment: String?
    ) -> AddressReading {
        let suffix = fragment.map { "#" + $0 } ?? ""
        // Behind `#!` and `#/` stands which page it is; behind other signs, a place on it.
        let isRoute = suffix.hasPrefix("#!") || suffix.hasPrefix("#/")
        return AddressReading(
            kind: .url, text: closed(text + suffix),
            canonical: (candidates.first?.text ?? text) + (isRoute ? suffix : ""),
            candidates: candidates)
    }

    /// A full stop at the end is escaped, or it would be taken for the end of a sentence when the
    /// text is read again.
    private static func closed(_ text: String) -> String {
        text.hasSuffix(".") ? text.dropLast() + "%2E" : text
    }

    private static func fragment(of text: String) -> String? {
        guard let mark = text.unicodeScalars.firstIndex(of: "#") else { return nil }
        let rest = text.unicodeScalars[text.unicodeScalars.index(after: mark)...]
        if rest.isEmpty { return nil }
        let normal = AddressEscaping.normal(String(rest), keeping: .query)
        return normal.utf8.count <= WebAddress.textBytesMax ? normal : nil
    }

    /// IPv4, and IPv6 as it is written outside addresses of the web, without brackets.
    private static func ipAddress(_ text: [Unicode.Scalar]) -> AddressReading? {
        let plain = String(scalars: text)
        if text.first != "[", text.count(where: { $0 == ":" }) >= 2 {
            if let mark = text.firstIndex(of: "%"), IPAddress(String(scalars: text[..<mark])) != nil
            {
                return AddressReading(
                    kind: .ipAddress, text: plain, canonical: plain.lowercased(), refusal: .zone)
            }
            guard IPAddress(plain) != nil else { return nil }
            return bare("[" + plain + "]")
        }
        // Before telephone numbers, which are written with the same signs.
        let host = text.prefix { !":/\\?# ".unicodeScalars.contains($0) }
        return BareHost.looksLikeIPv4(host) ? bare(text) : nil
    }

    /// A mailbox at a host with a full stop, or a link to one.
    private static func mail(_ plain: String) -> AddressReading? {
        var text = plain[...]
        if plain.prefix(7).lowercased() == "mailto:" {
            text = text.dropFirst(7).prefix { $0 != "?" }
        }
        let parts = text.unicodeScalars.split(separator: "@", omittingEmptySubsequences: false)
        // LIMIT: bytes of a mailbox's own part, RFC 5321, section 4.5.3.1.
        guard parts.count == 2, (1...64).contains(Substring(parts[0]).utf8.count),
            !parts[0].contains(where: { " /:,;<>()[]\"\\?#".unicodeScalars.contains($0) }),
            let first = parts[0].first, !TypedText.leading.contains(first),
            case .name(let domain)? = WebHost(String(parts[1]))
        else { return nil }
        let local = String(parts[0])
        return AddressReading(
            kind: .emailAddress, text: local + "@" + domain,
            canonical: local.lowercased() + "@" + domain)
    }

    private static func handle(_ text: [Unicode.Scalar]) -> AddressReading? {
        let marks: Set<Unicode.Scalar> = ["/", "\\", " ", ":", "\"", "<", ">"]
        guard text.first == "@", text.count > 1, text[1].isWordCharacter || text[1] == "_",
            !text.contains(where: marks.contains)
        else { return nil }
        let plain = String(scalars: text)
        return AddressReading(kind: .handle, text: plain, canonical: plain.lowercased())
    }

    private static func other(_ plain: String) -> AddressReading {
        AddressReading(
            kind: .other, text: plain, canonical: plain, refusal: otherRefusal(plain))
    }

    /// Why a text of no kind cannot be fetched.
    static func otherRefusal(_ plain: String) -> AddressRefusal {
        let scheme = plain.unicodeScalars.prefix { $0.isASCIILetter }
        let rest = plain.unicodeScalars.dropFirst(scheme.count)
        let hasScheme = !scheme.isEmpty && rest.first == ":" && rest.dropFirst().first != " "
        return hasScheme ? .unknownScheme : .notRead
    }
}
