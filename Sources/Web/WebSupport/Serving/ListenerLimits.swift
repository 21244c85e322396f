// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// How long and how much one connection, and all of them together, may take.
package struct ListenerLimits: Sendable {
    /// LIMIT: seconds without a complete request line and headers, or between two requests: what a
    /// phone on a bad line needs, a few times over.
    package var idleSecondsMax: Int
    /// LIMIT: seconds from a request's headers to the last byte of its answer.
    ///
    /// Bounds who sends a body byte by byte, and who never reads the answer.
    package var exchangeSecondsMax: Int
    /// LIMIT: connections open at once; for one more, the one that does least is closed.
    package var connectionsMax: Int
    /// LIMIT: connections of one client: a school behind one address fits.
    package var perClientMax: Int
    /// Whether this machine counts as a client; what comes from here comes through the proxy.
    package var countsLoopback: Bool
    /// LIMIT: bytes of all headers of a request.
    ///
    /// Ours need about two thousand.
    package var headerBytesMax: Int

    package init(
        idleSecondsMax: Int = 10, exchangeSecondsMax: Int = 60, connectionsMax: Int = 1_000,
        perClientMax: Int = 100, countsLoopback: Bool = false, headerBytesMax: Int = 16_384
    ) {
        self.idleSecondsMax = idleSecondsMax
        self.exchangeSecondsMax = exchangeSecondsMax
        self.connectionsMax = connectionsMax
        self.perClientMax = perClientMax
        self.countsLoopback = countsLoopback
        self.headerBytesMax = headerBytesMax
    }

    /// The server these limits make.
    package var server: HTTPServerBuilder {
        let exchange = TimeAmount.seconds(Int64(exchangeSecondsMax))
        let ledger = ConnectionLedger(
            connectionsMax: connectionsMax, perClientMax: perClientMax,
            countsLoopback: countsLoopback)
        return .http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [
                    ConnectionKeeper(ledger), ExchangeDeadline(after: exchange), ClosingAnswers(),
                ],
                idleTimeout: .seconds(Int64(idleSecondsMax)),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: headerBytesMax, maxHeaderListSize: headerBytesMax,
                    maxHeaderFieldCount: 64)))
    }

    /// Where it listens.
    package func configuration(host: String, port: Int) -> ApplicationConfiguration {
        ApplicationConfiguration(
            address: .hostname(host, port: port), serverName: nil)
    }
}
