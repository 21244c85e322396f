// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import NIOCore
import Synchronization
import Testing

@testable import Outbound
import WebAddresses

/// A proxy on loopback that answers for everybody, and remembers where it was asked to connect.
private final class ProxyServer: Sendable {
    private let targets = Targets()
    private let server: LoopbackServer

    private final class Targets: Sendable {
        let list = Mutex<[String]>([])
    }

    private init(_ serve: @escaping @Sendable (Targets) -> LoopbackServer.Connection) async throws {
        let targets = targets
        server = try await LoopbackServer.start(serve: serve(targets))
    }

    var port: Int { server.port }
    var asked: [String] { targets.list.withLock { $0 } }

    private static let answer =
        "HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nkittens"

    /// Speaks HTTP CONNECT; `status` is what it answers.
    static func http(status: Int = 200) async throws -> ProxyServer {
        try await ProxyServer { targets in
            { inbound, outbound in
                var isConnected = false
                for try await chunk in inbound {
                    let line = String(buffer: chunk).split(separator: "\r\n").first ?? ""
                    targets.list.withLock { $0.append(String(line)) }
                    if isConnected {
                        return try await outbound.write(ByteBuffer(string: answer))
                    }
                    try await outbound.write(ByteBuffer(string: "HTTP/1.1 \(status) So\r\n\r\n"))
                    isConnected = true
                }
            }
        }
    }

    /// Speaks SOCKS 5 as far as it is needed.
    static func socks(answering answer: String = answer) async throws -> ProxyServer {
        try await ProxyServer { targets in
            { inbound, outbound in
                var step = 0
                for try await var chunk in inbound {
                    switch step {
                    case 0: try await outbound.write(ByteBuffer(bytes: [5, 0]))
                    case 1:
                        let bytes = chunk.readBytes(length: chunk.readableBytes) ?? []
                        targets.list.withLock { $0.append(describe(bytes)) }
                        try await outbound.write(
                            ByteBuffer(bytes: [5, 0, 0, 1, 127, 0, 0, 1, 0, 80]))
                    default: return try await outbound.write(ByteBuffer(string: answer))
                    }
                    step += 1
                }
            }
        }
    }

    /// `05 01 00`, then a name (3) or an address (1, 4).
    private static func describe(_ request: [UInt8]) -> String {
        guard request.count > 5 else { return "nothing" }
        switch request[3] {
        case 3:
            return "name " + String(decoding: request[5...].prefix(Int(request[4])), as: UTF8.self)
        case 1: return "address " + request[4..<8].map { String($0) }.joined(separator: ".")
        default: return "other"
        }
    }
}

@Suite struct FetcherProxyTests {
    private static func fetch(
        _ text: String, through kind: OutboundPolicy.Proxy.Kind, host: String = "127.0.0.1",
        port: Int, names: ScriptedNames
    ) async throws -> FetchOutcome {
        let proxy = OutboundPolicy.Proxy(kind: kind, host: host, port: port)
        let fetcher = Fetcher(policy: OutboundPolicy(proxy: proxy), resolver: names.resolver)
        return await fetcher.fetch(try WebAddress.read(text))
    }

    @Test func `an HTTP proxy is given the address that was vetted, never the name`() async throws {
        let proxy = try await ProxyServer.http()
        let outcome = try await Self.fetch(
            "http://pictures.test/a", through: .http, port: proxy.port,
            names: ScriptedNames([["9.9.9.9"]]))
        #expect(outcome.resource?.body == Array("kittens".utf8))
        #expect(outcome.resource?.hops.map(\.ip) == [IPAddress("9.9.9.9")])
        #expect(proxy.asked == ["CONNECT 9.9.9.9:80 HTTP/1.1", "GET /a HTTP/1.1"])
    }

    @Test(arguments: ["http://pictures.test/", "http://10.0.0.1/", "http://[::1]/"])
    func `an HTTP proxy is never asked for a private address`(text: String) async throws {
        let proxy = try await ProxyServer.http()
        let outcome = try await Self.fetch(
            text, through: .http, port: proxy.port, names: ScriptedNames([["10.0.0.1"]]))
        #expect(outcome.failure == .refusedAddress)
        #expect(proxy.asked.isEmpty)
    }

    @Test(arguments: [403, 407, 502])
    func `a proxy that refuses is told apart from the host`(status: Int) async throws {
        let proxy = try await ProxyServer.http(status: status)
        let outcome = try await Self.fetch(
            "http://pictures.test/a", through: .http, port: proxy.port,
            names: ScriptedNames([["9.9.9.9"]]))
        #expect(outcome.failure == .proxyFailed)
        #expect(proxy.asked.count == 1)
    }

    @Test(arguments: [OutboundPolicy.Proxy.Kind.http, .socks])
    func `a proxy that is not there is told apart from the host`(
        kind: OutboundPolicy.Proxy.Kind
    ) async throws {
        // A port that was just free.
        let closed = try await LoopbackServer.start { _, _ in }
        await closed.stop()
        let outcome = try await Self.fetch(
            "http://pictures.test/a", through: kind, port: closed.port,
            names: ScriptedNames([["9.9.9.9"]]))
        #expect(outcome.failure == .proxyFailed)
    }

    @Test func `a SOCKS proxy looks names up itself, as Tor needs`() async throws {
        let proxy = try await ProxyServer.socks()
        let names = ScriptedNames([])
        let outcome = try await Self.fetch(
            "http://pictures.test/a", through: .socks, port: proxy.port, names: names)
        #expect(outcome.resource?.body == Array("kittens".utf8))
        #expect(outcome.resource?.hops.map(\.ip) == [nil])
        #expect(proxy.asked == ["name pictures.test"])
        #expect(names.asked.isEmpty)
    }

    @Test(arguments: ["http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/"])
    func `a SOCKS proxy is never asked for a private address either`(text: String) async throws {
        let proxy = try await ProxyServer.socks()
        let outcome = try await Self.fetch(
            text, through: .socks, port: proxy.port, names: ScriptedNames([]))
        #expect(outcome.failure == .refusedAddress)
        #expect(proxy.asked.isEmpty)
    }

    @Test(arguments: ["a.localhost", "printer.local", "db.internal.", "NAS.home.arpa", "mail.corp"])
    func `a SOCKS proxy is never asked for a name of a private network`(name: String) async throws {
        let proxy = try await ProxyServer.socks()
        let outcome = try await Self.fetch(
            "http://\(name)/", through: .socks, port: proxy.port, names: ScriptedNames([]))
        #expect(outcome.failure == .refusedAddress)
        #expect(proxy.asked.isEmpty)
    }

    @Test(arguments: ["302 Found\r\nLocation: ", "200 OK\r\nRefresh: 0;url="])
    func `nothing leads a SOCKS proxy to a name of a private network`(head: String) async throws {
        let name = "db.internal"
        let proxy = try await ProxyServer.socks(
            answering: "HTTP/1.1 \(head)http://\(name)/\r\nContent-Length: 0\r\n\r\n")
        let outcome = try await Self.fetch(
            "http://pictures.test/a", through: .socks, port: proxy.port, names: ScriptedNames([]))
        #expect(outcome.failure == .refusedAddress)
        #expect(proxy.asked == ["name pictures.test"])
    }

    @Test(arguments: ["snow.onion", "local.test", "internal.example.org", "mylocal.test"])
    func `a SOCKS proxy is asked for every other name`(host: String) async throws {
        let proxy = try await ProxyServer.socks()
        let outcome = try await Self.fetch(
            "http://\(host)/a", through: .socks, port: proxy.port, names: ScriptedNames([]))
        #expect(outcome.resource?.body == Array("kittens".utf8))
        #expect(proxy.asked == ["name \(host)"])
    }

    @Test func `a proxy with more addresses than are tried has failed, and refused nobody`()
        async throws
    {
        // The server listens on the ninth only.
        let proxy = try await ProxyServer.http()
        let addresses = (2...9).map { "127.0.0.\($0)" } + ["127.0.0.1"]
        let outcome = try await Self.fetch(
            "http://pictures.test/a", through: .http, host: "proxy.test", port: proxy.port,
            names: ScriptedNames([["9.9.9.9"], addresses]))
        #expect(outcome.failure == .proxyFailed)
        #expect(proxy.asked.isEmpty)
    }

    @Test(arguments: [OutboundPolicy.Proxy.Kind.http, .socks], ["localhost", "proxy.test"])
    func `a proxy's own name is looked up like any other, by nobody else`(
        kind: OutboundPolicy.Proxy.Kind, host: String
    ) async throws {
        let proxy = kind == .http ? try await ProxyServer.http() : try await ProxyServer.socks()
        let looked = host == "localhost" ? [] : [["127.0.0.1"]]
        let names = ScriptedNames((kind == .http ? [["9.9.9.9"]] : []) + looked)
        let outcome = try await Self.fetch(
            "http://pictures.test/a", through: kind, host: host, port: proxy.port, names: names)
        #expect(outcome.resource?.body == Array("kittens".utf8))
        #expect(
            names.asked.last
                == (host == "localhost" ? (kind == .http ? "pictures.test" : nil) : host))
    }

    @Test func `a proxy that nobody knows has failed`() async throws {
        let outcome = try await Self.fetch(
            "http://pictures.test/a", through: .http, host: "proxy.test", port: 1,
            names: ScriptedNames([["9.9.9.9"], []]))
        #expect(outcome.failure == .proxyFailed)
    }
}
