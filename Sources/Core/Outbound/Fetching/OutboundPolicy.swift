// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import WebAddresses

/// What the operator lets the platform connect to, and how it introduces itself.
package struct OutboundPolicy: Sendable {
    /// Private blocks that may be connected to; only tests and the demonstration list any.
    package var allowedPrivateNetworks: [AddressRange]

    /// Further blocks never to connect to, such as the installation's own public addresses.
    package var deniedNetworks: [AddressRange]

    /// Other ports are refused: an address is a way to have us speak to a mail server or a
    /// database.
    package var allowedPorts: Set<Int>

    package var proxy: Proxy?

    /// Whom to believe about servers, as a file of certificates; `nil` for the machine's own.
    package var certificatesPath: String?

    /// Sent as it is; honest, so that a site's owner knows whom to ask.
    package var userAgent: String

    package init(
        allowedPrivateNetworks: [AddressRange] = [], deniedNetworks: [AddressRange] = [],
        allowedPorts: Set<Int> = [80, 443], proxy: Proxy? = nil,
        userAgent: String = "Nightlight/0.1 (child-protection hotline)"
    ) {
        self.allowedPrivateNetworks = allowedPrivateNetworks
        self.deniedNetworks = deniedNetworks
        self.allowedPorts = allowedPorts
        self.proxy = proxy
        self.userAgent = userAgent
    }

    package var addressGuard: AddressGuard {
        AddressGuard(allowing: allowedPrivateNetworks, denying: deniedNetworks)
    }

    /// A server all requests go through.
    ///
    /// It is the operator's own, and so is not vetted.
    package struct Proxy: Sendable {
        package enum Kind: Sendable {
            /// HTTP CONNECT, for http as well. Names are looked up and vetted here; the proxy is
            /// given the address that was vetted.
            case http
            /// SOCKS 5. Names are looked up by the proxy, as Tor needs; so only addresses that are
            /// written as numbers can be vetted, and names by how they end: the proxy must not
            /// reach private networks.
            case socks
        }

        package let kind: Kind
        package let host: String
        package let port: Int

        package init(kind: Kind, host: String, port: Int) {
            self.kind = kind
            self.host = host
            self.port = port
        }

        var looksUpNames: Bool { kind == .socks }
    }
}
