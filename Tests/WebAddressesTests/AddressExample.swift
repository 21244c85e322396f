// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Testing

@testable import WebAddresses

/// Addresses as people and tools write them, and what is right: one table for the form and for
/// fetching.
struct AddressExample: Sendable, CustomTestStringConvertible {
    let typed: String
    let kind: AddressReading.Kind
    let text: String
    let candidates: [String]

    var testDescription: String { typed.debugDescription }

    /// With its scheme: kept as it is fetched.
    static func page(_ typed: String, _ text: String) -> AddressExample {
        AddressExample(typed: typed, kind: .url, text: text, candidates: [text])
    }

    /// Without one: https first, then http.
    static func bare(_ typed: String, _ text: String) -> AddressExample {
        let path = text.contains("/") ? "" : "/"
        return AddressExample(
            typed: typed, kind: .url, text: text,
            candidates: ["https", "http"].map { $0 + "://" + text + path })
    }

    static func number(_ typed: String, _ text: String, host: String? = nil) -> AddressExample {
        AddressExample(
            typed: typed, kind: .ipAddress, text: text,
            candidates: ["https", "http"].map { $0 + "://" + (host ?? text) + "/" })
    }

    static func other(
        _ kind: AddressReading.Kind, _ typed: String, _ text: String
    ) -> AddressExample {
        AddressExample(typed: typed, kind: kind, text: text, candidates: [])
    }

    static let all = plain + defanged + wrapped + hosts + numbers + notWeb

    static let plain: [AddressExample] = [
        .page("https://example.org/a", "https://example.org/a"),
        .page("HTTP://Example.ORG", "http://example.org/"),
        .page("https://example.org:443/a", "https://example.org/a"),
        .page("http://example.org:00080/a", "http://example.org/a"),
        .page("http://example.org:8080/", "http://example.org:8080/"),
        .page("https://example.org:/", "https://example.org/"),
        .page("https:" + "//example.org./a", "https://example.org/a"),
        .page("https://example.org/a/../b/./c", "https://example.org/b/c"),
        .page("https://example.org/%7ea%2fb%zz", "https://example.org/~a%2Fb%25zz"),
        .page("https://example.org?q=1", "https://example.org/?q=1"),
        .page("https://user:secret@example.org/a", "https://example.org/a"),
        .page("https://a.test@b.test@example.org/a", "https://example.org/a"),
        .page("https://a.test\\@example.org/a", "https://a.test/@example.org/a"),
        .page(
            "https://web.example.org/2020/https://a.test/b",
            "https://web.example.org/2020/https://a.test/b"),
        .page("https://example.org/été", "https://example.org/%C3%A9t%C3%A9"),
        .page("https://example.org/a(b)", "https://example.org/a(b)"),
        .page("https://example.org/a%2E", "https://example.org/a%2E", fetched: "a."),
        .page("http:/example.org/a", "http://example.org/a"),
        .page("http//example.org/a", "http://example.org/a"),
        .page("https:example.org/a", "https://example.org/a"),
        .page("http:\\\\example.org\\a", "http://example.org/a"),
        .page("https:///example.org/a", "https://example.org/a"),
        .page("https:// example.org/a", "https://example.org/a"),
        .bare("example.org", "example.org"), .bare("example.org/", "example.org"),
        .bare("Example.org/a?b", "example.org/a?b"), .bare("www.example.org", "www.example.org"),
        .bare("//example.org/a", "example.org/a"),
        .bare("example.org:8443/a", "example.org:8443/a"),
        .bare("user:secret@example.org/a", "example.org/a"),
        .page("example.org:80/a", "http://example.org/a"),
        .page("example.org:443", "https://example.org/"),
        .bare("192.0.2.7/a", "192.0.2.7/a"), .bare("[2001:DB8::1]/a", "[2001:db8::1]/a"),
        .bare("example.org/?u=https://a.test/", "example.org/?u=https://a.test/"),
    ]

    static let defanged: [AddressExample] = [
        .page("hxxp://example.org/a", "http://example.org/a"),
        .page("hXXps://example[.]org/a", "https://example.org/a"),
        .page("h**p://example.org", "http://example.org/"),
        .page("h--ps://example.org", "https://example.org/"),
        .page("htxp://example.org", "http://example.org/"),
        .page("hzzps://example.org", "https://example.org/"),
        .page("h\u{445}\u{445}p://example.org", "http://example.org/"),
        .page("ttps://example.org", "https://example.org/"),
        .page("meow://example.org", "http://example.org/"),
        .page("hxxps[:]//example(.)org/a", "https://example.org/a"),
        .page("hxxps[://]example{.}org/a", "https://example.org/a"),
        .page("hxxps[:]//www[.]example[.]org[/]a", "https://www.example.org/a"),
        .page("http(:)//example[dot]org/a", "http://example.org/a"),
        .page("hxxp:\\\\example(dot)org\\a", "http://example.org/a"),
        .page("hxxp :// example [.] org /a", "http://example.org/a"),
        .page("hxxps://example.org/a[.]jpg", "https://example.org/a.jpg"),
        .page("hxxps://example[.]org:8443/a", "https://example.org:8443/a"),
        .bare("example[.]org", "example.org"), .bare("example[.org", "example.org"),
        .bare("example.]org/a", "example.org/a"), .bare("example\\.org", "example.org"),
        .bare("example [dot] org / a", "example.org/a"), .bare("example . org", "example.org"),
        .bare("example dot org", "example.org"), .bare("example DOT org", "example.org"),
        .bare("www[.]example[.]org/a", "www.example.org/a"),
        .bare("exam\u{200B}ple.org", "example.org"), .bare("example\u{AD}.org", "example.org"),
        .number("192[.]0[.]2[.]7", "192.0.2.7"),
        .number("192[.]0[.]2[.]7[:]8080", "192.0.2.7:8080"),
        .number("2001[:]db8[:][:]1", "2001:db8::1", host: "[2001:db8::1]"),
        .other(.emailAddress, "rain[at]example[.]org", "rain@example.org"),
        .other(.emailAddress, "rain (at) example (dot) org", "rain@example.org"),
        .other(.emailAddress, "rain[@]example.org", "rain@example.org"),
    ]

    static let wrapped: [AddressExample] = [
        .page("<https://example.org/a>", "https://example.org/a"),
        .page("<https://example.org/a>,", "https://example.org/a"),
        .page("“https://example.org/a”.", "https://example.org/a"),
        .page("« https://example.org/a »", "https://example.org/a"),
        .page("'https://example.org/a'", "https://example.org/a"),
        .page("(https://example.org/a)", "https://example.org/a"),
        .page("(https://example.org/a_(b))", "https://example.org/a_(b)"),
        .page("[https://example.org/a]", "https://example.org/a"),
        .page("*https://example.org/a*", "https://example.org/a"),
        .page("`https://example.org/a`", "https://example.org/a"),
        .page("https://example.org/a!?", "https://example.org/a"),
        .page("https://example.org/a…", "https://example.org/a"),
        .page("url=https://example.org/a", "https://example.org/a"),
        .page("Link:https://example.org/a", "https://example.org/a"),
        .page("\u{FEFF}https://a.exam\u{200B}ple.org/\u{202E}1\u{0} ", "https://a.example.org/1"),
        .bare("<example.org>", "example.org"), .bare("example.org.", "example.org"),
        .other(.emailAddress, "<rain@example.org>", "rain@example.org"),
        .other(.emailAddress, "mailto:rain@example.org?subject=snow", "rain@example.org"),
    ]

    static let hosts: [AddressExample] = [
        .page("https://BÜCHER.example/", "https://xn--bcher-kva.example/"),
        .page("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
        .page("https://XN--BCHER-KVA.example/", "https://xn--bcher-kva.example/"),
        .bare("пример.test/a", "xn--e1afmkfd.test/a"), .bare("例え。test", "xn--r8jz45g.test"),
        .bare("ｅｘａｍｐｌｅ．ｏｒｇ／ａ", "example.org/a"),
        .page("ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｏｒｇ／ａ", "https://example.org/a"),
        .page("https:" + "//exa%6dple.org/", "https://example.org/"),
        .page("https://a_b.example.org/", "https://a_b.example.org/"),
        .page("https://example.org/a#top", "https://example.org/a#top", fetched: "a"),
        .page("https://example.org/#!k!p", "https://example.org/#!k!p", fetched: ""),
        .page("https://[2001:DB8:0::1]:8443/a", "https://[2001:db8::1]:8443/a"),
        .page("https://[::ffff:192.0.2.1]/", "https://192.0.2.1/"),
        .bare("faß.example", "xn--fa-hia.example"),
        .page(
            "https://\u{646}\u{627}\u{645}\u{647}\u{200C}\u{627}\u{6CC}.test/",
            "https://xn--mgba3gch31f060k.test/"),
    ]

    static let numbers: [AddressExample] = [
        .page("http://127.1/", "http://127.0.0.1/"),
        .page("http://0x7f000001/a", "http://127.0.0.1/a"),
        .page("http:" + "//0x7f.1/", "http://127.0.0.1/"),
        .page("http://0177.0.0.1/", "http://127.0.0.1/"),
        .page("http://2130706433/", "http://127.0.0.1/"),
        .page("http://192.0.2.7./", "http://192.0.2.7/"),
        .page("http:" + "//①②⑦.⓪.⓪.①/", "http://127.0.0.1/"),
        .number("192.0.2.7", "192.0.2.7"), .number("192.0.2.7:8080", "192.0.2.7:8080"),
        .number("2001:DB8::1", "2001:db8::1", host: "[2001:db8::1]"),
        .number("[2001:db8::1]", "2001:db8::1", host: "[2001:db8::1]"),
        .number("[2001:db8::1]:8080", "[2001:db8::1]:8080"),
        .number("0xc0.0x0.0x2.0x7", "192.0.2.7"), .number("192.0.2.010", "192.0.2.8"),
    ]

    static let notWeb: [AddressExample] = [
        .other(.emailAddress, "rain@example.org", "rain@example.org"),
        .other(.emailAddress, "Rain@BÜCHER.example", "Rain@xn--bcher-kva.example"),
        .other(.phoneNumber, "+1 555 010 0000", "+1 555 010 0000"),
        .other(.phoneNumber, "(555) 010-0199", "(555) 010-0199"),
        .other(.phoneNumber, "tel:+1-555-010-0000", "tel:+1-555-010-0000"),
        .other(.handle, "@kitten", "@kitten"), .other(.handle, "@kitten,", "@kitten"),
        .other(.peerToPeer, "magnet:?xt=urn:btih:0", "magnet:?xt=urn:btih:0"),
        .other(.other, "the green door", "the green door"),
        .other(.other, "the green\u{202E} door\u{0}", "the green door"),
        .other(.other, "mailto:", "mailto:"), .other(.other, "1.5", "1.5"),
        .other(.other, "Stop. Now", "Stop. Now"),
    ]
}

extension AddressExample {
    /// Kept otherwise than it is fetched; `fetched` is what follows the host's slash.
    static func page(_ typed: String, _ text: String, fetched: String) -> AddressExample {
        let host = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
            .prefix(2).joined(separator: "/")
        let name = text.dropFirst(host.count + 1).prefix { $0 != "/" }
        return AddressExample(
            typed: typed, kind: .url, text: text, candidates: [host + "/" + name + "/" + fetched])
    }
}
