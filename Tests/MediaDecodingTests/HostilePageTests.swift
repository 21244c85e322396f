// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import TestSupport
import Testing

/// Pages that nobody wrote to be read.
struct HostilePageTests {
    private static let pool = DecoderPool(configuration: .besideRunningExecutable().patient)
    private static let base = "http://kittens.test/"
    private static let picture = "http://kittens.test/a.png"

    private func reading(_ bytes: [UInt8], type: String? = nil) async -> PageReading {
        await Self.pool.links(inPage: bytes, contentType: type, base: Self.base)
    }

    private func expectPicture(
        _ bytes: [UInt8], type: String? = nil, omissions: [PageOmission: Int] = [:]
    ) async {
        let found = PageLinks(
            pictures: [Self.picture], media: [], omissions: omissions, isCutShort: false)
        #expect(await reading(bytes, type: type) == .page(found))
    }

    @Test(arguments: [
        ("<div>", 20_000), ("<b>", 2_000), ("<p><b>", 500), ("<table><tr><td>", 2_000),
        ("<svg>", 10_000), ("<a href=x><table>", 200), ("<template>", 1_000), ("</p>", 50_000),
        ("<img ", 20_000), ("&amp", 100_000), ("<!-", 50_000), ("\0", 100_000), ("<select>", 5_000),
        ("<i <b ", 10_000),
    ])
    func `depth and disorder do not hide a picture`(opening: String, count: Int) async {
        let html = "<img src=a.png>" + String(repeating: opening, count: count)
        await expectPicture(Array(html.utf8))
    }

    @Test func `eight megabytes are read, and one byte more is not`() async throws {
        let most = 8 << 20
        var page = Array("<img src=a.png><p>".utf8)
        page += [UInt8](repeating: UInt8(ascii: "x"), count: most - page.count)
        await expectPicture(page)
        #expect(await reading(page + [0x20]) == .undecodable(.tooManyBytes))
        #expect(await reading([]) == .undecodable(.empty))
    }

    @Test func `a page that takes too long is undecodable, and the next one is read`() async throws
    {
        // Every opening paragraph looks through all the open boxes above it.
        let slow = Array(String(repeating: "<div>", count: 1 << 20).utf8)
        try await DecoderUnderTest.withPool {
            $0.deadline = .seconds(5)
            $0.workers = 1
        } run: { pool in
            let answer = await pool.links(inPage: slow, contentType: nil, base: Self.base)
            #expect(answer == .undecodable(.timedOut))
            let next = await pool.links(
                inPage: Array("<img src=a.png>".utf8), contentType: nil, base: Self.base)
            let found = PageLinks(pictures: [Self.picture], media: [], isCutShort: false)
            #expect(next == .page(found))
        }
    }

    @Test func `a page that needs more memory than a child has is undecodable`() async throws {
        let wide = Array(String(repeating: "<br>", count: 1 << 20).utf8)
        let (answer, next) = try await DecoderUnderTest.withPool {
            $0.memoryBytesMax = 96 << 20
            $0.workers = 1
        } run: { pool in
            (
                await pool.links(inPage: wide, contentType: nil, base: Self.base),
                await pool.links(
                    inPage: Array("<img src=a.png>".utf8), contentType: nil, base: Self.base)
            )
        }
        #expect(answer == .undecodable(.outOfMemory))
        #expect(next != answer)
    }

    @Test func `more addresses than the bound are cut off, and it is said`() async throws {
        let many = (0..<5_000).map { "<img src=\($0).png><a href=\($0).mp4></a>" }.joined()
        guard case .page(let links) = await reading(Array(many.utf8)) else {
            Issue.record("undecodable")
            return
        }
        #expect(links.pictures.count == DecoderAnswer.addressesMax)
        #expect(links.media.count == DecoderAnswer.addressesMax)
        #expect(links.pictures.last == Self.base + "4095.png")
        #expect(links.isCutShort)
    }

    @Test func `all addresses together are bounded too`() async throws {
        let long = String(repeating: "x", count: 8_000)
        let many = (0..<400).map { "<img src=\($0)\(long)>" }.joined()
        guard case .page(let links) = await reading(Array(many.utf8)) else {
            Issue.record("undecodable")
            return
        }
        #expect(links.isCutShort)
        #expect(links.pictures.reduce(0) { $0 + $1.utf8.count } <= 2 << 20)
        #expect(links.pictures.count > 200)
    }

    @Test func `an address longer than any server takes is left out`() async {
        let long = String(repeating: "x", count: 9_000)
        // Short as written and long as resolved: each of these becomes three characters.
        let growing = String(repeating: "é", count: 3_000)
        let html = "<img src=\(long)><img src=\(growing)><img src=a.png>"
        await expectPicture(Array(html.utf8), omissions: [.noWebAddress: 2])
    }

    @Test(arguments: [
        [UInt8]([0xff, 0xc0, 0x80]), [0xf0, 0x9f], [0xed, 0xa0, 0x80], [0x80, 0x81, 0xfe],
    ])
    func `broken UTF-8 breaks nothing around it`(broken: [UInt8]) async {
        let tag = Array("<img src=a.png>".utf8)
        await expectPicture(broken + tag + broken, type: "text/html; charset=utf-8")
        await expectPicture(broken + tag + broken)
    }

    @Test(arguments: [
        "text/html", "text/html; charset=iso-8859-1", "text/html; charset=windows-1252",
        "text/html;charset=\"utf-8\"", "text/html; charset=shift_jis", "text/html; charset=",
        "text/html; charset=no-such-thing", "nonsense", "charset=utf-8",
        "text/html; charset=" + String(repeating: "x", count: 100_000),
    ])
    func `whatever a server calls the encoding, ASCII is read`(type: String) async {
        await expectPicture(Array("<p>caf\u{e9}<img src=a.png>".utf8), type: type)
    }

    @Test(arguments: [true, false], [true, false])
    func `UTF-16 is read by its mark or by the server's word`(
        isBig: Bool, hasMark: Bool
    ) async {
        let text = (hasMark ? "\u{feff}" : "") + "<p>neige<img src=a.png>"
        let bytes = text.utf16.flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
            return isBig ? [high, low] : [low, high]
        }
        await expectPicture(
            bytes, type: hasMark ? nil : "text/html; charset=utf-16" + (isBig ? "be" : "le"))
        // Half a unit at the end.
        await expectPicture(
            bytes + [0x3c],
            type: hasMark ? nil : "text/html; charset=utf-16" + (isBig ? "be" : "le"))
    }

    @Test(arguments: [
        "<meta charset=iso-8859-1>",
        "<meta http-equiv=content-type content='text/html; charset=iso-8859-1'>",
    ])
    func `a page's own word on its encoding counts where the server says nothing`(
        meta: String
    ) async {
        let page = Array((meta + "<img src='").utf8) + [0xe9] + Array(".png'>".utf8)
        let found = PageLinks(
            pictures: [Self.base + "%C3%A9.png"], media: [], isCutShort: false)
        #expect(await reading(page) == .page(found))
    }

    @Test func `random bytes are a page like any other`() async {
        var generator = SplitMix(seed: 11)
        for _ in 0..<20 {
            let bytes = (0..<5_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
            guard case .page = await reading(bytes) else {
                Issue.record("undecodable")
                continue
            }
        }
    }
}
