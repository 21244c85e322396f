// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import WebAddresses

/// The operator's mail server, which takes the platform's mail and delivers it.
package struct MailRelay: Sendable {
    /// How the connection is protected; the words of the setting.
    package enum Security: String, CaseIterable, Sendable {
        /// A relay without STARTTLS, or with a certificate that is not valid, gets nothing.
        case required
        case opportunistic
        /// For relays on this machine.
        case none
    }

    package struct Credentials: Sendable {
        package let user: String
        package let password: String

        package init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    package let url: String
    package let security: Security
    package let credentials: Credentials?
    /// Certificates to trust instead of the system's.
    package let certificatesPath: String?

    /// Reads `smtp://host:port` or, for TLS from the first byte, `smtps://host:port`.
    ///
    /// `nil` for anything else: no path, no name and password in it. Passwords never travel in the
    /// clear: with credentials, opportunistic is as good as required, and `none` is refused unless
    /// the relay is this machine.
    package init?(
        _ url: String, security: Security, credentials: Credentials? = nil,
        certificatesPath: String? = nil
    ) {
        let scheme = url.hasPrefix("smtps://") ? "smtps://" : "smtp://"
        guard url.hasPrefix(scheme) else { return nil }
        let rest = url.dropFirst(scheme.count)
        let authority = rest.hasSuffix("/") ? rest.dropLast() : rest
        guard !authority.isEmpty, authority.utf8.count <= WebHost.nameBytesMax + 6,
            authority.utf8.allSatisfy(Self.isAuthorityByte), let host = Self.host(of: authority)
        else { return nil }
        let isLoopback = Self.isLoopback(host)
        var security = security
        if credentials != nil, !isLoopback, scheme == "smtp://" {
            if security == .none { return nil }
            security = .required
        }
        // The path is the name we greet with.
        self.url = scheme + authority + "/"
        self.security = scheme == "smtps://" ? .required : security
        self.credentials = credentials
        self.certificatesPath = certificatesPath
    }

    /// What stands before the port; `nil` when what follows it is no port.
    private static func host(of authority: Substring) -> Substring? {
        let end =
            authority.hasPrefix("[")
            ? authority.firstIndex(of: "]").map { authority.index(after: $0) }
            : authority.firstIndex(of: ":") ?? authority.endIndex
        guard let end, end > authority.startIndex else { return nil }
        let port = authority[end...]
        let digits = port.dropFirst()
        let isPort =
            port.first == ":" && (1...5).contains(digits.utf8.count)
            && digits.utf8.allSatisfy { (48...57).contains($0) }
        return port.isEmpty || isPort ? authority[..<end] : nil
    }

    /// A name that merely begins like a loopback address is another machine.
    private static func isLoopback(_ host: Substring) -> Bool {
        host == "localhost" || host == "[::1]"
            || IPAddress(host).map { $0.family == .v4 && $0.bytes.first == 127 } ?? false
    }

    private static func isAuthorityByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: ".-_:[]".utf8.contains(byte)
        }
    }
}

extension MailRelay.Credentials: Concealed {}
