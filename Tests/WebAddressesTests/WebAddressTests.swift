// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Testing

@testable import WebAddresses

@Suite struct WebAddressTests {
    @Test(
        arguments: [
            ("https://example.org/a", "http://example.org/a"),
            ("http://example.org/a", "https://example.org/a"),
            ("http://example.org:8080/", "https://example.org:8080/"),
        ])
    func `an address is there by either scheme`(typed: String, other: String) throws {
        let address = try #require(WebAddress(typed))
        #expect(address.bySchemes.map(\.text) == [typed, other])
    }

    @Test(
        arguments: [
            ("http://example.org", "http://example.org/"),
            ("HTTPS://Example.ORG:443/a", "https://example.org/a"),
            ("http://example.org:80/a?b#c", "http://example.org/a?b"),
            ("https://example.org:8443/", "https://example.org:8443/"),
            ("  http://example.org/a  ", "http://example.org/a"),
            ("http://a_b.example.org/", "http://a_b.example.org/"),
            ("http://example.org/a/../b/./c", "http://example.org/b/c"),
            ("http://example.org/%7Ea%2fb%zz", "http://example.org/~a%2Fb%25zz"),
            ("http://example.org\\a", "http://example.org/a"),
            ("http://example.org/é?ü", "http://example.org/%C3%A9?%C3%BC"),
            ("http://example.org/\u{338}a", "http://example.org/%CC%B8a"),
            ("http://chatons.example/ a", "http://chatons.example/%20a"),
            ("http://example.org/a[.]b(.)", "http://example.org/a%5B.%5Db(.)"),
            ("http://example.org/a).", "http://example.org/a)."),
            ("http:///example.org/a", "http://example.org/a"),
            ("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a"),
            ("http://[::ffff:192.0.2.1]/", "http://192.0.2.1/"),
            ("http://user:secret@example.org/", "http://example.org/"),
            ("http://example.org@127.0.0.1/", "http://127.0.0.1/"),
            ("http://example.org:80@127.0.0.1/", "http://127.0.0.1/"),
            ("http://example.org／a@evil.test/", "http://evil.test/"),
            ("http://127.0.0.1\\@example.org/", "http://127.0.0.1/@example.org/"),
        ])
    func `an address has one form, and the host that browsers go to`(
        typed: String, text: String
    ) throws {
        let address = try WebAddress.read(typed)
        #expect(address.text == text)
        #expect(try WebAddress.read(address.text) == address)
    }

    @Test(
        arguments: [
            ("bücher.example", "xn--bcher-kva.example"),
            ("BÜCHER.example", "xn--bcher-kva.example"),
            ("例え.test", "xn--r8jz45g.test"),
            ("пример.test", "xn--e1afmkfd.test"),
            ("faß.example", "xn--fa-hia.example"),
            ("ｅｘａｍｐｌｅ.org", "example.org"),
            ("example。org", "example.org"),
            ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ])
    func `an international name becomes what the name system speaks`(typed: String, host: String) {
        #expect(WebHost(typed) == .name(host))
    }

    @Test(
        arguments: [
            "127.0.0.08", "017700000001x.1", "1.2.3.256", "1.2.3.4.5", "4294967296",
            "0x100000000", "example.1", "example.0x1", "1..2",
        ])
    func `a host that ends in a number is an address or nothing`(host: String) {
        #expect(WebHost(host) == nil)
        #expect(throws: AddressRefusal.badNumber) { try WebAddress.read(Self.page(at: host)) }
    }

    @Test(arguments: [
        "example..org", "example.org℀", "exa mple.org", ".example.org", "example.o!rg", "*.test",
    ])
    func `a host that no host is called is refused`(host: String) {
        #expect(throws: AddressRefusal.badHost) { try WebAddress.read(Self.page(at: host)) }
    }

    @Test(
        arguments: [
            "①②⑦.⓪.⓪.①", "１２７.0.0.1", "127。0。0。1", "127.0.0.1.", "127.1", "2130706433",
            "0x7f000001", "0x7f.1", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.01", "017700000001",
            "127.0.0.0x1", "127.0.1", "0X7F.1", "%31%32%37.1",
        ])
    func `an address in disguise is read as what it is, and so is vetted`(host: String) throws {
        let loopback = try #require(IPAddress("127.0.0.1"))
        #expect(try WebAddress.read(Self.page(at: host)).host == .address(loopback))
    }

    @Test func `a final full stop names the same host`() throws {
        #expect(try WebAddress.read(Self.page(at: "example.org.")).text == "http://example.org/")
    }

    private static func page(at host: String) -> String { "http:" + "//" + host + "/" }

    @Test(
        arguments: [
            ("http://localhost/", AddressRefusal.notPublicName),
            ("http://intranet/", .notPublicName), ("http:///", .noHost),
            ("http://user@/", .noHost), ("http:" + "//./", .noHost),
            ("http://[::1/", .badHost), ("http://[::1]x/", .badHost),
            ("http://[1.2.3.4]/", .badHost), ("http://[fe80::1%25eth0]/", .zone),
            ("http://example.org:0/", .badPort), ("http://example.org:65536/", .badPort),
            ("http://example.org:80x/", .badPort), ("http://example.org:+80/", .badPort),
            ("ftp://example.org/", .unknownScheme), ("file:///etc/passwd", .unknownScheme),
            ("gopher://example.org/", .unknownScheme), ("example.org/a", .unknownScheme),
            ("http://example.org/\u{0}", .controlCharacter),
            ("http://example.org/\r\nHost: evil.test", .controlCharacter),
            ("http://example\u{202e}.org/", .controlCharacter),
            ("http://exam\u{ad}ple.org/", .controlCharacter),
            (page(at: "exam%00ple.org"), .controlCharacter), ("", .empty), ("   ", .empty),
        ])
    func `a text that is no address of the web says why`(typed: String, error: AddressRefusal) {
        #expect(throws: error) { try WebAddress.read(typed) }
    }

    @Test func `a scheme inside a path is no scheme`() throws {
        let address = try WebAddress.read("https://example.org/?next=javascript:alert(1)")
        #expect(address.host == .name("example.org"))
        #expect(WebAddress("javascript:alert(1)") == nil)
        #expect(WebAddress("data:text/html,kittens") == nil)
    }

    @Test func `an address longer than a request line is refused`() {
        let long = "http://example.org/" + String(repeating: "a", count: WebAddress.textBytesMax)
        #expect(throws: AddressRefusal.tooLong) { try WebAddress.read(long) }
        // Escaping makes three bytes of one.
        let escaped = "http://example.org/" + String(repeating: " a", count: 2_500)
        #expect(throws: AddressRefusal.tooLong) { try WebAddress.read(escaped) }
        let label = "http://" + String(repeating: "a", count: 64) + ".org/"
        #expect(throws: AddressRefusal.labelTooLong) { try WebAddress.read(label) }
        let name = "http://" + String(repeating: "a.", count: 127) + "org/"
        #expect(throws: AddressRefusal.nameTooLong) { try WebAddress.read(name) }
    }

    @Test(
        arguments: [
            ("/b", "https://example.org/b"), ("b", "https://example.org/x/b"),
            ("../b", "https://example.org/b"), ("?q", "https://example.org/x/y?q"),
            ("#f", "https://example.org/x/y?a=1"), ("", "https://example.org/x/y?a=1"),
            ("//cdn.test/b", "https://cdn.test/b"), ("\\\\cdn.test\\b", "https://cdn.test/b"),
            ("http://cdn.test", "http://cdn.test/"), ("HTTP:\\\\cdn.test/b", "http://cdn.test/b"),
            (" \n/b ", "https://example.org/b"), ("a:b/c", nil), ("mailto:a@b.test", nil),
            ("javascript:x", nil), ("file:///etc/passwd", nil),
            ("//user@cdn.test/", "https://cdn.test/"), ("//127.1/b", "https://127.0.0.1/b"),
            ("/\u{202e}b", nil), ("https:b", nil),
        ])
    func `a link leads where a browser would go, or nowhere`(
        reference: String, target: String?
    ) throws {
        let base = try WebAddress.read("https://example.org/x/y?a=1")
        #expect(base.resolving(reference)?.text == target)
    }

    @Test func `an address can be made unclickable and read back`() throws {
        let address = try WebAddress.read("https://pictures.example.org:8443/a[.]b(.)c?d")
        #expect(address.defanged == "hxxps://pictures[.]example[.]org:8443/a%5B.%5Db(.)c?d")
        #expect(AddressReading(typed: address.defanged).candidates == [address])
    }
}
