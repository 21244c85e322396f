// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// How long and how much one connection, and all of them together, may take.
package struct ListenerLimits: Sendable {
    /// LIMIT: seconds without a complete request line and headers, or between two requests.
    package var idleSecondsMax: Int
    /// LIMIT: seconds from a request's headers to the last byte of its answer.
    ///
    /// Bounds who sends a body byte by byte, and who never reads the answer.
    package var exchangeSecondsMax: Int
    /// LIMIT: connections open at once; more wait in the kernel's queue.
    package var connectionsMax: Int
    /// LIMIT: bytes of all headers of a request.
    ///
    /// Ours need about two thousand.
    package var headerBytesMax: Int

    package init(
        idleSecondsMax: Int = 20, exchangeSecondsMax: Int = 60, connectionsMax: Int = 1_000,
        headerBytesMax: Int = 16_384
    ) {
        self.idleSecondsMax = idleSecondsMax
        self.exchangeSecondsMax = exchangeSecondsMax
        self.connectionsMax = connectionsMax
        self.headerBytesMax = headerBytesMax
    }

    /// The server these limits make.
    package var server: HTTPServerBuilder {
        let exchange = TimeAmount.seconds(Int64(exchangeSecondsMax))
        return .http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [ExchangeDeadline(after: exchange)],
                idleTimeout: .seconds(Int64(idleSecondsMax)),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: headerBytesMax, maxHeaderListSize: headerBytesMax,
                    maxHeaderFieldCount: 64)))
    }

    /// Where it listens, with the bound on connections.
    package func configuration(host: String, port: Int) -> ApplicationConfiguration {
        ApplicationConfiguration(
            address: .hostname(host, port: port), serverName: nil,
            availableConnectionsDelegate: MaximumAvailableConnections(connectionsMax))
    }
}
