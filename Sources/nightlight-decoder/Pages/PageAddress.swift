// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// An absolute http or https address, and how a relative one is found from it (RFC 3986, section 5,
/// with the forgiveness of browsers).
///
/// Only as much as finding addresses needs: whoever fetches one parses and judges it again.
struct PageAddress: Hashable {
    let scheme: String
    let authority: String
    let path: String
    let query: String?

    /// The address in printable ASCII, without fragment.
    var text: String {
        scheme + "://" + authority + path + (query.map { "?" + $0 } ?? "")
    }

    /// `nil` when the text is no absolute http or https address with a host.
    init?(absolute text: String) {
        let text = Self.cleaned(text)
        guard let (scheme, rest) = Self.scheme(of: text), scheme == "http" || scheme == "https",
            rest.hasPrefix("//")
        else { return nil }
        self.init(scheme: scheme, afterSlashes: rest.dropFirst(2))
    }

    /// What a reference on a page leads to; `nil` when that is no http or https address.
    func resolving(_ reference: String) -> PageAddress? {
        let text = Self.cleaned(reference)
        if let (scheme, rest) = Self.scheme(of: text) {
            guard scheme == "http" || scheme == "https" else { return nil }
            if rest.hasPrefix("//") {
                return PageAddress(scheme: scheme, afterSlashes: rest.dropFirst(2))
            }
            // "https:picture.jpg" is relative where the scheme is the same.
            guard scheme == self.scheme else { return nil }
            return resolvingPath(String(rest))
        }
        if text.hasPrefix("//") {
            return PageAddress(scheme: scheme, afterSlashes: text.dropFirst(2))
        }
        return resolvingPath(text)
    }

    private func resolvingPath(_ text: String) -> PageAddress? {
        let (path, query) = Self.pathAndQuery(text[...])
        if path.isEmpty {
            return PageAddress(
                scheme: scheme, authority: authority, path: self.path, query: query ?? self.query)
        }
        let folder = self.path.lastIndex(of: "/").map { self.path[...$0] } ?? "/"
        let whole = path.hasPrefix("/") ? path : folder + path
        return PageAddress(
            scheme: scheme, authority: authority, path: Self.withoutDots(whole), query: query)
    }

    private init(scheme: String, authority: String, path: String, query: String?) {
        self.scheme = scheme
        self.authority = authority
        self.path = path
        self.query = query
    }

    private init?(scheme: String, afterSlashes text: Substring) {
        let authority = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        // A host that is not ASCII stays as escaped UTF-8: whoever fetches it knows its ASCII form,
        // as browsers do. Escapes of ASCII have no place in a host.
        guard !authority.isEmpty, Self.hasForeignEscapesOnly(authority) else { return nil }
        let (path, query) = Self.pathAndQuery(text[authority.endIndex...])
        self.init(
            scheme: scheme, authority: authority.lowercased(),
            path: path.isEmpty ? "/" : Self.withoutDots(path), query: query)
    }

    private static func hasForeignEscapesOnly(_ authority: Substring) -> Bool {
        let parts = authority.utf8.split(
            separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)
        return parts.dropFirst().allSatisfy { part in
            part.count >= 2 && "89abcdefABCDEF".utf8.contains(part[part.startIndex])
                && Character(Unicode.Scalar(part[part.index(after: part.startIndex)])).isHexDigit
        }
    }

    private static func pathAndQuery(_ text: Substring) -> (path: String, query: String?) {
        let body = text.prefix { $0 != "#" }
        guard let mark = body.firstIndex(of: "?") else { return (String(body), nil) }
        return (String(body[..<mark]), String(body[body.index(after: mark)...]))
    }

    /// The scheme in lower case, and what follows its colon.
    private static func scheme(of text: String) -> (String, Substring)? {
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { return nil }
        let name = text[..<colon]
        let isScheme = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
        guard isScheme, name.first?.isLetter == true else { return nil }
        return (name.lowercased(), text[text.index(after: colon)...])
    }

    /// As browsers do: white space around the text and line breaks within it go, backslashes become
    /// slashes, and what an address may not hold as it is becomes percent signs and digits.
    private static func cleaned(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        var isBeforeQuery = true
        let trimmed = text.utf8.drop { $0 <= 0x20 }
        for byte in trimmed.reversed().drop(while: { $0 <= 0x20 }).reversed() {
            switch byte {
            case 0x09, 0x0a, 0x0d: continue
            case UInt8(ascii: "\\") where isBeforeQuery: bytes.append(UInt8(ascii: "/"))
            case 0...0x20, 0x7f...0xff, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"):
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default:
                if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { isBeforeQuery = false }
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func withoutDots(_ path: String) -> String {
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, segment) in zip(segments.indices, segments) {
            let isLast = index == segments.endIndex - 1
            if segment == ".." {
                _ = kept.popLast()
                if isLast { kept.append("") }
            } else if segment == "." {
                if isLast { kept.append("") }
            } else {
                kept.append(segment)
            }
        }
        return "/" + kept.joined(separator: "/")
    }
}
