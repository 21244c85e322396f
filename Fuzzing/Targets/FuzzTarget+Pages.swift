// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

@testable import MediaDecoding
@testable import Outbound
@testable import nightlight_decoder

/// What our own code reads of web pages, in the confined child.
extension FuzzTarget {
    static let pages = [
        pageCharset, pageAddress, pageLinks, styleAddresses, lateAttribute, refresh,
    ]

    private static let refresh = FuzzTarget(
        text: "refresh", bytesMax: 256,
        seeds: { ["0; url=/b", "5 /b", ".5,'/b'", "; url=/b", "3.7;URL =\"/b c", "2;urls"] }
    ) { text in
        try hold(
            LinkCollector.refreshTarget(text) == RefreshHeader(text)?.target,
            "a page's element leads where the header of that name does")
    }

    /// The server's word up to a zero byte, and then the page.
    private static let pageCharset = FuzzTarget(
        "page-charset", bytesMax: 2_048,
        seeds: {
            [
                Array("text/html; charset=utf-16be\0".utf8) + [0, 0x61, 0, 0x62],
                Array("text/html\0<meta charset=\"windows-1252\">".utf8) + [0x80, 0xe9],
                Array("\0".utf8) + [0xef, 0xbb, 0xbf, 0xc3, 0xa9],
                Array("\0".utf8) + [0xff, 0xfe, 0x3c, 0xd8, 0x00, 0xdf],
            ]
        }
    ) { bytes in
        var input = FuzzInput(bytes)
        let contentType = input.text()
        let page = input.rest
        let charset = PageCharset.of(page, contentType: contentType)
        let text = charset.utf8(of: page, LegacyCharsets())
        try hold(String(validating: text, as: UTF8.self) != nil, "what comes out is UTF-8")
        try hold(text.count <= 3 * page.count + 3, "three bytes for each at most")
    }

    private static func isPlausible(_ address: PageAddress) -> Bool {
        address.text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
            && (address.text.hasPrefix("http://") || address.text.hasPrefix("https://"))
    }

    /// A base, a zero byte, and a reference on its page.
    private static let pageAddress = FuzzTarget(
        "page-address", bytesMax: 1_024,
        seeds: {
            [
                "https://a.example.org/b/c?d#e\0../f/./g?h", "http://A.example.org\0//b.test\\c",
                "HTTPS://[2001:db8::1]:8443/\0https:x", "https://a.test/é \0?q", "http://a.test\0 ",
            ].map { Array($0.utf8) }
        }
    ) { bytes in
        var input = FuzzInput(bytes)
        guard let base = PageAddress(absolute: input.text()) else { return }
        try hold(isPlausible(base), "an address is printable ASCII")
        try hold(PageAddress(absolute: base.text) == base, "read again it is the same")
        let reference = input.text()
        guard let found = base.resolving(reference) else { return }
        try hold(isPlausible(found), "a resolved address is printable ASCII")
        try hold(PageAddress(absolute: found.text) == found, "resolved, it reads as itself")
        try hold(
            found.text.utf8.count <= base.text.utf8.count + 3 * reference.utf8.count + 8,
            "an address grows threefold at most")
    }

    private static let pageLinks = FuzzTarget(
        "page-links", bytesMax: 4_096,
        seeds: {
            [
                "<base href='/x/'><img src=a.jpg srcset='b.png 1x, c.png 2x' data-src=d.webp>",
                "<svg><image xlink:href='e.gif'/></svg><a href=\"f.mp4\">x</a><video poster=g>",
                "<meta property='og:image' content='//h.test/i.jpg'><link rel=preload as=image "
                    + "href=j imagesrcset='k 1x'>",
                "<div style='background:url(\"l.png\")' background=m><object data=n.webm>",
                "<table><b><a href=o.jpg><td></b><template><img src=p></template>",
            ].map { Array($0.utf8) }
        }
    ) { bytes in
        let reader = PageReader(
            contentType: "text/html", base: "https://pictures.example.org/a/b.html",
            charsets: LegacyCharsets())
        guard let links = try? reader.links(in: bytes) else {
            return try hold(bytes.isEmpty, "every page that is not empty can be read")
        }
        let answer = DecoderAnswer.page(links)
        try hold(
            DecoderAnswer(payload: Array(answer.frame.dropFirst(4))) == answer,
            "the pool takes what the child says")
        for list in [links.pictures, links.media, links.frames] {
            try hold(Set(list).count == list.count, "each address comes once")
            try hold(list.allSatisfy { PageAddress(absolute: $0)?.text == $0 }, "in normal form")
        }
    }

    private static let styleAddresses = FuzzTarget(
        text: "style-addresses", bytesMax: 2_048,
        seeds: {
            [
                "a{background:url(/a.png)}b{background:URL( 'b.png' )}/* url(c.png) */",
                "c{background:image-set(\"d.png\" 1x, url(e.png) 2x)}", "u\\72l(f.png)",
                "url(g\\)h.png)",
                "@import \"i.css\";url(j k)url(\"l\nm\")", "src('n.png')((((}url(o.png",
            ]
        }
    ) { text in
        let found = StyleAddresses.all(in: text)
        try hold(found.count <= text.utf8.count, "no more addresses than bytes")
        let bytes = found.reduce(0) { $0 + $1.utf8.count }
        try hold(bytes <= 3 * text.utf8.count + 3, "an address is no longer than its text")
        try hold(StyleAddresses.all(in: text) == found, "the answer is the same")
    }

    /// A name, a zero byte and a value.
    private static let lateAttribute = FuzzTarget(
        text: "late-attribute", bytesMax: 1_024,
        seeds: {
            [
                "data-bg\0/a.jpg", "data-lazy-srcset\0/a.jpg 1x, b.png 2x",
                "data-x\0{\"a\":\"b\\/c.png\"}", "data-style\0background:url(d.gif)",
                "lazysrc\0//h.test/e.webp?f#g", "data-v\0h.mp4",
            ]
        }
    ) { text in
        let parts = text.split(separator: "\0", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return }
        let finds = LateAttribute.finds(name: String(parts[0]), value: String(parts[1]))
        try hold(finds.count <= max(1, text.utf8.count / 2), "no more finds than texts")
    }
}
