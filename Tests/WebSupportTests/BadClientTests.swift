// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Hummingbird
import NightlightCore
import Testing
import WebSupport
import WebTesting

/// Clients that are slow, greedy, rude or half gone, while somebody else wants to be answered.
@Suite struct BadClientTests {
    /// A listener with a page, a form, a page that never comes and one that is very long.
    private func serving(
        _ limits: ListenerLimits, _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let router = Router()
        router.get("/") { _, _ in Response.text("here") }
        router.post("/form") { request, _ in
            do {
                _ = try request.form(in: try await request.boundedBody(bytesMax: 262_144))
                return Response.text("read")
            } catch let error as WebError {
                var response = Response.text(error.code)
                response.status = .contentTooLarge
                response.headers[.connection] = "close"
                return response
            }
        }
        let stuck = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 0))
        router.get("/never") { _, _ in
            // A handler stuck on something; let go at the end, so that the listener can stop.
            try await stuck.sleep(until: stuck.now() + .days(1))
            return Response.text("too late")
        }
        router.get("/long") { _, _ in
            Response(
                status: .ok,
                body: ResponseBody(
                    byteBuffer: ByteBuffer(repeating: UInt8(ascii: "a"), count: 50_000_000)))
        }
        let application = Application(
            router: router, server: limits.server,
            configuration: limits.configuration(host: "127.0.0.1", port: 0))
        try await application.listening { port in
            defer { stuck.advance(by: .days(2)) }
            try await body(port)
        }
    }

    enum Manner: String, CaseIterable, Sendable {
        case saysNothing = ""
        case neverEndsItsHeaders = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
        case neverSendsItsBody =
            "POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na"
        case waitsForWhatNeverComes = "GET /never HTTP/1.1\r\nHost: localhost\r\n\r\n"
        case neverReads = "GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n"
    }

    /// Nobody is sent away while a test lasts, on however slow a machine.
    private static let patient = ListenerLimits(idleSecondsMax: 3_600, exchangeSecondsMax: 3_600)

    @Test(.timeLimit(.minutes(10)), arguments: Manner.allCases)
    func `a crowd of bad clients keeps nobody else waiting`(manner: Manner) async throws {
        let count = manner == .neverReads ? 3 : 60
        try await serving(Self.patient) { port in
            let crowd = (0..<count).map { _ in RawClient(port: port) }
            for client in crowd { client.send(manner.rawValue) }
            // All of them stay for an hour: an answer comes beside them, or none does.
            for _ in 0..<2 {
                let answer = try #require(await RawClient.get("/", port: port))
                #expect(answer.hasPrefix("HTTP/1.1 200"))
                #expect(answer.hasSuffix("here"))
            }
            withExtendedLifetime(crowd) {}
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: Manner.allCases)
    func `each of a crowd of bad clients is sent away`(manner: Manner) async throws {
        let count = manner == .neverReads ? 3 : 60
        try await serving(ListenerLimits(idleSecondsMax: 2, exchangeSecondsMax: 3)) { port in
            let crowd = (0..<count).map { _ in RawClient(port: port) }
            for client in crowd { client.send(manner.rawValue) }
            for client in crowd {
                if manner == .neverReads {
                    // It reads at last, and finds the answer cut off.
                    await client.onOwnThread { client in while client.send("x") {} }
                } else {
                    let rest = try #require(await client.readToEnd(), "never sent away")
                    #expect(!rest.contains("too late"))
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `more clients than fit wait for their turn, and get it`() async throws {
        let limits = ListenerLimits(
            idleSecondsMax: 1, exchangeSecondsMax: 3_600, connectionsMax: 20)
        try await serving(limits) { port in
            let idle = (0..<200).map { _ in RawClient(port: port) }
            // Behind two hundred that say nothing: answered when those before were sent away.
            let answer = try #require(await RawClient.get("/", port: port))
            #expect(answer.hasSuffix("here"))
            #expect(await idle[0].readToEnd() == "")
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: [true, false])
    func `a field of ten megabytes is refused, and nothing is held up`(
        isDeclared: Bool
    ) async throws {
        let limits = ListenerLimits(idleSecondsMax: 5, exchangeSecondsMax: 3_600)
        try await serving(limits) { port in
            let client = RawClient(port: port)
            let size = 10 * 1_024 * 1_024
            let head =
                "POST /form HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
            client.send(
                head + (isDeclared ? "Content-Length: \(size)" : "Transfer-Encoding: chunked")
                    + "\r\n\r\n")
            let part = [UInt8](repeating: UInt8(ascii: "a"), count: 65_536)
            let reading = Task { await client.readToEnd() }
            await client.onOwnThread { client in
                for _ in 0..<(size / part.count) {
                    if !isDeclared { client.send("10000\r\n") }
                    guard client.send(part) else { return }
                    if !isDeclared { client.send("\r\n") }
                }
            }
            let answer = try #require(await reading.value, "never sent away")
            // Who is still sending when the line is cut may not see the answer.
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 413"))
            #expect(await RawClient.get("/", port: port)?.hasSuffix("here") == true)
        }
    }

    enum Garbage: String, CaseIterable, Sendable {
        case words = "GARBAGE\u{0}\r\n\r\n"
        case handshake = "\u{16}\u{3}\u{1}\u{2}\u{0}"
        case version = "GET / HTTP/9.9\r\n\r\n"
        case header = "GET / HTTP/1.1\r\nno colon\r\n\r\n"
        case twoLengths =
            "POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"
        case length = "POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"
        /// Repeated until it is more than all headers may be.
        case tooMuch = "GET / HTTP/1.1\r\nHost: a\r\nX: aaaaaaaa"

        var text: String {
            self == .tooMuch ? rawValue + String(repeating: "a", count: 40_000) : rawValue
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: Garbage.allCases)
    func `garbage behind a request does not reach it, and ends the connection`(
        garbage: Garbage
    ) async throws {
        let limits = ListenerLimits(idleSecondsMax: 5, exchangeSecondsMax: 3_600)
        try await serving(limits) { port in
            let client = RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" + garbage.text)
            let answer = try #require(await client.readToEnd(), "never sent away")
            #expect(answer.hasPrefix("HTTP/1.1 200"))
            #expect(answer.ranges(of: "HTTP/1.1 200").count == 1)
            #expect(await RawClient.get("/", port: port)?.hasSuffix("here") == true)
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `many requests in one piece are answered in their order`() async throws {
        let limits = ListenerLimits(idleSecondsMax: 5, exchangeSecondsMax: 3_600)
        try await serving(limits) { port in
            let client = RawClient(port: port)
            let request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
            client.send(String(repeating: request, count: 200))
            let answer = try #require(await client.readToEnd(), "never sent away")
            #expect(answer.ranges(of: "HTTP/1.1 200").count == 200)
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: ["", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"])
    func `who has stopped sending is answered, and then sent away`(
        request: String
    ) async throws {
        let limits = ListenerLimits(idleSecondsMax: 5, exchangeSecondsMax: 3_600)
        try await serving(limits) { port in
            let client = RawClient(port: port)
            client.send(request)
            client.endSending()
            let answer = try #require(await client.readToEnd(), "never sent away")
            #expect(request.isEmpty ? answer.isEmpty : answer.hasSuffix("here"))
        }
    }
}
