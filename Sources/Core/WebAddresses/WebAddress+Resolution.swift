// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Links and redirects: RFC 3986, section 5.2, with the leniency of browsers for white space and
/// backslashes.
extension WebAddress {
    /// The address a reference on this page leads to; `nil` when it is no http or https address.
    package func resolving(_ reference: String) -> WebAddress? {
        guard reference.utf8.count <= Self.textBytesMax else { return nil }
        let text = String(Substring(reference).trimmingWhitespace())
            .filter { !$0.unicodeScalars.contains { "\t\n\r".unicodeScalars.contains($0) } }
        guard !text.unicodeScalars.contains(where: \.isControlOrDirection) else { return nil }
        if let scheme = Self.schemeName(of: text) {
            guard let known = Scheme(rawValue: scheme.lowercased()) else { return nil }
            let rest = text.dropFirst(scheme.count + 1)
            // `https:page` is relative to a page of the same scheme; only old pages have it.
            guard rest.first == "/" || rest.first == "\\" else { return nil }
            return try? Self.assemble(
                scheme: known, rest: rest.drop { $0 == "/" || $0 == "\\" })
        }
        let slashed = text.unicodeScalars.prefix(2).map { $0 == "\\" ? "/" : $0 }
        if slashed == ["/", "/"] {
            return try? Self.assemble(
                scheme: scheme, rest: text.drop { $0 == "/" || $0 == "\\" })
        }
        return relative(text)
    }

    private func relative(_ text: String) -> WebAddress? {
        let (path, query) = Self.splitTarget(text[...])
        let newQuery = query.map { AddressEscaping.normal(String($0), keeping: .query) }
        let newPath: String
        if path.isEmpty {
            newPath = self.path
        } else if path.hasPrefix("/") || path.hasPrefix("\\") {
            newPath = AddressEscaping.normalPath(String(path))
        } else {
            let folder = self.path[...(self.path.lastIndex(of: "/") ?? self.path.startIndex)]
            newPath = AddressEscaping.normalPath(String(folder) + path)
        }
        let address = WebAddress(
            scheme: scheme, host: host, port: port, path: newPath,
            query: path.isEmpty && query == nil ? self.query : newQuery)
        return address.text.utf8.count <= Self.textBytesMax ? address : nil
    }

    /// RFC 3986, section 3.1; `nil` when the text begins with something else.
    private static func schemeName(of text: String) -> Substring? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let name = text[..<colon]
        guard let first = name.utf8.first, isLetter(first),
            name.utf8.allSatisfy({
                isLetter($0) || (48...57).contains($0) || "+-.".utf8.contains($0)
            })
        else { return nil }
        return name
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
