// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import TestSupport
import Testing

@testable import MediaDecoding

/// A child that a page took over says what it likes: what is believed of it.
struct CapturedChildTests {
    private static let address = "https://kittens.test/basket/tom/page.html?id=7"

    /// What is left of what a child said; `said` is told the address that the child was given.
    private func checked(
        _ html: String, type: String? = nil, base: String = address,
        _ said: (StandInBase) -> [String]
    ) throws -> PageLinks {
        let standIn = try #require(StandInBase(base))
        return CheckedLinks(base: standIn, page: Array(html.utf8), contentType: type).links(
            PageLinks(pictures: said(standIn), media: [], isCutShort: false))
    }

    @Test func `a child is not told where its page lies`() throws {
        let standIn = try #require(StandInBase(Self.address))
        for word in ["kittens", "basket", "tom", "page", "html", "id="] {
            #expect(!standIn.text.contains(word))
        }
        #expect(standIn.text.hasPrefix("https://"))
        #expect(standIn.text.filter { $0 == "/" }.count == 5)
        #expect(try #require(StandInBase(Self.address)).text != standIn.text)
    }

    @Test(arguments: [
        // What the child says of its base, and what is meant.
        ("x/a.png", "<img src=x/a.png>", "https://kittens.test/basket/tom/x/a.png"),
        ("../a.png", "<img src='../a.png'>", "https://kittens.test/basket/a.png"),
        ("/a.png", "<img src='/a.png'>", "https://kittens.test/a.png"),
        ("?size=2", "<img src='?size=2'>", "https://kittens.test/basket/tom/page.html?size=2"),
        ("", "<img src='#'>", "https://kittens.test/basket/tom/page.html?id=7"),
    ])
    func `what is relative to the address that it was told lies where the page does`(
        reference: String, html: String, meant: String
    ) throws {
        let links = try checked(html) { standIn in
            let folder = standIn.text.prefix { $0 != "?" }.split(separator: "/").dropLast()
            let path = folder.dropFirst(2).joined(separator: "/")
            let origin = folder.prefix(2).joined(separator: "//")
            return switch reference {
            case "": [standIn.text]
            case "/a.png": ["\(origin)/a.png"]
            case "../a.png":
                ["\(origin)/\(path.prefix { $0 != "/" })/a.png"]
            case "?size=2": [standIn.text.prefix { $0 != "?" } + "?size=2"]
            default: ["\(origin)/\(path)/\(reference)"]
            }
        }
        #expect(links.pictures == [meant] && links.omissions.isEmpty)
    }

    @Test(arguments: [
        "https://fog.test/kittens.test/basket/tom", "https://fog.test/?q=c2VjcmV0",
        "https://secret.fog.test/a.png", "https://fog.test/a.png?x=1#y",
        "https://fog.test/%73%65cret/a.png", "https://fog.test/\u{c3}\u{a9}.png",
        "https://fog.test/A.PNG", "https://fog.test/%E3%81%82/a.png",
    ])
    func `what the page does not say is left out, and counted`(link: String) throws {
        let links = try checked("<img src='https://fog.test/a.png'>") { _ in
            ["https://fog.test/a.png", link]
        }
        #expect(links.pictures == ["https://fog.test/a.png"])
        #expect(links.omissions == [.notInPage: 1])
    }

    @Test func `a child cannot pass on the address that it was told`() throws {
        let html = "<img src='https://fog.test/a.png'>"
        let links = try checked(html) { standIn in
            ["https://fog.test/\(standIn.text.dropFirst(8))", "https://fog.test/a.png"]
        }
        #expect(links.pictures == ["https://fog.test/a.png"])
    }

    @Test(arguments: [
        "https://fog.test/?from=https://kittens.test/basket/tom/page.html",
        "https://fog.test/?from=https%3A%2F%2FKittens.test%2Fbasket%2Ftom%2Fpage.html%3Fid=7",
    ])
    func `nobody else is told where a page lies, though it says so itself`(link: String) throws {
        let html = "<img src='\(link)'><img src='https://fog.test/?of=kittens.test'>"
        let links = try checked(html) { _ in [link, "https://fog.test/?of=kittens.test"] }
        #expect(links.pictures == ["https://fog.test/?of=kittens.test"])
        #expect(links.omissions == [.namesThePage: 1])
    }

    @Test(arguments: [
        ("<a href='https:&#x2f;/fog.test/&#97;.png'>", "https://fog.test/a.png"),
        ("<i style='background:url(https://fog.test/\\61 .png)'>", "https://fog.test/a.png"),
        (#"<i data-x='{"u":"https:\/\/fog.test\/a.png"}'>"#, "https://fog.test/a.png"),
        ("<img src='https://FOG.test/a.png?x=1&amp;y=2'>", "https://fog.test/a.png?x=1&y=2"),
        ("<img src='//fog.test/x/../a b.png'>", "https://fog.test/a%20b.png"),
        ("<base href='https://fog.test/x/'><img src=a.png>", "https://fog.test/x/a.png"),
        ("<img src='https://fog.test/été.png'>", "https://fog.test/%C3%A9t%C3%A9.png"),
        ("<img src='https://fog.test/a\n.png'>", "https://fog.test/a.png"),
    ])
    func `what the page says in another way is believed`(html: String, link: String) throws {
        let links = try checked(html) { _ in [link] }
        #expect(links.pictures == [link] && links.omissions.isEmpty)
    }

    @Test func `old encodings are believed on the page's own host, and of Latin ones elsewhere`()
        throws
    {
        let page = Array("<img src='https://fog.test/".utf8) + [0xe9] + Array(".png'>".utf8)
        let standIn = try #require(StandInBase(Self.address))
        let links = CheckedLinks(base: standIn, page: page, contentType: nil).links(
            PageLinks(
                pictures: ["https://fog.test/%C3%A9.png", "https://fog.test/%E9.png"], media: [],
                isCutShort: false))
        #expect(links.pictures.count == 2)
    }

    /// Eight megabytes of what is worst to look through, and as many links as there may be.
    @Test func `the longest page and the most links are gone through a fixed number of times`()
        throws
    {
        let page = [UInt8](repeating: UInt8(ascii: "&"), count: 1 << 20)
        let standIn = try #require(StandInBase(Self.address))
        let said = (0..<DecoderAnswer.addressesMax).map { "https://fog.test/\($0).png" }
        let links = CheckedLinks(base: standIn, page: page, contentType: nil).links(
            PageLinks(pictures: said, media: [], isCutShort: false))
        #expect(links.pictures.isEmpty && links.omissions[.notInPage] == said.count)
    }

    @Test func `a page has a child that reads nothing before and nothing after`() async throws {
        let picture = PictureFile.waves(width: 12, height: 12)
        let page = Array("<img src=a.png>".utf8)
        try await DecoderUnderTest.withPool {
            $0.workers = 1
        } run: { pool in
            var children: [[Int32]] = []
            for _ in 1...2 {
                _ = await pool.reading(of: picture)
                children.append(pool.childIdentifiers)
                _ = await pool.links(inPage: page, contentType: nil, base: Self.address)
                _ = await pool.links(inPage: page, contentType: nil, base: Self.address)
            }
            #expect(children[0] != children[1])
            // Two pictures' and four pages'; the next may have been started.
            let counts = pool.counts
            #expect(counts.ended[.replaced, default: 0] >= 5)
        }
    }

    @Test func `of many pages and pictures at once, none shares its child with a page`()
        async throws
    {
        let picture = PictureFile.waves(width: 12, height: 12)
        let page = Array("<img src=a.png>".utf8)
        try await DecoderUnderTest.withPool {
            $0.workers = 2
        } run: { pool in
            await withTaskGroup(of: Bool.self) { group in
                for number in 1...24 {
                    group.addTask {
                        guard number.isMultiple(of: 2) else {
                            return await pool.reading(of: picture).isPicture
                        }
                        let reading = await pool.links(
                            inPage: page, contentType: nil, base: Self.address)
                        return reading != .undecodable(.garbled)
                    }
                }
                for await isRead in group { #expect(isRead) }
            }
            #expect(pool.counts.ended[.replaced, default: 0] >= 12)
        }
    }
}
