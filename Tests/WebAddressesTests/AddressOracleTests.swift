// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import TestSupport
import Testing

@testable import WebAddresses

/// Foreign readers of the same texts: a browser's parser, and a tool of people who defang.
@Suite struct AddressOracleTests {
    private static let schemes = [
        "http://", "HTTPS://", "http:/", "http:\\\\", "https:", "http:///",
    ]
    private static let users = ["", "", "u@", "u:p@", "a.test@", "u:p@x@", "%40@"]
    private static let hosts = [
        "example.org", "EXAMPLE.org.", "a_b.test", "bücher.example", "faß.example", "例え。テスト",
        "ｅｘ.test", "127.1", "0x7f.1", "0300.0.2.7", "2130706433", "256.1.1.1", "1.2.3", "0x",
        "0xg.1", "1.2.3.4.5", "[2001:db8::1]", "[::1", "exa%6dple.org", "a%2fb.test",
        "xn--bcher-kva.example", "ΒΌΛΟΣ.test", "İ.test", "☃.test", "①.②.③.④", "1.2.3.4.",
        "0.0.0.08", "a b.test", "ﬀ.test", "Ⅷ.test", "ａ．ｂ", "a℀b.test", "\u{301}a.test",
        "१.test", "na\u{308}ive.test", "-a.test", "a\u{FE0F}b.test",
        "\u{646}\u{627}\u{645}\u{647}\u{200C}\u{627}\u{6CC}.test",
    ]
    private static let ports = ["", "", ":80", ":443", ":8080", ":00080", ":65536", ":", ":8x"]
    private static let targets = ["", "/a/../b", "/a b", "?q", "#f", "\\a", "/é", "?é#x"]

    @Test func `what is read as an address leads where a browser would go`() async throws {
        var random = SplitMix(seed: 7)
        func pick(_ choices: [String]) -> String {
            choices[Int(random.next() % UInt64(choices.count))]
        }
        let texts = (0..<4_000).map { _ in
            pick(Self.schemes) + pick(Self.users) + pick(Self.hosts) + pick(Self.ports)
                + pick(Self.targets)
        }
        let answers = try await PythonTool.run(
            "Tests/WebAddressesTests/Oracle/browser_addresses.py",
            input: Self.lines(texts)
        ).split(separator: "\n")
        #expect(answers.count == texts.count)
        var readCount = 0
        for (text, answer) in zip(texts, answers) {
            guard let address = WebAddress(text) else { continue }
            readCount += 1
            let port = address.port == address.scheme.defaultPort ? "-" : "\(address.port)"
            #expect(
                "\(address.scheme.rawValue): \(address.host.text) \(port)" == answer,
                "\(text.debugDescription)")
        }
        #expect(readCount > 1_500)
    }

    private static let disguises: [[String]] = [
        ["hxxp", "hXXps", "http", "xxxx"], ["://", "[:]//", "[://]", "(:)//"],
        ["example[.]org", "example(.)org", "example{.}org", "example[dot]org", "192[.]0[.]2[.]7"],
        ["", "/a", "/a?b=c"],
    ]

    @Test func `what others refang is read as they mean it`() async throws {
        let texts = Self.disguises.reduce([""]) { starts, ends in
            starts.flatMap { start in ends.map { start + $0 } }
        }
        let answers = try await PythonTool.run(
            "Tests/WebAddressesTests/Oracle/refanged.py", input: Self.lines(texts)
        ).split(separator: "\n")
        #expect(answers.count == texts.count)
        for (text, answer) in zip(texts, answers) {
            let bytes = try #require(Hexadecimal.decode(answer))
            let plain = AddressReading(kept: String(decoding: bytes, as: UTF8.self))
            #expect(!plain.candidates.isEmpty)
            #expect(AddressReading(typed: text).candidates == plain.candidates, "\(text)")
        }
    }

    private static func lines(_ texts: [String]) -> [UInt8] {
        Array(
            texts.map { Hexadecimal.encode(Array($0.utf8)) }.joined(separator: "\n").utf8)
    }
}
