// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Testing

@testable import Outbound
import WebAddresses

/// HTTP as servers speak it, and not as it is written down: what is read, and what is refused with
/// the rule that was broken.
@Suite struct FetcherAnswersTests {
    /// An answer byte for byte, and what it is.
    struct Case: Sendable, CustomTestStringConvertible {
        let kind: String
        let answer: [UInt8]

        var testDescription: String { kind }

        init(_ kind: String, _ head: String, _ body: [UInt8] = kittens) {
            self.kind = kind
            answer = Array("HTTP/1.1 200 OK\r\n\(head)\r\n\r\n".utf8) + body
        }

        init(_ kind: String, whole answer: String) {
            self.kind = kind
            self.answer = Array(answer.utf8)
        }

        init(_ kind: String, coded coding: String, _ body: [UInt8]) {
            self.init(kind, "Content-Encoding: \(coding)\r\nContent-Length: \(body.count)", body)
        }
    }

    static let kittens = Array("kittens".utf8)
    private static let gzip = Gzip.stored(kittens)
    /// What lies between gzip's header and trailer.
    private static let deflate = Array(gzip.dropFirst(10).dropLast(8))
    /// RFC 1950 around it; the last four bytes are Adler's sum of `kittens`.
    private static let zlib = [0x78, 0x01] + deflate + [0x0b, 0xfc, 0x03, 0x03]
    /// Brotli of `kittens` twenty times, by its own tool.
    private static let brotli: [UInt8] = [
        0x1b, 0x8b, 0x00, 0xf8, 0x8d, 0x94, 0x6e, 0xde, 0x44, 0x95, 0xb6, 0xd6, 0x65, 0x6e, 0x73,
        0x74, 0x22, 0xb6, 0x48, 0xe0, 0xef, 0x31,
    ]

    /// Gzip of `kittens` and four million zeros behind it, by brotli's own tool.
    private static let gzipInBrotli: [UInt8] = [
        0x9b, 0x1d, 0x00, 0x40, 0xf8, 0x2f, 0x0a, 0xec, 0x58, 0x3d, 0xf8, 0x54, 0x2d, 0x58, 0x39,
        0x3e, 0xd7, 0x00, 0xff, 0xf8, 0x1f, 0xeb, 0xe0, 0xa8, 0x11, 0xd2, 0x16, 0x5f, 0xe5, 0x14,
        0xdd, 0x61, 0x05, 0xac, 0x95, 0x45, 0xb7, 0x15, 0x02, 0x29, 0xc1, 0x02, 0x08, 0xaf, 0x45,
        0x6a, 0xbc, 0xf7, 0x3f, 0x3e, 0x00,
    ]

    static let readable = [
        Case("gzip", coded: "gzip", gzip), Case("gzip by its old name", coded: "x-gzip", gzip),
        Case("gzip with junk behind it", coded: "gzip", gzip + [1, 2, 3, 4, 5]),
        Case("gzip with one byte behind it", coded: "gzip", gzip + [0x1f]),
        Case("gzip with zeros behind it", coded: "gzip", gzip + Array(repeating: 0, count: 512)),
        Case(
            "gzip in two streams", coded: "gzip",
            Gzip.stored(Array("kit".utf8)) + Gzip.stored(Array("tens".utf8))),
        Case("gzip twice", coded: "gzip, gzip", Gzip.stored(gzip)),
        Case("gzip in brotli", coded: "gzip, br", gzipInBrotli),
        Case("deflate as it is written down", coded: "deflate", zlib),
        Case("raw deflate", coded: "deflate", deflate),
        Case("a coding that is none", coded: "utf-8", kittens),
        Case("a coding called identity", coded: "identity", kittens),
        Case("one length twice", "Content-Length: 7\r\nContent-Length: 7"),
        Case("one length twice in one field", "Content-Length: 7, 7"),
        Case("no length", "X-Weather: snow"),
        Case("more body than announced", "Content-Length: 7", kittens + [1, 2, 3]),
        Case(
            "lines that end with a line feed",
            whole: "HTTP/1.1 200 OK\nContent-Length: 7\n\nkittens"),
        Case("folded headers", "X-Weather: snow\r\n and\r\n\tice\r\nContent-Length: 7"),
        Case("HTTP/1.0", whole: "HTTP/1.0 200 OK\r\n\r\nkittens"),
        Case("no reason phrase", whole: "HTTP/1.1 200\r\nContent-Length: 7\r\n\r\nkittens"),
        Case("a header of bytes", "X-\u{e9}: \u{e9}\u{fc}\r\nContent-Length: 7"),
        Case(
            "chunks with trailers", "Transfer-Encoding: chunked",
            Array("3;a=b\r\nkit\r\n4\r\ntens\r\n0\r\nX-Weather: snow\r\n\r\n".utf8)),
        Case(
            "chunks beside a length", "Transfer-Encoding: chunked\r\nContent-Length: 3",
            Array("7\r\nkittens\r\n0\r\n\r\n".utf8)),
        Case(
            "an answer behind a provisional one",
            whole: "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nkittens"),
    ]

    @Test(arguments: readable)
    func `an answer is read as the web reads it`(given: Case) async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .garbage(given.answer))
        let outcome = try await rig.fetch("/a")
        #expect(outcome.resource?.body == Self.kittens, "\(outcome)")
    }

    @Test func `a compression nobody asked for is read all the same`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .encoded(Self.brotli, as: "br"))
        let twenty = Array(String(repeating: "kittens", count: 20).utf8)
        #expect(try await rig.fetch("/a").resource?.body == twenty)
    }

    static let broken: [(BrokenRule, Case)] = [
        (.badCoding, Case("gzip that is none", coded: "gzip", kittens)),
        (.badCoding, Case("gzip without its end", coded: "gzip", gzip.dropLast(12))),
        (.badCoding, Case("gzip without its last byte", coded: "gzip", gzip.dropLast(1))),
        (.badCoding, Case("gzip of one byte", coded: "gzip", [0x1f])),
        (.badCoding, Case("deflate without its end", coded: "deflate", deflate.dropLast(3))),
        (.badCoding, Case("brotli that is none", coded: "br", [1, 2, 3])),
        (.badCoding, Case("gzip four times", coded: "gzip, gzip, gzip, gzip", gzip)),
        (.badLength, Case("two lengths", "Content-Length: 7\r\nContent-Length: 8")),
        (.badLength, Case("two lengths, the larger first", "Content-Length: 8, 7")),
        (.badLength, Case("a length below zero", "Content-Length: -1")),
        (.badLength, Case("a length in words", "Content-Length: seven")),
        (.cutShort, Case("less body than announced", "Content-Length: 10")),
        (
            .cutShort,
            Case("a chunk that is cut", "Transfer-Encoding: chunked", Array("9\r\nkit".utf8))
        ),
        (
            .badChunk,
            Case(
                "a chunk without a size", "Transfer-Encoding: chunked",
                Array("zz\r\nkittens\r\n0\r\n\r\n".utf8))
        ),
        (
            .badChunk,
            Case(
                "a chunk larger than its size", "Transfer-Encoding: chunked",
                Array("3\r\nkittens\r\n0\r\n\r\n".utf8))
        ),
        (
            .badChunk,
            Case(
                "a chunk larger than numbers are", "Transfer-Encoding: chunked",
                Array("ffffffffffffffff1\r\nkittens".utf8))
        ),
        (.badHeader, Case("a header without a colon", "no colon")),
        (.notHTTP, Case("a greeting of mail", whole: "220 mail.test ESMTP\r\n")),
        (.notHTTP, Case("no status", whole: "HTTP/1.1 OK\r\n\r\n")),
        (.notHTTP, Case("bytes", whole: "\u{0}\u{1}\u{2}")),
        (.noAnswer, Case("nothing", whole: "")),
    ]

    @Test(arguments: broken)
    func `an answer that cannot be read says which rule it broke`(
        rule: BrokenRule, given: Case
    ) async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .garbage(given.answer))
        let outcome = try await rig.fetch("/a")
        #expect(outcome.failure == .protocolError(rule), "\(outcome)")
    }

    /// What can be wrong with the text that comes with a status.
    enum Damage: String, CaseIterable, Sendable {
        case notGzip = "Content-Encoding: gzip\r\nContent-Length: 7\r\n\r\nkittens"
        case cutShort = "Content-Length: 99\r\n\r\nkit"
        case badChunk = "Transfer-Encoding: chunked\r\n\r\nzz\r\nkittens\r\n0\r\n\r\n"
        case twoLengths = "Content-Length: 7\r\nContent-Length: 8\r\n\r\nkittens"
        case tooLarge = "Content-Length: 99999999999\r\n\r\nkittens"

        var failure: FetchFailure {
            switch self {
            case .notGzip: .protocolError(.badCoding)
            case .cutShort: .protocolError(.cutShort)
            case .badChunk: .protocolError(.badChunk)
            case .twoLengths: .protocolError(.badLength)
            case .tooLarge: .tooLarge
            }
        }
    }

    @Test(arguments: Damage.allCases, [302, 403, 404, 410, 429, 451, 503])
    func `a status that says enough counts, whatever its text is worth`(
        damage: Damage, status: Int
    ) async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .garbage(Array("HTTP/1.1 \(status) So\r\n\(damage.rawValue)".utf8)))
        let resource = try #require(try await rig.fetch("/a").resource)
        #expect(resource.status == status)
        #expect(resource.body.isEmpty)
        #expect(resource.bodyFailure == damage.failure)
    }

    @Test(arguments: Damage.allCases)
    func `a success whose body cannot be read is none`(damage: Damage) async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .garbage(Array("HTTP/1.1 200 OK\r\n\(damage.rawValue)".utf8)))
        #expect(try await rig.fetch("/a").failure == damage.failure)
    }

    @Test(arguments: [204, 304, 404, 410], ["gzip", "deflate", "br"])
    func `nothing is not decoded`(status: Int, coding: String) async throws {
        let rig = try await FetchRig()
        let head =
            "HTTP/1.1 \(status) So\r\nContent-Encoding: \(coding)\r\nConnection: close\r\n\r\n"
        rig.host.set("/a", .garbage(Array(head.utf8)))
        let resource = try #require(try await rig.fetch("/a").resource)
        #expect(resource.status == status)
        #expect(resource.body.isEmpty)
        #expect(resource.bodyFailure == nil)
    }

    @Test func `a page that is gone and never ends is gone`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .garbage(Array("HTTP/1.1 410 Gone\r\n\r\n".utf8) + Self.kittens))
        let limits = FetchLimits.tight(bytes: 3)
        let resource = try #require(try await rig.fetch("/a", limits: limits).resource)
        #expect(resource.status == 410)
        #expect(resource.bodyFailure == .tooLarge)
    }

    @Test func `a redirect to an address in a page's own encoding keeps its bytes`() async throws {
        let rig = try await FetchRig()
        let head = Array("HTTP/1.1 302 Found\r\nLocation: /caf".utf8) + [0xe9]
        rig.host.set("/a", .garbage(head + Array("\r\n\r\n".utf8)))
        rig.host.put("/caf%E9", Self.kittens, type: "text/plain")
        #expect(try await rig.fetch("/a").resource?.body == Self.kittens)
    }
}
