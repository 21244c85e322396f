// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ReportFormats
import TestSupport
import Testing

@Suite struct JSONTokenizerTests {
    private static let sample =
        "\u{feff}{\"a\": [1, -2.5e+3, true, false, null, \"x\\n\\u00e9\\ud83d\\ude00\"], \"b\": {}}"

    private func tokens(
        _ bytes: [UInt8], chunk: Int, tokenizer: JSONTokenizer = JSONTokenizer()
    ) throws -> [JSONTokenizer.Token] {
        var tokenizer = tokenizer
        var tokens: [JSONTokenizer.Token] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            try tokenizer.feed(Array(bytes[start..<min(start + chunk, bytes.count)])) { token, _ in
                tokens.append(token)
            }
        }
        try tokenizer.finish { token, _ in tokens.append(token) }
        return tokens
    }

    @Test(arguments: [1, 2, 3, 7, 1_000])
    func `chunks of any size give the same tokens`(chunk: Int) throws {
        let tokens = try tokens(Array(Self.sample.utf8), chunk: chunk)
        #expect(
            tokens == [
                .beginObject, .name("a"), .beginArray, .number("1"), .number("-2.5e+3"),
                .bool(true), .bool(false), .null, .string("x\né😀", isCut: false), .endArray,
                .name("b"), .beginObject, .endObject, .endObject,
            ])
    }

    @Test(arguments: [
        "{\"a\" 1}", "{a: 1}", "[1,]", "{\"a\":1,}", "[01]", "[1.]", "[.5]", "[+1]", "[tru]",
        "[nul]",
        "[1 2]", "{\"a\":}", "]", "}", "[}", "{]", "\"a\" \"b\"", "[\"\u{1}\"]", "[\"\\x\"]",
        "[\"\\u12g4\"]", "{1: 2}", "[1]]", ",", ":", "[,1]", "NaN", "[\u{feff}1]", "{\"a\",}",
    ])
    func `text that is no JSON is refused`(text: String) {
        #expect(throws: JSONFault.malformed) { try tokens(Array(text.utf8), chunk: 1) }
    }

    @Test(arguments: ["", " ", "[", "{\"a\": 1", "\"abc", "[\"\\", "[\"\\u12"])
    func `text that ends too early is refused`(text: String) {
        #expect(throws: JSONFault.truncated) { try tokens(Array(text.utf8), chunk: 4) }
    }

    @Test func `containers deeper than the bound are refused before they cost memory`() {
        let text = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(throws: JSONFault.tooDeep) {
            try tokens(text, chunk: 65_536, tokenizer: JSONTokenizer(depthMax: 20))
        }
    }

    @Test func `strings longer than the bound are cut and say so`() throws {
        let text = "[\"" + String(repeating: "é", count: 100) + "\"]"
        let tokenizer = JSONTokenizer(depthMax: 4, stringBytesMax: 10)
        let tokens = try tokens(Array(text.utf8), chunk: 5, tokenizer: tokenizer)
        #expect(tokens == [.beginArray, .string("ééééé", isCut: true), .endArray])
    }

    @Test func `halves of surrogate pairs and broken UTF-8 are repaired`() throws {
        let text = Array("[\"\\ud83dx\", \"\\ude00\", \"".utf8) + [0xff] + Array("\"]".utf8)
        let tokens = try tokens(text, chunk: 3)
        #expect(
            tokens == [
                .beginArray, .string("\u{fffd}x", isCut: false), .string("\u{fffd}", isCut: false),
                .string("\u{fffd}", isCut: false), .endArray,
            ])
    }

    @Test func `lines are counted`() throws {
        var tokenizer = JSONTokenizer()
        var lines: [Int] = []
        try tokenizer.feed(Array("[\n1,\n\n2\n]".utf8)) { _, line in lines.append(line) }
        #expect(lines == [1, 2, 4, 5])
    }

    @Test(arguments: 0..<8)
    func `mutated text neither crashes nor loses count of its containers`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<1_000 {
            let text = random.mutate(Array(Self.sample.utf8))
            var tokenizer = JSONTokenizer(depthMax: 8, stringBytesMax: 16)
            var depth = 0
            var depths: [Int] = []
            let isWhole: Bool
            do {
                let count: (JSONTokenizer.Token, Int) -> Void = { token, _ in
                    switch token {
                    case .beginArray, .beginObject: depth += 1
                    case .endArray, .endObject: depth -= 1
                    default: break
                    }
                    depths.append(depth)
                }
                try tokenizer.feed(text, to: count)
                try tokenizer.finish(to: count)
                isWhole = true
            } catch {
                isWhole = false
            }
            #expect(depths.allSatisfy { (0...8).contains($0) })
            #expect(!isWhole || depth == 0)
        }
    }
}
