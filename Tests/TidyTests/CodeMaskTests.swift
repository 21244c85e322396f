// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Testing

/// The scanner that the other rules stand on.
@Suite struct CodeMaskTests {
    struct Sample: CustomTestStringConvertible, Sendable {
        let source: String
        let masked: String
        var testDescription: String { source }
    }

    @Test(arguments: [
        Sample(source: "a // b", masked: "a     "),
        Sample(source: "a /* b /* c */ d */ e", masked: "a                   e"),
        Sample(source: #"f("x{y")"#, masked: #"f("   ")"#),
        Sample(source: #"f("a\"{")"#, masked: #"f("    ")"#),
        Sample(source: #""a\(b("c"))d""#, masked: #""   b(" ")  ""#),
        Sample(source: ##"#"a\"#"##, masked: ##"#"  "#"##),
        Sample(source: "\"\"\"\n{ \"x\"\n\"\"\" y", masked: "\"\"\"\n     \n\"\"\" y"),
        Sample(source: "func `a { b`() {}", masked: "func `     `() {}"),
        Sample(source: "#if x", masked: "#if x"),
    ])
    func `only code is left`(sample: Sample) {
        let masked = CodeMask.masked(Array(sample.source.utf8))
        #expect(String(decoding: masked, as: UTF8.self) == sample.masked)
    }
}
