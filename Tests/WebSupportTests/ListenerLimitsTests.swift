// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import Hummingbird
import Testing
import WebSupport
import WebTesting

/// Raw sockets, because every client library is too polite for this.
@Suite struct ListenerLimitsTests {
    enum Manner: String, CaseIterable, Sendable {
        case saysNothing = ""
        case neverEndsItsHeaders = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
        case dripsItsBody = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n"
    }

    @Test(.timeLimit(.minutes(1)), arguments: Manner.allCases)
    func `a client that takes for ever is sent away`(manner: Manner) async throws {
        let limits = ListenerLimits(idleSecondsMax: 1, exchangeSecondsMax: 2)
        let router = Router()
        router.post("/") { request, _ in
            _ = try await request.boundedBody(bytesMax: 5_000)
            return Response.text("read")
        }
        let application = Application(
            router: router, server: limits.server,
            configuration: limits.configuration(host: "127.0.0.1", port: 0))
        try await application.listening { port in
            let closed = await Task.detached { Self.isClosed(port: port, manner: manner) }.value
            #expect(closed)
        }
    }

    /// Sends a byte whenever the server was silent for a fifth of a second, until it hangs up.
    private static func isClosed(port: Int, manner: Manner) -> Bool {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        // SAFETY: the pointer is used during the call only, with the size of what it points to.
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(socket, $0, size)
            }
        }
        guard connected == 0 else { return false }
        send(manner.rawValue, to: socket)
        // LIMIT: 150 bytes over 30 seconds; the server must hang up long before.
        for _ in 0..<150 {
            var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            // SAFETY: the pointer is used during the call only, and to the one it is said to be.
            if unsafe poll(&waiting, 1, 200) > 0 {
                var answer = [UInt8](repeating: 0, count: 512)
                // SAFETY: the buffer outlives the call, which is told its size.
                let count = unsafe recv(socket, &answer, 512, Int32(MSG_DONTWAIT))
                if count == 0 || (count < 0 && errno != EAGAIN) { return true }
            } else if manner != .saysNothing {
                send("x", to: socket)
            }
        }
        return false
    }

    private static func send(_ text: String, to socket: Int32) {
        let bytes = Array(text.utf8)
        // SAFETY: the buffer outlives the call, which is told its size.
        _ = unsafe Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}
