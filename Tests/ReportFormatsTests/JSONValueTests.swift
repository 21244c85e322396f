// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import ReportFormats
import Testing

@Suite struct JSONValueTests {
    @Test func `a value is written as it was read, members in their order`() throws {
        let text = #"{"z":[1,2.50,"a\"b\\"],"a":{"k":null,"j":true},"é":"😀"}"#
        #expect(try JSONValue(parsing: Array(text.utf8)).json() == text)
    }

    @Test(arguments: [false, true])
    func `what is written is JSON to other readers too`(pretty: Bool) throws {
        let value = JSONValue.members([
            "text": "line\nend \u{1} \u{2028} \"quoted\" \\ é", "none": nil,
            "list": .array([1, 2]),
            "empty": .array([]), "object": .object([]),
        ])
        let json = value.json(pretty: pretty)
        let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect(read?["text"] as? String == "line\nend \u{1} \u{2028} \"quoted\" \\ é")
        #expect(read?["list"] as? [Int] == [1, 2])
        #expect(read?.count == 4)
        #expect(json.contains("\n") == pretty)
    }

    @Test func `a text of too many values is refused`() {
        let text = "[" + String(repeating: "0,", count: 250_000) + "0]"
        #expect(throws: JSONFault.tooLarge) { try JSONValue(parsing: Array(text.utf8)) }
    }

    @Test func `a text of too many bytes is refused`() {
        #expect(throws: JSONFault.tooLarge) {
            try JSONValue(parsing: Array("[1,2,3]".utf8), bytesMax: 6)
        }
    }

    @Test func `members and elements are found by name and place`() throws {
        let value = try JSONValue(parsing: Array(#"{"a":["x",{"b":"y"}]}"#.utf8))
        #expect(value["a"]?.elements.first?.text == "x")
        #expect(value["a"]?.elements.last?["b"]?.text == "y")
        #expect(value["c"] == nil)
        #expect(value["a"]?["b"] == nil)
        #expect(value.elements.isEmpty)
    }
}
