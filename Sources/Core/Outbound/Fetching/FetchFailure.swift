// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why nothing could be fetched.
///
/// An answer with any status is no failure.
package enum FetchFailure: CodedError, Hashable {
    case nameNotFound
    case nameServerFailed
    case refusedAddress
    case refusedPort
    /// Only Tor knows the host, and no proxy leads there: the name is never asked of anybody else.
    case onionWithoutProxy
    case connectionRefused
    case connectionFailed
    case proxyFailed
    case tls
    case timedOut
    case tooSlow
    case tooLarge
    case decompressionTooLarge
    case tooManyRedirects
    case redirectLoop
    case badRedirect
    /// The server does not speak HTTP as the web does.
    case protocolError(BrokenRule)
    case cancelled

    package var code: String {
        switch self {
        case .nameNotFound: "outbound.name-not-found"
        case .nameServerFailed: "outbound.name-server-failed"
        case .refusedAddress: "outbound.refused-address"
        case .refusedPort: "outbound.refused-port"
        case .onionWithoutProxy: "outbound.onion-without-proxy"
        case .connectionRefused: "outbound.connection-refused"
        case .connectionFailed: "outbound.connection-failed"
        case .proxyFailed: "outbound.proxy-failed"
        case .tls: "outbound.tls"
        case .timedOut: "outbound.timed-out"
        case .tooSlow: "outbound.too-slow"
        case .tooLarge: "outbound.too-large"
        case .decompressionTooLarge: "outbound.decompression-too-large"
        case .tooManyRedirects: "outbound.too-many-redirects"
        case .redirectLoop: "outbound.redirect-loop"
        case .badRedirect: "outbound.bad-redirect"
        case .protocolError(let rule): rule.code
        case .cancelled: "outbound.cancelled"
        }
    }

    /// Whether trying again later may succeed without anybody changing anything on purpose.
    ///
    /// A name that does not exist is permanent for one attempt at fetching; a recheck
    /// reads it as "gone".
    package var isTransient: Bool {
        switch self {
        case .nameServerFailed, .connectionRefused, .connectionFailed, .proxyFailed, .timedOut,
            .tooSlow, .protocolError, .cancelled:
            true
        case .nameNotFound, .refusedAddress, .refusedPort, .onionWithoutProxy, .tls, .tooLarge,
            .decompressionTooLarge,
            .tooManyRedirects, .redirectLoop, .badRedirect:
            false
        }
    }
}
