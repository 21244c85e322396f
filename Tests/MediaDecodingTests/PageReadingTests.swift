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
        "<textarea><img src=a.png></textarea>", "<style>a{background:url(a.png)}</style>",
        "<a href=kitten.html>x</a>", "<a href='javascript:x.jpg'>x</a>",
        "<link rel=icon href=a.png>", "<p style='background: url('>", "",
        "just text about rain & <kittens",
    ])
    func `what is no picture and no media of the web is left out`(html: String) async {
        let links = await links("<p>" + html)
        #expect(links == PageLinks(pictures: [], media: [], isCutShort: false))
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
}
