// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import TestSupport
import Testing

/// What a page names, found by the real decoder.
struct PageReadingTests {
    private static let pool = DecoderPool(configuration: .besideRunningExecutable().patient)

    private func links(
        _ html: String, type: String? = "text/html; charset=utf-8",
        base: String = "http://kittens.test/basket/page.html"
    ) async -> PageLinks? {
        switch await Self.pool.links(inPage: Array(html.utf8), contentType: type, base: base) {
        case .page(let links): return links
        case .undecodable(let reason):
            Issue.record("undecodable: \(reason)")
            return nil
        }
    }

    @Test(arguments: [
        ("<img src=a.png>", ["http://kittens.test/basket/a.png"]),
        ("<IMG SRC='/a.png'>", ["http://kittens.test/a.png"]),
        ("<img src=../a.png>", ["http://kittens.test/a.png"]),
        ("<img src='../../../a.png'>", ["http://kittens.test/a.png"]),
        ("<img src='./b/../a.png'>", ["http://kittens.test/basket/a.png"]),
        ("<img src='?size=2'>", ["http://kittens.test/basket/page.html?size=2"]),
        ("<img src='a.png#part'>", ["http://kittens.test/basket/a.png"]),
        ("<img src='//fog.test/a.png'>", ["http://fog.test/a.png"]),
        (
            "<img src='https://Fog.TEST:8443/A.png?x=1&amp;y=2'>",
            ["https://fog.test:8443/A.png?x=1&y=2"]
        ),
        ("<img src=' a.png '>", ["http://kittens.test/basket/a.png"]),
        ("<img src='a\tb\n.png'>", ["http://kittens.test/basket/ab.png"]),
        ("<img src='a b.png'>", ["http://kittens.test/basket/a%20b.png"]),
        ("<img src='\\\\fog.test\\a.png'>", ["http://fog.test/a.png"]),
        ("<img src='été.png'>", ["http://kittens.test/basket/%C3%A9t%C3%A9.png"]),
        ("<img src=a.png><img src=a.png>", ["http://kittens.test/basket/a.png"]),
        (
            "<img srcset='a.png 1x, b.png 2x'>",
            ["http://kittens.test/basket/a.png", "http://kittens.test/basket/b.png"]
        ),
        (
            "<img srcset='a,b.png 100w,c.png'>",
            ["http://kittens.test/basket/a,b.png", "http://kittens.test/basket/c.png"]
        ),
        (
            "<img data-src=a.png src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
            ["http://kittens.test/basket/a.png"]
        ),
        (
            "<img data-original=a.png data-lazy-src=b.png data-srcset='c.png 2x'>",
            [
                "http://kittens.test/basket/a.png", "http://kittens.test/basket/b.png",
                "http://kittens.test/basket/c.png",
            ]
        ),
        (
            "<picture><source srcset=a.avif><img src=a.png></picture>",
            ["http://kittens.test/basket/a.avif", "http://kittens.test/basket/a.png"]
        ),
        ("<video poster=a.jpg></video>", ["http://kittens.test/basket/a.jpg"]),
        ("<meta property=og:image content=https://fog.test/a.jpg>", ["https://fog.test/a.jpg"]),
        ("<meta name=twitter:image content=/a.jpg>", ["http://kittens.test/a.jpg"]),
        (
            "<link rel=preload as=image href=a.webp imagesrcset='b.webp 2x'>",
            ["http://kittens.test/basket/a.webp", "http://kittens.test/basket/b.webp"]
        ),
        ("<input type=image src=a.png>", ["http://kittens.test/basket/a.png"]),
        (
            "<svg><image href=a.png /><image xlink:href=b.png /></svg>",
            ["http://kittens.test/basket/a.png", "http://kittens.test/basket/b.png"]
        ),
        ("<table background=a.png><tr><td>rain</table>", ["http://kittens.test/basket/a.png"]),
        (
            "<p style=\"background: url('a.png'), url(b.png)\">fog",
            ["http://kittens.test/basket/a.png", "http://kittens.test/basket/b.png"]
        ),
        ("<style>a{background:URL( a.png )}</style>", ["http://kittens.test/basket/a.png"]),
        (
            "<style>@import url(/a.png);"
                + "b{background:image-set('/b.png' 1x,url(/c.png) 2x)}</style>",
            ["http://kittens.test/a.png", "http://kittens.test/b.png", "http://kittens.test/c.png"]
        ),
        (
            "<p style=\"background:url('/a (1).png')\"><p style='background:\\75rl(/b.png)'>",
            ["http://kittens.test/a%20(1).png", "http://kittens.test/b.png"]
        ),
        (
            "<p style='background:url(/a\\).png)'><p style='background:src(\"/b.png\")'>",
            ["http://kittens.test/a).png", "http://kittens.test/b.png"]
        ),
        (
            "<p style='background:/*url(x)*/url( \"/a\\\nb.png\" )'>",
            ["http://kittens.test/ab.png"]
        ),
        ("<p data-bg=/a.jpg>", ["http://kittens.test/a.jpg"]),
        ("<p data-background-image='url(/a.jpg)'>", ["http://kittens.test/a.jpg"]),
        (
            "<img data-lazy-srcset='/a.jpg 1x, /b 2x'>",
            ["http://kittens.test/a.jpg", "http://kittens.test/b"]
        ),
        (
            "<div data-x='{\"u\":\"\\/a.jpg\",\"w\":[\"b.webp\"]}'>",
            ["http://kittens.test/a.jpg", "http://kittens.test/basket/b.webp"]
        ),
        (
            "<img lazysrc=a.jpg><a data-full='//fog.test/a b.png?x'>",
            ["http://kittens.test/basket/a.jpg", "http://fog.test/a%20b.png?x"]
        ),
        ("<video data-poster=/a.jpg></video>", ["http://kittens.test/a.jpg"]),
        (
            "<object data=/a type=image/jpeg></object><embed src=/b type='image/png; x'>",
            ["http://kittens.test/a", "http://kittens.test/b"]
        ),
        (
            "<link rel='SHORTCUT icon' href=/i.ico><link rel=apple-touch-icon href=/j.png>"
                + "<img src=k>",
            [
                "http://kittens.test/basket/k", "http://kittens.test/i.ico",
                "http://kittens.test/j.png",
            ]
        ),
        ("<link rel=image_src href=/a>", ["http://kittens.test/a"]),
        ("<meta itemprop=image content=/a.png>", ["http://kittens.test/a.png"]),
        (
            "<img src=http://пример.test/a.png>",
            ["http://%d0%bf%d1%80%d0%b8%d0%bc%d0%b5%d1%80.test/a.png"]
        ),
        ("<noscript><img src=a.png></noscript>", ["http://kittens.test/basket/a.png"]),
        ("<template><img src=a.png></template>", ["http://kittens.test/basket/a.png"]),
        ("<base href=https://fog.test/x/><img src=a.png>", ["https://fog.test/x/a.png"]),
        ("<base href=/x/><base href=/y/><img src=a.png>", ["http://kittens.test/x/a.png"]),
        ("<base href=javascript:0><img src=a.png>", ["http://kittens.test/basket/a.png"]),
    ])
    func `a page's pictures are found however it places them`(
        html: String, pictures: [String]
    ) async {
        #expect(await links(html)?.pictures == pictures)
    }

    @Test(arguments: [
        "<img>", "<img src>", "<img src=''>", "<img src='  '>", "<img srcset=' , '>",
        "<img src='data:image/png;base64,iVBORw0KGgo='>", "<img src='javascript:alert(1)'>",
        "<img src='JAVA\nscript:alert(1)'>", "<img src=' vbscript:x'>", "<img src='blob:x'>",
        "<img src='file:///etc/passwd'>", "<img src='ftp://fog.test/a.png'>",
        "<img src='http:///a.png'>", "<img src='//'>", "<img src='http://%00/a.png'>",
        "<!-- <img src=a.png> -->", "<script>'<img src=a.png>'</script>",
        "<textarea><img src=a.png></textarea>", "<style>a{/* url(a.png) */}</style>",
        "<style>a{content:'url(a.png)'}</style>", "<p style='background:url(a b.png)'>",
        "<p data-id=7 data-word=kitten data-page=b.html data-say='look at a.png'>",
        "<iframe src=about:blank></iframe>", "<meta http-equiv=refresh content=5>",
        "<embed src=a type=application/x-shockwave-flash>",
        "<a href=kitten.html>x</a>", "<a href='javascript:x.jpg'>x</a>",
        "<p style='background: url('>", "",
        "just text about rain & <kittens",
    ])
    func `what is no picture and no media of the web is left out`(html: String) async {
        let links = await links("<p>" + html)
        #expect(links?.pictures == [] && links?.media == [] && links?.frames == [])
    }

    @Test(arguments: [
        ("<a href=a.jpg>x</a>", ["http://kittens.test/basket/a.jpg"]),
        ("<a href='a.JPEG?x#y'>x</a>", ["http://kittens.test/basket/a.JPEG?x"]),
        ("<area href=b.webm>", ["http://kittens.test/basket/b.webm"]),
        ("<video src=play?id=3></video>", ["http://kittens.test/basket/play?id=3"]),
        (
            "<video><source src=a.mp4><source src=a.webm></video>",
            ["http://kittens.test/basket/a.mp4", "http://kittens.test/basket/a.webm"]
        ),
        ("<audio src=purr.mp3></audio>", ["http://kittens.test/basket/purr.mp3"]),
        (
            "<embed src=a.mp4><object data=b.mov></object>",
            ["http://kittens.test/basket/a.mp4", "http://kittens.test/basket/b.mov"]
        ),
        ("<meta property=og:video content=/a.mp4>", ["http://kittens.test/a.mp4"]),
    ])
    func `media that a page leads to are kept apart`(html: String, media: [String]) async {
        let links = await links(html)
        #expect(links?.media == media)
        #expect(links?.pictures == [])
    }

    @Test(arguments: ["", "kittens.test", "ftp://kittens.test/", "http://", "javascript:0"])
    func `a page from nowhere has no addresses`(base: String) async {
        let reading = await Self.pool.links(
            inPage: Array("<img src=a.png>".utf8), contentType: nil, base: base)
        #expect(reading == .undecodable(.unsupported))
    }

    @Test(
        arguments: [
            ("windows-1251", [0xf4, 0xee, 0xf2, 0xee], "%D1%84%D0%BE%D1%82%D0%BE", "%F4%EE%F2%EE"),
            ("koi8-r", [0xc6, 0xcf, 0xd4, 0xcf], "%D1%84%D0%BE%D1%82%D0%BE", "%C6%CF%D4%CF"),
            ("shift_jis", [0x8e, 0xca], "%E5%86%99", "%8E%CA"),
            ("gb2312", [0xc3, 0xa8], "%E7%8C%AB", "%C3%A8"),
            ("euc-kr", [0xb4, 0xab], "%EB%88%88", "%B4%AB"),
            ("iso-8859-1", [0xe9], "%C3%A9", "%E9"), ("latin2", [0xb1], "%C4%85", "%B1"),
            ("utf-8", [0xc3, 0xa9], "%C3%A9", "%C3%A9"), ("nonsense", [0xe9], "%C3%A9", "%E9"),
        ] as [(String, [UInt8], String, String)])
    func `paths are asked for in UTF-8, queries in the page's encoding`(
        page: (charset: String, word: [UInt8], path: String, query: String)
    ) async {
        let start = "<meta charset=\(page.charset)><img src=/"
        let bytes = Array(start.utf8) + page.word + Array(".jpg?q=".utf8) + page.word + [0x3e]
        let wanted = "http://kittens.test/\(page.path).jpg?q=\(page.query)"
        for type in ["text/html", "text/html;charset=\(page.charset)"] {
            switch await Self.pool.links(
                inPage: bytes, contentType: type, base: "http://kittens.test/")
            {
            case .page(let links): #expect(links.pictures == [wanted])
            case .undecodable(let reason): Issue.record("\(reason)")
            }
        }
    }

    @Test(arguments: [
        ("<iframe src=a.html></iframe>", ["http://kittens.test/basket/a.html"]),
        (
            "<frameset><frame src=/a><frame src=/b></frameset>",
            ["http://kittens.test/a", "http://kittens.test/b"]
        ),
        ("<meta http-equiv=Refresh content='0; URL=/a'>", ["http://kittens.test/a"]),
        ("<meta http-equiv=refresh content=\"3;url='b?c' x\">", ["http://kittens.test/basket/b?c"]),
        ("<meta http-equiv=refresh content='1.5,/a'>", ["http://kittens.test/a"]),
        ("<object data=/a type=text/html></object>", ["http://kittens.test/a"]),
    ])
    func `frames and the next page are named`(html: String, frames: [String]) async {
        let links = await links(html)
        #expect(links?.frames == frames && links?.pictures == [] && links?.media == [])
    }

    @Test func `what is left out is counted by its reason`() async {
        let links = await links(
            "<img src='data:image/gif;base64,AA'><img src='blob:x'><img src='ftp://fog.test/a.png'>"
                + "<link rel=stylesheet href=a.css><link rel=stylesheet href=b.css>")
        #expect(links?.omissions == [.inlineData: 1, .noWebAddress: 2, .styleSheet: 2])
    }
}
