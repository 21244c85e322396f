// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Builds the query of a link, every value escaped.
package struct QueryText: Sendable {
    private var pairs: [String] = []

    package init() {}

    /// Adds a value; leaves it out when it is `nil`.
    package mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        pairs.append("\(name)=\(Self.escaped(value))")
    }

    package func path(_ path: String) -> String {
        pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }

    package func path(_ path: String, adding name: String, _ value: String) -> String {
        var query = self
        query.add(name, value)
        return query.path(path)
    }

    /// Letters, digits and hyphens pass; anything else a person typed is escaped.
    static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
                || (0x61...0x7a).contains(byte) || byte == 0x2d
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + Hexadecimal.encode([byte])
        }.joined()
    }
}
