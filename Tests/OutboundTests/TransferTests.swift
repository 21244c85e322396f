// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CFetch
import Demonstration
import NIOCore
import Testing

@testable import Outbound
import WebAddresses

/// What the fetcher relies on below itself.
@Suite struct TransferTests {
    /// Tells libcurl to connect to one machine and the watch below it of another.
    private static func outcome(connecting address: String, allowing peer: [UInt8], port: Int)
        -> cfetch_outcome
    {
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
        unsafe cfetch_set_connection(transfer, "::\(address):\(port)")
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
        let wrong = await Task.detached {
            Self.outcome(connecting: "127.0.0.1", allowing: [127, 0, 0, 2], port: port)
        }.value
        #expect(wrong == cfetch_outcome_refused_peer)
        #expect(host.requests.isEmpty)
        let right = await Task.detached {
            Self.outcome(connecting: "127.0.0.1", allowing: [127, 0, 0, 1], port: port)
        }.value
        #expect(right == cfetch_outcome_complete)
        #expect(host.requests.map(\.host) == ["pictures.test"])
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
