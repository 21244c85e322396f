// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Hummingbird
import Testing
import WebSupport
import WebTesting

/// There is room for the next client, however many hold connections open and say nothing.
@Suite struct ConnectionBoundsTests {
    /// Nobody is sent away for being slow while a test lasts.
    private func serving(
        connectionsMax: Int, perClientMax: Int = 5_000, countsLoopback: Bool = false,
        _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let router = Router()
        router.get("/") { _, _ in Response.text("here") }
        let limits = ListenerLimits(
            idleSecondsMax: 3_600, exchangeSecondsMax: 3_600, connectionsMax: connectionsMax,
            perClientMax: perClientMax, countsLoopback: countsLoopback)
        let application = Application(
            router: router, server: limits.server,
            configuration: limits.configuration(host: "127.0.0.1", port: 0))
        try await application.listening(body)
    }

    enum Manner: String, CaseIterable, Sendable {
        case saysNothing = ""
        case neverEndsItsHeaders = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
        case neverSendsItsBody = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"
        case keepsTheLine = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    }

    @Test(.timeLimit(.minutes(5)), arguments: Manner.allCases)
    func `when all places are taken, the one that does least makes room`(
        manner: Manner
    ) async throws {
        try await serving(connectionsMax: 20) { port in
            let crowd = (0..<30).map { _ in RawClient(port: port) }
            for client in crowd { client.send(manner.rawValue) }
            for _ in 0..<3 {
                let answer = try #require(await RawClient.get("/", port: port), "no room")
                #expect(answer.hasSuffix("here"))
            }
            await Self.waitUntilSentAway(10, of: crowd)
        }
    }

    /// Returns once the listener has closed so many connections; ends the others.
    private static func waitUntilSentAway(_ count: Int, of crowd: [RawClient]) async {
        await withTaskGroup(of: Void.self) { group in
            for client in crowd { group.addTask { _ = await client.readToEnd() } }
            for _ in 0..<count { await group.next() }
            for client in crowd { client.endSending() }
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `one client takes the places of others only up to its own bound`() async throws {
        try await serving(connectionsMax: 1_000, perClientMax: 10, countsLoopback: true) { port in
            let crowd = (0..<12).map { _ in RawClient(port: port) }
            let answer = try #require(await RawClient.get("/", port: port), "no room")
            #expect(answer.hasSuffix("here"))
            await Self.waitUntilSentAway(3, of: crowd)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `what comes from this machine comes from the proxy, and is not one client`()
        async throws
    {
        try await serving(connectionsMax: 1_000, perClientMax: 2) { port in
            let crowd = (0..<20).map { _ in RawClient(port: port) }
            for client in crowd {
                client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            }
            for client in crowd {
                #expect(await client.readToEnd()?.hasSuffix("here") == true)
            }
        }
    }
}
