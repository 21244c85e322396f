// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// An absolute http or https address in one normal form, so that the same page reported twice is
/// one page, and so that what was vetted is letter for letter what is asked for.
///
/// Normal form: scheme and host in lower case, international names in their ASCII form, default
/// port and fragment dropped, `.` and `..` resolved, unreserved characters unescaped, all others
/// escaped. Names and passwords before the host are dropped: they name no other place, exist mostly
/// to make an address look like another, and are never sent.
package struct WebAddress: Hashable, Sendable {
    package enum Scheme: String, Sendable {
        case http, https

        /// 80 and 443.
        package var defaultPort: Int { self == .http ? 80 : 443 }
    }

    package let scheme: Scheme
    package let host: WebHost
    package let port: Int
    /// Begins with a slash.
    package let path: String
    /// Without its question mark; `nil` when there is none.
    package let query: String?

    // LIMIT: bytes of a whole address, the usual bound of a request line: longer ones are refused
    // by the servers they would be sent to.
    package static let textBytesMax = 8_192

    init(scheme: Scheme, host: WebHost, port: Int, path: String, query: String?) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
        self.query = query
    }

    /// As `read(_:)`; `nil` where that throws.
    package init?(_ text: String) {
        guard let address = try? Self.read(text) else { return nil }
        self = address
    }

    /// The normal form.
    package var text: String { origin + target }

    /// Scheme, host and port, without a final slash.
    package var origin: String {
        "\(scheme.rawValue)://\(host.text)" + (port == scheme.defaultPort ? "" : ":\(port)")
    }

    /// Path and query: what the request line says.
    package var target: String { path + (query.map { "?\($0)" } ?? "") }

    /// The address without its scheme: the same text for the same place by http and by https.
    package var place: String {
        host.text + (port == scheme.defaultPort ? "" : ":\(port)") + target
    }

    /// The normal form made unclickable, for mail and pages that people read:
    /// `hxxps://pictures[.]example[.]org/a`.
    package var defanged: String {
        let scheme = scheme == .http ? "hxxp" : "hxxps"
        let host = host.text.split(separator: ".", omittingEmptySubsequences: false)
            .joined(separator: "[.]")
        return "\(scheme)://\(host)" + (port == self.scheme.defaultPort ? "" : ":\(port)") + target
    }

    /// The same place by the other scheme, on that scheme's default port.
    package func with(scheme: Scheme) -> WebAddress {
        with(
            scheme: scheme, port: port == self.scheme.defaultPort ? scheme.defaultPort : port)
    }

    /// This address, and the same one by the other scheme: where nobody said which, and where what
    /// is to be gone must not be there the other way.
    package var bySchemes: [WebAddress] {
        switch scheme {
        case .https: return [self, with(scheme: .http)]
        case .http: return [self, with(scheme: .https)]
        }
    }

    func with(scheme: Scheme, port: Int) -> WebAddress {
        WebAddress(scheme: scheme, host: host, port: port, path: path, query: query)
    }

    /// A question mark with nothing behind it is the end of a sentence, or asks nothing.
    var withoutEmptyQuery: WebAddress {
        guard query == "" else { return self }
        return WebAddress(scheme: scheme, host: host, port: port, path: path, query: nil)
    }
}

extension WebAddress: CustomStringConvertible {
    package var description: String { text }
}
