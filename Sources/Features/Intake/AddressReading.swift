// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import FoundationEssentials

/// What a typed address is, and the form under which two spellings of it are one.
///
/// It only sorts; nothing here decides what may be fetched.
struct AddressReading: Equatable {
    let kind: LocatorKind
    /// What the address itself says about the technology; `nil` when it does not tell.
    let technology: Technology?
    /// What is kept: as typed, but with the scheme that a bare web address leaves out.
    let text: String
    /// Equal for two spellings of one address.
    let canonical: String

    init(_ typed: String) {
        let lower = typed.lowercased()
        if lower.hasPrefix("http://") || lower.hasPrefix("https://") {
            self.init(url: typed)
        } else if let ip = Self.ipAddress(lower) {
            self.init(kind: .ipAddress, technology: nil, text: typed, canonical: ip)
        } else if Self.isMailLink(lower) || Self.isEmail(typed) {
            let address = Self.isMailLink(lower) ? String(typed.dropFirst(7)) : typed
            self.init(
                kind: .emailAddress, technology: .email, text: address,
                canonical: address.lowercased())
        } else if let digits = Self.phoneDigits(lower) {
            self.init(kind: .phoneNumber, technology: .phone, text: typed, canonical: digits)
        } else if lower.hasPrefix("magnet:") || lower.hasPrefix("ed2k:") {
            self.init(kind: .other, technology: .peerToPeer, text: typed, canonical: typed)
        } else if Self.isHandle(typed) {
            self.init(kind: .handle, technology: nil, text: typed, canonical: lower)
        } else if Self.isBareHost(lower) {
            self.init(url: "http://" + typed)
        } else {
            self.init(kind: .other, technology: nil, text: typed, canonical: typed)
        }
    }

    private init(kind: LocatorKind, technology: Technology?, text: String, canonical: String) {
        self.kind = kind
        self.technology = technology
        self.text = text
        self.canonical = kind.rawValue + " " + canonical
    }

    /// Scheme and host are the same in either case, the default port and the part after `#` name
    /// nothing else, and no path is the path `/`.
    private init(url: String) {
        let schemeEnd = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        let scheme = url[..<schemeEnd].lowercased()
        let rest = url[schemeEnd...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        var path = String(rest.dropFirst(authority.count))
        if !path.hasPrefix("/") { path = "/" + path }
        var host = authority.lowercased()
        let defaultPort = scheme == "https://" ? ":443" : ":80"
        if host.hasSuffix(defaultPort) { host.removeLast(defaultPort.count) }
        self.init(
            kind: .url, technology: .webPage, text: url, canonical: scheme + host + path)
    }

    /// A link that names nobody is none.
    private static func isMailLink(_ lower: String) -> Bool {
        lower.hasPrefix("mailto:") && lower.utf8.count > "mailto:".utf8.count
    }

    /// The part before an `@` is the account, the part after it a host with a full stop.
    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, isBareHost(parts[1].lowercased()) else {
            return false
        }
        return !text.contains { $0.isWhitespace || $0 == "/" || $0 == ":" || $0 == "," }
    }

    /// LIMIT: 7 to 15 digits: the shortest subscriber numbers in use, and the longest of E.164.
    private static func phoneDigits(_ text: String) -> String? {
        let body = text.hasPrefix("tel:") ? text.dropFirst(4) : text[...]
        var digits = ""
        for (index, character) in body.enumerated() {
            switch character {
            case "0"..."9": digits.append(character)
            case "+" where index == 0: continue
            case " ", "-", ".", "(", ")", "/": continue
            default: return nil
            }
        }
        return (7...15).contains(digits.count) ? digits : nil
    }

    private static func isHandle(_ text: String) -> Bool {
        text.hasPrefix("@") && text.count > 1 && !text.contains { $0.isWhitespace || $0 == "/" }
    }

    /// `host.name`, with a port, a path or a query after it or not.
    private static func isBareHost(_ text: String) -> Bool {
        // No label begins with a mark that combines: RFC 5891, section 4.2.3.2. Behind "http://" it
        // would make another character of the slash.
        let marks: [Unicode.GeneralCategory] = [.nonspacingMark, .spacingMark, .enclosingMark]
        guard let first = text.unicodeScalars.first?.properties, !first.isGraphemeExtend,
            !marks.contains(first.generalCategory)
        else { return false }
        let authority = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let pieces = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = pieces.first, pieces.count <= 2, !text.contains(where: \.isWhitespace)
        else { return false }
        if pieces.count == 2, port(pieces[1]) == nil { return false }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, last.contains(where: \.isLetter) else {
            return false
        }
        return labels.allSatisfy { label in
            !label.isEmpty && label.utf8.count <= 63
                && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        }
    }

    /// IPv4 or IPv6, bare, in brackets, or with a port: `192.0.2.1:8080`, `[2001:db8::1]:443`.
    private static func ipAddress(_ text: String) -> String? {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let inside = text[text.index(after: text.startIndex)..<end]
            let after = text[text.index(after: end)...]
            guard isIPv6(inside) else { return nil }
            if after.isEmpty { return String(inside) }
            guard after.hasPrefix(":"), port(after.dropFirst()) != nil else { return nil }
            return text
        }
        if isIPv6(text[...]) { return text }
        let pieces = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let first = pieces.first, pieces.count <= 2, isIPv4(first) else { return nil }
        if pieces.count == 2, port(pieces[1]) == nil { return nil }
        return text
    }

    private static func isIPv4(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                part.utf8.count <= 3 && isDigits(part) && (UInt8(part) != nil)
            }
    }

    private static func isIPv6(_ text: Substring) -> Bool {
        let halves = text.components(separatedBy: "::")
        guard text.contains(":"), halves.count <= 2 else { return false }
        var groups = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            let parts = half.split(separator: ":", omittingEmptySubsequences: false)
            for (position, part) in parts.enumerated() {
                let isLast = index == halves.count - 1 && position == parts.count - 1
                if isLast, isIPv4(part) {
                    groups += 2
                } else if (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit) {
                    groups += 1
                } else {
                    return false
                }
            }
        }
        return halves.count == 2 ? groups < 8 : groups == 8
    }

    private static func port(_ text: Substring) -> UInt16? {
        isDigits(text) ? UInt16(text).flatMap { $0 > 0 ? $0 : nil } : nil
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
