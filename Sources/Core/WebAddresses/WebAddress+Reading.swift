// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Reading addresses as browsers do, letter for letter: nothing is guessed, nothing repaired.
///
/// What people type goes through `AddressReading`, which ends here.
extension WebAddress {
    /// Reads an absolute http or https address.
    ///
    /// What stands before an `@` in front of the host is dropped, as it names no other place: the
    /// host is what follows the last `@`, as in every browser, and a name and a password are never
    /// sent, since that would be to sign in as somebody.
    package static func read(_ text: String) throws(AddressRefusal) -> WebAddress {
        guard text.utf8.count <= textBytesMax else { throw .tooLong }
        let text = Substring(text).trimmingWhitespace()
        guard !text.isEmpty else { throw .empty }
        guard !text.unicodeScalars.contains(where: \.isControlOrDirection) else {
            throw .controlCharacter
        }
        guard let (scheme, rest) = splitScheme(text) else { throw .unknownScheme }
        return try assemble(scheme: scheme, rest: rest)
    }

    /// The scheme, and what follows its slashes; `nil` for every other scheme and for none.
    static func splitScheme(_ text: Substring) -> (scheme: Scheme, rest: Substring)? {
        let scalars = text.unicodeScalars
        guard let colon = scalars.firstIndex(of: ":"),
            let scheme = Scheme(rawValue: String(scalars[..<colon]).lowercased())
        else { return nil }
        let rest = scalars[scalars.index(after: colon)...].drop(while: isSlash)
        return (scheme, Substring(rest))
    }

    static func isSlash(_ scalar: Unicode.Scalar) -> Bool { scalar == "/" || scalar == "\\" }

    /// Puts an address together from its scheme and everything after the slashes.
    static func assemble(
        scheme: Scheme, rest: Substring
    ) throws(AddressRefusal) -> WebAddress {
        // A backslash ends the host as a slash does: browsers read it so, and a filter that did not
        // would vet another host than the one visited.
        let scalars = rest.unicodeScalars
        let end = scalars.firstIndex { isSlash($0) || $0 == "?" || $0 == "#" } ?? scalars.endIndex
        var authority = scalars[..<end]
        if let at = authority.lastIndex(of: "@") {
            authority = authority[authority.index(after: at)...]
        }
        let (hostText, portText) = try splitPort(authority)
        let host = try WebHost.read(hostText)
        let port = try readPort(portText) ?? scheme.defaultPort
        let (path, query) = splitTarget(Substring(scalars[end...]))
        let address = WebAddress(
            scheme: scheme, host: host, port: port,
            path: AddressEscaping.normalPath(String(path)),
            query: query.map { AddressEscaping.normal(String($0), keeping: .query) })
        // Escaping can lengthen a text threefold.
        guard address.text.utf8.count <= textBytesMax else { throw .tooLong }
        return address
    }

    private static func splitPort(
        _ authority: Substring.UnicodeScalarView
    ) throws(AddressRefusal) -> (Substring, Substring?) {
        if authority.first == "[" {
            guard let close = authority.firstIndex(of: "]") else { throw .badHost }
            let after = authority[authority.index(after: close)...]
            guard after.isEmpty || after.first == ":" else { throw .badHost }
            return (
                Substring(authority[...close]), after.isEmpty ? nil : Substring(after.dropFirst())
            )
        }
        guard let colon = authority.firstIndex(of: ":") else { return (Substring(authority), nil) }
        return (
            Substring(authority[..<colon]), Substring(authority[authority.index(after: colon)...])
        )
    }

    static func readPort(_ text: Substring?) throws(AddressRefusal) -> Int? {
        guard let text, !text.isEmpty else { return nil }
        guard text.utf8.allSatisfy({ (48...57).contains($0) }) else { throw .badPort }
        let digits = text.utf8.drop { $0 == UInt8(ascii: "0") }
        guard digits.count <= 5, let port = Int(String(Substring(digits))),
            (1...65_535).contains(port)
        else { throw .badPort }
        return port
    }

    /// Path and query of a text that begins where the host ended; the fragment is dropped.
    static func splitTarget(_ text: Substring) -> (path: Substring, query: Substring?) {
        let whole = text.unicodeScalars.prefix { $0 != "#" }
        guard let mark = whole.firstIndex(of: "?") else { return (Substring(whole), nil) }
        return (Substring(whole[..<mark]), Substring(whole[whole.index(after: mark)...]))
    }
}
