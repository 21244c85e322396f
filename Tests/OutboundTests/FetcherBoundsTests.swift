// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Testing

@testable import Outbound
import WebAddresses

/// What a hostile server can send, and where it is cut off.
@Suite struct FetcherBoundsTests {
    private static let text = Array(String(repeating: "kittens and weather ", count: 500).utf8)

    @Test func `a compressed body is read as what it holds`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .gzip(Self.text, type: "text/html"))
        #expect(try await rig.fetch("/a").resource?.body == Self.text)
    }

    @Test(arguments: [1 << 20, 64 << 20, 1 << 30])
    func `a bomb is cut off at the bound, however large it would grow`(bytes: Int) async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .gzipBomb(inflatedBytes: bytes))
        let limits = FetchLimits.tight(bytes: 256 << 10)
        #expect(try await rig.fetch("/a", limits: limits).failure == .decompressionTooLarge)
    }

    @Test func `what lies behind the end of a body is not unpacked for ever`() async throws {
        let rig = try await FetchRig()
        let start = Gzip.stored(Self.text) + [0]
        rig.host.set("/a", .gzipBomb(start, inflatedBytes: 1 << 30, coding: "gzip, gzip"))
        let limits = FetchLimits.tight(bytes: 256 << 10)
        #expect(try await rig.fetch("/a", limits: limits).resource?.body == Self.text)
    }

    /// Sixty thousand gzip streams without a byte in them, by brotli's own tool.
    private static let nothingInBrotli: [UInt8] = [
        0x9b, 0x9f, 0x0e, 0x15, 0xf8, 0x8f, 0xd4, 0x62, 0x4d, 0xb8, 0x33, 0xd7, 0x00, 0xff, 0x1f,
        0x01, 0x0b, 0x61, 0x31, 0x2e, 0x0c, 0x13, 0x3a, 0x64, 0x50, 0xf1, 0x80, 0x46, 0x01, 0x00,
    ]

    static let swallowed: [PictureHost.Answer] = [
        .gzipBomb(
            Gzip.stored([]), period: Gzip.stored([]).count, inflatedBytes: 64 << 20,
            coding: "gzip, gzip"),
        .encoded(nothingInBrotli, as: "gzip, br"),
    ]

    @Test(arguments: swallowed)
    func `a bomb is cut off though the next coding makes nothing of it`(
        answer: PictureHost.Answer
    ) async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", answer)
        #expect(try await rig.fetch("/a", limits: .tight()).failure == .decompressionTooLarge)
    }

    @Test func `a body of too many streams is broken`() async throws {
        let rig = try await FetchRig()
        let streams = Array(repeating: Gzip.stored([]), count: 65_537).flatMap { $0 }
        rig.host.set("/a", .encoded(streams.dropLast(Gzip.stored([]).count), as: "gzip"))
        #expect(try await rig.fetch("/a").resource?.body == [])
        rig.host.set("/a", .encoded(streams, as: "gzip"))
        #expect(try await rig.fetch("/a").failure == .protocolError(.badCoding))
    }

    @Test func `a compressed body that is broken is no bomb`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .encoded(Array("kittens".utf8), as: "gzip"))
        #expect(try await rig.fetch("/a").failure == .protocolError(.badCoding))
    }

    @Test func `a compressed body that ends too soon is broken`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .encoded(Gzip.stored(Self.text).dropLast(40), as: "gzip"))
        #expect(try await rig.fetch("/a").failure == .protocolError(.badCoding))
    }

    @Test func `a compression nobody asked for or knows is left as it is`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .encoded([1, 2, 3], as: "exi"))
        #expect(try await rig.fetch("/a").resource?.body == [1, 2, 3])
        let request = try #require(rig.host.requests.first)
        #expect(request.headers["accept-encoding"] == "gzip, deflate")
    }

    @Test func `a body exactly as large as the bound is taken, one byte more is not`() async throws
    {
        let rig = try await FetchRig()
        rig.host.put("/a", Self.text, type: "text/html")
        let fits = FetchLimits.tight(bytes: Self.text.count)
        #expect(try await rig.fetch("/a", limits: fits).resource?.body == Self.text)
        let tooSmall = FetchLimits.tight(bytes: Self.text.count - 1)
        #expect(try await rig.fetch("/a", limits: tooSmall).failure == .tooLarge)
    }

    @Test func `a body announced too large is not waited for`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .announced(bytes: 1 << 40))
        #expect(try await rig.fetch("/a", limits: .tight()).failure == .tooLarge)
    }

    @Test func `a body without end is cut off`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .endless)
        #expect(try await rig.fetch("/a", limits: .tight()).failure == .tooLarge)
    }

    @Test func `a server that drips is too slow`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .drip(pause: .milliseconds(20)))
        var limits = FetchLimits.tight()
        limits.slowBodyGrace = .zero
        #expect(try await rig.fetch("/a", limits: limits).failure == .tooSlow)
    }

    @Test func `a server that drips within its grace is ended by the deadline`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .drip(pause: .milliseconds(20)))
        var limits = FetchLimits.tight(deadline: .milliseconds(300))
        limits.slowBodyGrace = .seconds(600)
        #expect(try await rig.fetch("/a", limits: limits).failure == .timedOut)
    }

    @Test(arguments: [PictureHost.Answer.silence, .stallAfterHead, .dripHead])
    func `a server that stalls is ended by the deadline`(answer: PictureHost.Answer) async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", answer)
        let limits = FetchLimits.tight(deadline: .milliseconds(300), idle: .seconds(3_600))
        #expect(try await rig.fetch("/a", limits: limits).failure == .timedOut)
    }

    @Test(arguments: [PictureHost.Answer.silence, .stallAfterHead])
    func `a server that stalls is ended by the pause it makes`(
        answer: PictureHost.Answer
    ) async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", answer)
        let limits = FetchLimits.tight(deadline: .seconds(3_600), idle: .milliseconds(200))
        #expect(try await rig.fetch("/a", limits: limits).failure == .timedOut)
    }

    @Test func `the deadline is for all redirects together`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .redirect(to: "/b"))
        rig.host.set("/b", .silence)
        let limits = FetchLimits.tight(deadline: .milliseconds(300), idle: .seconds(3_600))
        #expect(try await rig.fetch("/a", limits: limits).failure == .timedOut)
    }

    @Test(arguments: [1 << 20, 1 << 40])
    func `a header without end is cut off`(bytes: Int) async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .largeHeader(bytes: bytes))
        #expect(try await rig.fetch("/a").failure == .protocolError(.headersTooLarge))
    }

    @Test func `many small headers are cut off`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .manyHeaders(count: 100_000))
        #expect(try await rig.fetch("/a").failure == .protocolError(.headersTooLarge))
    }

    @Test func `a body shorter than announced is broken`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .truncated([1, 2, 3], announced: 10))
        #expect(try await rig.fetch("/a").failure == .protocolError(.cutShort))
    }

    @Test func `a length that no number holds is too large`() async throws {
        let rig = try await FetchRig()
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nkittens"
        rig.host.set("/a", .garbage(Array(head.utf8)))
        #expect(try await rig.fetch("/a").failure == .tooLarge)
    }

    @Test func `a server that speaks no TLS is told apart from one that is not there`() async throws
    {
        let rig = try await FetchRig()
        let address = try WebAddress.read("https://pictures.test:\(rig.host.port)/a")
        #expect(await rig.fetcher.fetch(address).failure == .tls)
        await rig.host.stop()
        #expect(await rig.fetcher.fetch(address).failure == .connectionRefused)
    }
}
