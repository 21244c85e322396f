// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Testing

@testable import WebAddresses

@Suite struct AddressReadingTests {
    @Test(arguments: AddressExample.all)
    func `an address is read as what it means`(example: AddressExample) throws {
        let line = AddressLine(typed: example.typed)
        let reading = try #require(line.addresses.first)
        #expect(line.addresses.count == 1)
        #expect(reading.kind == example.kind)
        #expect(reading.text == example.text)
        #expect(reading.candidates.map(\.text) == example.candidates)
        #expect((reading.refusal == nil) == !example.candidates.isEmpty)
    }

    @Test(arguments: AddressExample.all)
    func `what is kept reads as itself, for the form and for fetching`(
        example: AddressExample
    ) throws {
        let reading = try #require(AddressLine(typed: example.typed).addresses.first)
        #expect(AddressLine(typed: reading.text).addresses == [reading])
        #expect(AddressReading(typed: reading.text) == reading)
        #expect(AddressReading(kept: reading.text) == reading)
        for candidate in reading.candidates {
            #expect(WebAddress(candidate.text) == candidate)
            #expect(AddressReading(kept: candidate.text).candidates == [candidate])
            let defanged = AddressReading(typed: candidate.defanged)
            #expect(defanged.candidates.map(\.origin) == [candidate.origin])
        }
    }

    @Test(arguments: [
        ("kittens.test/a?b#key", 1, "http://kittens.test/a?b#key"),
        ("kittens.test/a#key", 0, "https://kittens.test/a#key"),
        ("kittens.test:8080", 1, "http://kittens.test:8080/"),
        ("192.0.2.7", 1, "http://192.0.2.7/"), ("2001:db8::7", 1, "http://[2001:db8::7]/"),
        ("https://kittens.test/a#key", 0, "https://kittens.test/a#key"),
    ])
    func `what was typed without a scheme settles on the one that answered`(
        typed: String, place: Int, text: String
    ) throws {
        let reading = AddressReading(typed: typed)
        let answered = reading.candidates[place]
        let settled = reading.settled(on: answered)
        #expect(settled.text == text)
        #expect(settled.candidates == [answered])
        #expect(settled == AddressReading(kept: settled.text))
        // Another place did not answer for this one.
        let other = try #require(WebAddress("http://rain.test/"))
        #expect(reading.settled(on: other) == reading)
    }

    @Test(arguments: [
        ("http://", AddressReading.Kind.url, AddressRefusal.noHost), ("https:///", .url, .noHost),
        ("http://localhost/", .url, .notPublicName), ("http://intranet/", .url, .notPublicName),
        ("http://exam ple.org/", .url, .badHost), ("http:" + "//example..org/", .url, .badHost),
        ("http://example.org:0/", .url, .badPort), ("http://example.org:65536/", .url, .badPort),
        ("http://example.org:80x/", .url, .badPort), ("http://1.2.3.256/", .url, .badNumber),
        ("http:" + "//example.1/", .url, .badNumber), ("example.org:99999", .url, .badPort),
        ("http://" + String(repeating: "a", count: 64) + ".test/", .url, .labelTooLong),
        ("http://" + String(repeating: "a.", count: 127) + "test/", .url, .nameTooLong),
        ("http://[fe80::1%25eth0]/", .url, .zone), ("fe80::1%eth0", .ipAddress, .zone),
        ("192.0.2.08", .ipAddress, .badNumber), ("ftp://example.org/a", .other, .unknownScheme),
        ("javascript:alert(1)", .other, .unknownScheme), ("data:,kittens", .other, .unknownScheme),
        ("rain@example.org", .emailAddress, .notWeb), ("the green door", .other, .notRead),
        ("", .other, .empty), ("\u{200B}", .other, .empty),
        (String(repeating: "a", count: 8_193), .other, .tooLong),
    ])
    func `what cannot be fetched says why`(
        typed: String, kind: AddressReading.Kind, refusal: AddressRefusal
    ) {
        let reading = AddressReading(typed: typed)
        #expect(reading.kind == kind)
        #expect(reading.refusal == refusal)
        #expect(reading.candidates.isEmpty)
    }

    @Test(arguments: [
        ("https://a.example.org/1", "HTTPS://A.example.org:443/1#top"),
        ("b.example.org/x", "https://b.example.org/x"),
        ("https://bücher.example/", "https://xn--bcher-kva.example"),
        ("http://127.1/", "http://2130706433/"),
        ("https://example.org/%7e", "https://example.org/~"),
        ("+44 (0)20 7946 0000", "0044 20 7946 0000"), ("@Kitten", "@kitten"),
        ("Rain@Example.org", "mailto:rain@example.org"), ("2001:db8::1", "[2001:DB8:0::1]"),
        ("magnet:?xt=urn:btih:AB&tr=x", "magnet:?dn=rain&xt=urn:btih:ab"),
    ])
    func `two spellings of one address are equal`(first: String, second: String) {
        let (first, second) = (AddressReading(typed: first), AddressReading(typed: second))
        #expect(first.canonical == second.canonical)
    }

    @Test(arguments: [
        ("https://example.org/#!a", "https://example.org/#!b"),
        ("http://example.org/", "https://example.org/"), ("192.0.2.7", "192.0.2.8"),
        ("192.0.2.7:80", "192.0.2.7:8080"), ("https://example.org/a", "https://example.org/A"),
    ])
    func `two addresses are not one`(first: String, second: String) {
        #expect(AddressReading(typed: first).canonical != AddressReading(typed: second).canonical)
    }

    @Test(arguments: [
        ("https://a.test/1, https://b.test/2", ["https://a.test/1", "https://b.test/2"]),
        ("https://a.test/1 https://b.test/2", ["https://a.test/1", "https://b.test/2"]),
        ("https://a.test/1;https://b.test/2", ["https://a.test/1", "https://b.test/2"]),
        ("https://a.test/1,2", ["https://a.test/1,2"]),
        ("a.test and b.test", ["a.test", "b.test"]), ("a.test / b.test", ["a.test", "b.test"]),
        ("1. https://a.test/1", ["https://a.test/1"]), ("2) a.test/1", ["a.test/1"]),
        ("[3] https://a.test/1", ["https://a.test/1"]), ("#4 a.test", ["a.test"]),
        ("1.https://a.test/1", ["https://a.test/1"]), ("• https://a.test/1", ["https://a.test/1"]),
        ("- hxxps://a[.]test/1", ["https://a.test/1"]),
        ("> > https://a.test/1", ["https://a.test/1"]),
        ("Link: https://a.test/1", ["https://a.test/1"]),
        ("a.test, 192.0.2.7, rain@a.test", ["a.test", "192.0.2.7", "rain@a.test"]),
        ("https://a.test/my picture.jpg", ["https://a.test/my%20picture.jpg"]),
        ("(555) 010 0199", ["(555) 010 0199"]), ("01 23 45 67 89", ["01 23 45 67 89"]),
    ])
    func `a line is taken apart into its addresses`(line: String, addresses: [String]) {
        let read = AddressLine(typed: line)
        #expect(read.addresses.map(\.text) == addresses)
        #expect(read.words == nil)
    }

    @Test(arguments: [
        ("look at https://a.test/1 please", ["https://a.test/1"]),
        ("https://a.test/1 the second picture", ["https://a.test/1"]),
        ("rain at example dot org", ["rain@example.org"]),
        ("[a page](https://a.test/1)", ["https://a.test/1"]),
        ("<a href=\"https://a.test/1\">a page</a>", ["https://a.test/1"]),
        ("https://a.test/1 and 192.0.2.7 in the evening", ["https://a.test/1", "192.0.2.7"]),
    ])
    func `words beside an address are kept with their line`(line: String, addresses: [String]) {
        let read = AddressLine(typed: line)
        #expect(read.addresses.map(\.text) == addresses)
        #expect(read.words == line)
    }

    @Test(arguments: [
        "the green door", "@kitten on the green app", "end.Then more words", "",
        "call 555 010 0000 now", "meow", "yes",
    ])
    func `words alone stay as they are`(line: String) {
        let read = AddressLine(typed: line)
        #expect(read.addresses.map(\.text) == (line.isEmpty ? [] : [line]))
        #expect(read.addresses.allSatisfy { $0.kind == .other })
        #expect(read.words == nil)
    }
}
