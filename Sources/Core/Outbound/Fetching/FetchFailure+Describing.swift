// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AsyncHTTPClient
import NIOCore
import NIOHTTPCompression
import NIOPosix

/// The many errors of the client library as our few.
extension FetchFailure {
    init(describing error: any Error, throughProxy: Bool) {
        switch error {
        case let failure as FetchFailure: self = failure
        case is CancellationError: self = .cancelled
        case let error as HTTPClientError: self = Self.describing(error)
        case let error as NIOConnectionError:
            self = Self.describing(error, throughProxy: throughProxy)
        case let error as IOError:
            self = error.errnoCode == ECONNREFUSED ? .connectionRefused : .connectionFailed
        case is ChannelError: self = .connectionFailed
        case NIOHTTPDecompression.DecompressionError.limit: self = .decompressionTooLarge
        default: self = Self.describingByType(error)
        }
    }

    private static func describing(_ error: HTTPClientError) -> FetchFailure {
        switch error {
        case .cancelled: .cancelled
        case .deadlineExceeded, .readTimeout, .connectTimeout, .tlsHandshakeTimeout,
            .getConnectionFromPoolTimeout, .writeTimeout:
            .timedOut
        case .socksHandshakeTimeout, .httpProxyHandshakeTimeout, .invalidProxyResponse,
            .proxyAuthenticationRequired:
            .proxyFailed
        default: .protocolError
        }
    }

    private static func describing(
        _ error: NIOConnectionError, throughProxy: Bool
    ) -> FetchFailure {
        if throughProxy { return .proxyFailed }
        let isRefused = error.connectionErrors.contains {
            ($0.error as? IOError)?.errnoCode == ECONNREFUSED
        }
        return isRefused ? .connectionRefused : .connectionFailed
    }

    /// Errors of libraries below the client, which are not ours to import: their module's name
    /// tells what they are about.
    private static func describingByType(_ error: any Error) -> FetchFailure {
        let name = String(reflecting: type(of: error))
        if name.hasPrefix("NIOSSL.") { return .tls }
        if name.hasPrefix("NIOSOCKS.") { return .proxyFailed }
        return .protocolError
    }
}
