// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc

/// A TCP connection without manners: what is sent is sent as it is, and when.
///
/// Its calls block, so they run on a thread of their own, never on a task's.
final class RawClient: Sendable {
    private let socket: Int32

    init(port: Int) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        // SAFETY: the pointer is used during the call only, with the size of what it points to.
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(socket, $0, size)
            }
        }
        // LIMIT: seconds after which a server that neither answers nor hangs up is given up; it
        // only keeps a failing test from hanging, and says nothing about how fast a good answer
        // comes.
        var patience = timeval(tv_sec: 300, tv_usec: 0)
        // SAFETY: the buffer outlives the call, which is told its size.
        _ = unsafe setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { Glibc.close(socket) }

    /// Sends as much as the server takes; `false` when it has hung up.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let rest = Array(bytes[sent...])
            // SAFETY: the buffer outlives the call, which is told its size.
            let count = unsafe Glibc.send(socket, rest, rest.count, Int32(MSG_NOSIGNAL))
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Says that nothing more will be sent, and goes on listening.
    func endSending() { shutdown(socket, Int32(SHUT_WR)) }

    /// Everything until the server hangs up; `nil` when it never does.
    func readToEnd() async -> String? {
        await onOwnThread { client in
            var bytes: [UInt8] = []
            while true {
                var part = [UInt8](repeating: 0, count: 16_384)
                // SAFETY: the buffer outlives the call, which is told its size.
                let count = unsafe recv(client.socket, &part, part.count, 0)
                if count < 0, errno == EAGAIN { return nil }
                guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
                bytes += part.prefix(count)
            }
        }
    }

    /// Does something blocking with the connection.
    func onOwnThread<Value: Sendable>(
        _ body: @escaping @Sendable (RawClient) -> Value
    ) async -> Value {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: body(self)) }
        }
    }

    /// One polite request and its whole answer.
    static func get(_ path: String, port: Int) async -> String? {
        let client = RawClient(port: port)
        client.send("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return await client.readToEnd()
    }
}
