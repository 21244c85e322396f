// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NIOCore
import NIOPosix
import Synchronization

/// A TCP server of this machine only: what the picture host, the registry and the mail sink stand
/// on.
///
/// Each connection is a task with a stream of bytes in and a writer out, so that a hostile server,
/// one that drips or never stops, is a few lines of ordinary code.
package final class LoopbackServer: Sendable {
    package typealias Connection =
        @Sendable (
            _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
            _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
        ) async throws -> Void

    /// An address that is not this machine's.
    package struct NotLoopback: Error {}

    package let address: String
    package let port: Int
    private let listening: Task<Void, Never>

    private init(address: String, port: Int, listening: Task<Void, Never>) {
        self.address = address
        self.port = port
        self.listening = listening
    }

    deinit { listening.cancel() }

    /// Listens on a loopback address (all of 127.0.0.0/8, and ::1); port 0 picks a free one.
    package static func start(
        address: String = "127.0.0.1", port: Int = 0, serve: @escaping Connection
    ) async throws -> LoopbackServer {
        guard address.hasPrefix("127.") || address == "::1" else { throw NotLoopback() }
        let accepted = Accepted()
        // Nothing is read before somebody serves: what came earlier would be lost.
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: false)
            .bind(to: try SocketAddress(ipAddress: address, port: port)) { channel in
                accepted.add(channel)
                return channel.eventLoop.makeSucceededFuture(channel)
            }
        let bound = server.channel.localAddress?.port ?? port
        let listening = Task {
            do {
                try await server.executeThenClose { connections in
                    try await withThrowingDiscardingTaskGroup { group in
                        for try await channel in connections {
                            group.addTask { await Self.run(channel, serve) }
                        }
                    }
                }
            } catch {
                // Cancelled, or the listening socket is gone: either way there is nothing to serve.
            }
            accepted.closeAll()
        }
        return LoopbackServer(address: address, port: bound, listening: listening)
    }

    /// The open connections, also those that nobody came to serve before the end.
    private final class Accepted: Sendable {
        private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

        func add(_ channel: any Channel) {
            let id = ObjectIdentifier(channel)
            channels.withLock { $0[id] = channel }
            channel.closeFuture.whenComplete { _ in
                self.channels.withLock { $0[id] = nil }
            }
        }

        func closeAll() {
            for channel in channels.withLock({ $0 }).values { channel.close(promise: nil) }
        }
    }

    /// Closes all connections and stops listening.
    package func stop() async {
        listening.cancel()
        await listening.value
    }

    private static func run(_ channel: any Channel, _ serve: Connection) async {
        do {
            let connection = try await channel.eventLoop.submit {
                let connection = try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                    wrappingChannelSynchronously: channel)
                try? channel.syncOptions?.setOption(.autoRead, value: true)
                return connection
            }.get()
            try await connection.executeThenClose { inbound, outbound in
                try await serve(inbound, outbound)
            }
        } catch {
            // The other side went away: the usual end of a connection to a hostile server.
        }
    }
}
