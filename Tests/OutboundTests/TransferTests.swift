// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CFetch
import Demonstration
import Foundation
import NIOCore
import Testing

@testable import Outbound
import WebAddresses

/// What the fetcher relies on below itself.
@Suite struct TransferTests {
    /// What becomes of a transfer of which libcurl is told one thing, and the watch below it
    /// another.
    private static func outcome(
        allowing peer: [UInt8], port: Int, prepare: @escaping @Sendable (OpaquePointer) -> Void
    ) async -> cfetch_outcome {
        await withCheckedContinuation { waiting in
            // It blocks, and the server that it asks needs the threads of tasks.
            Thread.detachNewThread {
                waiting.resume(
                    returning: unsafe blocking(allowing: peer, port: port, prepare: prepare))
            }
        }
    }

    private static func blocking(
        allowing peer: [UInt8], port: Int, prepare: (OpaquePointer) -> Void
    ) -> cfetch_outcome {
        var bounds = cfetch_bounds()
        bounds.body_bytes_max = 1_000
        bounds.header_bytes_max = 1_000
        bounds.header_lines_max = 100
        bounds.deadline_ms = 60_000
        bounds.connect_ms = 60_000
        bounds.idle_ms = 60_000
        bounds.slow_grace_ms = 60_000
        // SAFETY: everything is closed and freed once, here; texts and bytes are copied.
        guard let loop = unsafe cfetch_open(), let transfer = unsafe cfetch_new(1, &bounds) else {
            return cfetch_outcome_out_of_memory
        }
        unsafe cfetch_set_address(transfer, "http", "http://pictures.test:\(port)/", "/a")
        unsafe prepare(transfer)
        unsafe cfetch_allow_peer(transfer, peer, peer.count, Int32(port))
        unsafe cfetch_add(loop, transfer)
        defer { unsafe cfetch_close(loop) }
        while true {
            unsafe cfetch_turn(loop)
            guard let ended = unsafe cfetch_take(loop) else { continue }
            defer { unsafe cfetch_free(ended) }
            return unsafe cfetch_result(ended).outcome
        }
    }

    @Test func `no socket is made for a machine that was not vetted`() async throws {
        let host = try await PictureHost.start()
        let port = host.port
        let wrong = unsafe await Self.outcome(allowing: [127, 0, 0, 2], port: port) {
            unsafe cfetch_set_connection($0, "::127.0.0.1:\(port)")
        }
        #expect(wrong == cfetch_outcome_refused_peer)
        #expect(host.requests.isEmpty)
        let right = unsafe await Self.outcome(allowing: [127, 0, 0, 1], port: port) {
            unsafe cfetch_set_connection($0, "::127.0.0.1:\(port)")
        }
        #expect(right == cfetch_outcome_complete)
        #expect(host.requests.map(\.host) == ["pictures.test"])
    }

    @Test func `an address of a proxy that may not be connected to is passed over`() async throws {
        let proxy = try await LoopbackServer.start { inbound, outbound in
            for try await _ in inbound {
                try await outbound.write(
                    ByteBuffer(string: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
            }
        }
        let port = proxy.port
        func outcome(addresses: String) async -> cfetch_outcome {
            unsafe await Self.outcome(allowing: [127, 0, 0, 1], port: port) {
                unsafe cfetch_set_connection($0, "::9.9.9.9:80")
                unsafe cfetch_set_proxy(
                    $0, "http://proxy.test:\(port)", "proxy.test:\(port):\(addresses)", false)
            }
        }
        #expect(await outcome(addresses: "127.0.0.2,127.0.0.1") == cfetch_outcome_complete)
        #expect(await outcome(addresses: "127.0.0.2") == cfetch_outcome_proxy_failed)
    }

    @Test func `a cancelled fetch hangs up`() async throws {
        let (asked, asking) = AsyncStream.makeStream(of: Void.self)
        let (closed, closing) = AsyncStream.makeStream(of: Void.self)
        let server = try await LoopbackServer.start { inbound, _ in
            for try await _ in inbound { asking.yield() }
            closing.yield()
        }
        let loopback = try #require(AddressRange("127.0.0.0/8"))
        let fetcher = Fetcher(
            policy: OutboundPolicy(
                allowedPrivateNetworks: [loopback], allowedPorts: [server.port]),
            resolver: .fixed([:]))
        let address = try WebAddress.read("http://127.0.0.1:\(server.port)/")
        let task = Task { await fetcher.fetch(address, limits: .tight(deadline: .seconds(3_600))) }
        for await _ in asked { break }
        task.cancel()
        #expect(await task.value.failure == .cancelled)
        // Comes when the connection is closed, and never otherwise.
        for await _ in closed { break }
    }

    @Test func `many are fetched at once, and none gets another's answer`() async throws {
        let rig = try await FetchRig()
        for number in 0..<100 {
            rig.host.put("/\(number)", Array("\(number)".utf8), type: "text/plain")
        }
        let bodies = try await withThrowingTaskGroup(of: (Int, [UInt8]?).self) { group in
            for number in 0..<100 {
                group.addTask { (number, try await rig.fetch("/\(number)").resource?.body) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(bodies.count == 100)
        for (number, body) in bodies { #expect(body == Array("\(number)".utf8)) }
    }

    @Test func `a fetcher that rested works again`() async throws {
        let rig = try await FetchRig()
        rig.host.put("/a", [1], type: "image/png")
        for _ in 0..<20 { #expect(try await rig.fetch("/a").resource?.body == [1]) }
    }
}
