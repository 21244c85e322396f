// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Hummingbird
import Synchronization
import Testing
import WebSupport
import WebTesting

@Suite struct HeaderFloodTests {
    struct Flood: Sendable, CustomTestStringConvertible {
        let fields: Int
        let bytesEach: Int

        var testDescription: String { "\(fields) fields of \(bytesEach) bytes" }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            Flood(fields: 1, bytesEach: 20_000), Flood(fields: 60, bytesEach: 1_000),
            Flood(fields: 500, bytesEach: 10),
        ])
    func `a flood of headers reaches no handler, and others are still served`(flood: Flood)
        async throws
    {
        let reached = Mutex(0)
        let router = Router()
        router.get("/") { _, _ in
            reached.withLock { $0 += 1 }
            return Response.text("read")
        }
        let limits = ListenerLimits()
        let application = Application(
            router: router, server: limits.server,
            configuration: limits.configuration(host: "127.0.0.1", port: 0))
        try await application.listening { port in
            let headers = (0..<flood.fields).map { number in
                "X-Snow-\(number): " + String(repeating: "a", count: flood.bytesEach) + "\r\n"
            }
            let client = RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n")
            _ = await client.onOwnThread { $0.send(headers.joined() + "\r\n") }
            // Refused, or hung up on: both are right, an answer from the handler is not.
            let answer = try #require(await client.readToEnd(), "never sent away")
            #expect(!answer.hasPrefix("HTTP/1.1 200"))
            #expect(reached.withLock { $0 } == 0)
            #expect(await RawClient.get("/", port: port)?.hasPrefix("HTTP/1.1 200") == true)
        }
    }
}
