// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Whether a text without a scheme begins like a host: guessed by its look, since `end.Then` and
/// `example.org` are told apart by nothing else.
enum BareHost {
    static func looksLikeOne(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return false }
            let inside = text[..<end].dropFirst().prefix { $0 != "%" }
            let port = text[(end + 1)...]
            return IPAddress(String(scalars: inside))?.family == .v6
                && (port.isEmpty || port.first == ":")
        }
        let pieces = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = pieces.first, pieces.count <= 2, let first = host.first,
            !first.isCombining,
            pieces.count == 1 || pieces[1].allSatisfy(\.isASCIIDigit)
        else { return false }
        if looksLikeIPv4(host) { return true }
        var labels = host.split(separator: ".", omittingEmptySubsequences: false)
        if labels.last?.isEmpty == true { labels.removeLast() }
        guard labels.count >= 2, let last = labels.last, last.count >= 2,
            last.contains(where: \.properties.isAlphabetic)
        else { return false }
        return labels.allSatisfy { label in
            !label.isEmpty
                && label.allSatisfy { $0.isWordCharacter || $0 == "-" || $0 == "_" || $0.isJoiner }
        }
    }

    /// Four numbers that fit a byte each, or hexadecimal ones that browsers take for an address.
    static func looksLikeIPv4(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (2...4).contains(parts.count) else { return false }
        if parts.contains(where: { $0.starts(with: ["0", "x"]) || $0.starts(with: ["0", "X"]) }) {
            return (try? IPAddress.asBrowsersRead(String(scalars: text).lowercased())) != nil
        }
        return parts.count == 4
            && parts.allSatisfy {
                (1...3).contains($0.count) && $0.allSatisfy(\.isASCIIDigit)
                    && UInt8(String(scalars: $0)) != nil
            }
    }

    /// Whether a port is written, be it the usual one.
    static func hasPort(_ rest: String) -> Bool {
        let authority = rest.unicodeScalars.prefix { !"/\\?#".unicodeScalars.contains($0) }
        let host = authority.lastIndex(of: "@").map { authority[$0...] } ?? authority
        let afterAddress = host.lastIndex(of: "]").map { host[$0...] } ?? host
        return afterAddress.firstIndex(of: ":").map { host.index(after: $0) != host.endIndex }
            ?? false
    }

    /// An IP address, in brackets only where a port follows.
    static func text(_ address: WebAddress, hasPort: Bool) -> String {
        if hasPort { return "\(address.host.text):\(address.port)" }
        switch address.host {
        case .name(let name): return name
        case .address(let ip): return ip.description
        }
    }
}
