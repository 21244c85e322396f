// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Reading what people type, paste and defang.
extension WebAddress {
    /// Reads an address as people type it.
    ///
    /// - Space around it, and a pair of angle brackets or quotation marks, are dropped.
    /// - `hxxp`, `[.]`, `(.)`, `[dot]`, `[:]` and the like are read as what they stand for.
    /// - Without a scheme it is https; `candidates(typed:)` also gives http.
    package static func read(_ typed: String) throws(WebAddressError) -> WebAddress {
        try readAll(typed).first
    }

    /// The addresses to try, in order: one where the scheme was typed, https and then http where
    /// not.
    package static func candidates(
        typed: String
    ) throws(WebAddressError) -> [WebAddress] {
        let (first, schemeWasTyped) = try readAll(typed)
        return schemeWasTyped ? [first] : [first, first.with(scheme: .http)]
    }

    private static func readAll(
        _ typed: String
    ) throws(WebAddressError) -> (first: WebAddress, schemeWasTyped: Bool) {
        guard typed.utf8.count <= textBytesMax else { throw .tooLong }
        var text = Substring(typed).trimmingWhitespace()
        for (opening, closing) in [("<", ">"), ("\"", "\""), ("'", "'"), ("«", "»"), ("“", "”")]
        where text.count > 1 && text.hasPrefix(opening) && text.hasSuffix(closing) {
            text = text.dropFirst().dropLast().trimmingWhitespace()
        }
        guard !text.isEmpty else { throw .empty }
        guard !text.unicodeScalars.contains(where: \.isControlOrDirection) else {
            throw .controlCharacter
        }
        let plain = Refanging.refang(text)
        let (scheme, rest) = try splitScheme(plain)
        return (try assemble(scheme: scheme ?? .https, rest: rest), scheme != nil)
    }

    /// The scheme if one is typed, and what follows its slashes.
    private static func splitScheme(
        _ text: String
    ) throws(WebAddressError) -> (Scheme?, Substring) {
        let lower = text.prefix(6).lowercased()
        for scheme in [Scheme.https, .http] where lower.hasPrefix(scheme.rawValue + ":") {
            let rest = text.dropFirst(scheme.rawValue.count + 1)
            return (scheme, rest.drop { $0 == "/" || $0 == "\\" })
        }
        if let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") {
            throw .otherScheme
        }
        return (nil, text.drop { $0 == "/" || $0 == "\\" })
    }

    /// Puts an address together from its scheme and everything after the slashes.
    static func assemble(
        scheme: Scheme, rest: Substring
    ) throws(WebAddressError) -> WebAddress {
        // A backslash ends the host as a slash does: browsers read it so, and a filter that did not
        // would vet another host than the one visited.
        let end = rest.firstIndex { "/\\?#".contains($0) } ?? rest.endIndex
        let authority = rest[..<end]
        guard !authority.contains("@") else { throw .credentials }
        guard !authority.contains("%") else { throw .badHost }
        let (hostText, portText) = try splitPort(authority)
        guard let host = WebHost(String(hostText)) else { throw .badHost }
        let port = try readPort(portText) ?? scheme.defaultPort
        let (path, query) = splitTarget(rest[end...])
        let address = WebAddress(
            scheme: scheme, host: host, port: port,
            path: AddressEscaping.normalPath(String(path)),
            query: query.map { AddressEscaping.normal(String($0), keeping: .query) })
        // Escaping can lengthen a text threefold.
        guard address.text.utf8.count <= textBytesMax else { throw .tooLong }
        return address
    }

    private static func splitPort(
        _ authority: Substring
    ) throws(WebAddressError) -> (Substring, Substring?) {
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else { throw .badHost }
            let after = authority[authority.index(after: close)...]
            guard after.isEmpty || after.hasPrefix(":") else { throw .badHost }
            return (authority[...close], after.isEmpty ? nil : after.dropFirst())
        }
        guard let colon = authority.firstIndex(of: ":") else { return (authority, nil) }
        return (authority[..<colon], authority[authority.index(after: colon)...])
    }

    private static func readPort(_ text: Substring?) throws(WebAddressError) -> Int? {
        guard let text, !text.isEmpty else { return nil }
        guard text.utf8.count <= 5, text.utf8.allSatisfy({ (48...57).contains($0) }),
            let port = Int(text), (1...65_535).contains(port)
        else { throw .badPort }
        return port
    }

    /// Path and query of a text that begins where the host ended; the fragment is dropped.
    static func splitTarget(_ text: Substring) -> (path: Substring, query: Substring?) {
        let whole = text.prefix { $0 != "#" }
        guard let mark = whole.firstIndex(of: "?") else { return (whole, nil) }
        return (whole[..<mark], whole[whole.index(after: mark)...])
    }
}

extension Unicode.Scalar {
    /// Control characters, and the invisible ones that make a text read as another.
    var isControlOrDirection: Bool {
        properties.generalCategory == .control || properties.generalCategory == .format
            || properties.generalCategory == .lineSeparator
            || properties.generalCategory == .paragraphSeparator
    }
}
