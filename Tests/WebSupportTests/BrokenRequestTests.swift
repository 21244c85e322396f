// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Hummingbird
import Testing
import WebSupport
import WebTesting

/// Requests that break the rules get their answer, and the line is cut where the next request could
/// not be told from the rest of this one.
@Suite struct BrokenRequestTests {
    private func answer(to text: String, then more: String? = nil) async throws -> String {
        let router = Router()
        router.addMiddleware {
            ErrorPages<BasicRequestContext> { failure, _ in
                .text(failure.code, status: failure.status)
            }
            OneHost<BasicRequestContext>()
        }
        router.get("/") { _, _ in Response.text("here") }
        router.post("/form") { request, _ in
            _ = try await request.boundedBody(bytesMax: 1_000)
            return Response.text("read")
        }
        // Nothing but the answer itself ends a connection here.
        let limits = ListenerLimits(idleSecondsMax: 3_600, exchangeSecondsMax: 3_600)
        let application = Application(
            router: router, server: limits.server,
            configuration: limits.configuration(host: "127.0.0.1", port: 0))
        return try await application.listening { port in
            let client = RawClient(port: port)
            client.send(text)
            if let more { client.send(more) }
            return try #require(await client.readToEnd(), "never sent away")
        }
    }

    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: \r\n\r\n",
            "GET /none HTTP/1.1\r\n\r\n",
        ])
    func `no host, or more than one, is a bad request and the last one`(request: String)
        async throws
    {
        let answer = try await answer(to: request, then: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 400"))
        #expect(answer.ranges(of: "HTTP/1.1 ").count == 1)
        #expect(answer.lowercased().contains("connection: close"))
    }

    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            "zz\r\nkitten\r\n0\r\n\r\n", "-1\r\nk\r\n0\r\n\r\n", "5 \r\n\u{0}\r\n",
            "ffffffffffffffffff\r\nk", "3\r\nkitten\r\n0\r\n\r\n",
        ])
    func `a body in pieces that are none is a bad request and the last one`(body: String)
        async throws
    {
        let answer = try await answer(
            to: "POST /form HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body,
            then: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 400"))
        #expect(answer.ranges(of: "HTTP/1.1 ").count == 1)
    }

    @Test(
        .timeLimit(.minutes(2)),
        arguments: ["Content-Length: 1000000", "Transfer-Encoding: chunked"])
    func `a body that is too large is told so, and the line is cut`(head: String) async throws {
        let piece = String(repeating: "k", count: 2_000)
        let answer = try await answer(
            to: "POST /form HTTP/1.1\r\nHost: a\r\n\(head)\r\n\r\n",
            then: head.hasPrefix("T") ? "7d0\r\n\(piece)\r\n" : piece)
        #expect(answer.hasPrefix("HTTP/1.1 413"))
        #expect(answer.lowercased().contains("connection: close"))
        #expect(answer.ranges(of: "HTTP/1.1 ").count == 1)
    }
}
