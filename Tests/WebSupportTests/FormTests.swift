// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Testing
import WebSupport

@Suite struct FormTests {
    @Test func `fields keep their order, repeated names and decoded text`() throws {
        let form = try Form(
            urlEncoded: Array("a=1+2&b=%C3%A9t%C3%A9&a=3&c".utf8), limits: .standard)
        #expect(form.fields.map(\.name) == ["a", "b", "a", "c"])
        #expect(form["a"] == "1 2")
        #expect(form["b"] == "été")
        #expect(form.contains("c") && form["c"].isEmpty)
    }

    @Test func `line ends of browsers become line feeds`() throws {
        let form = try Form(urlEncoded: Array("a=x%0D%0Ay%0Dz".utf8), limits: .standard)
        #expect(form["a"] == "x\ny\nz")
    }

    @Test(arguments: [
        ("a=%ff", WebError.notUTF8), ("a=%c3", .notUTF8), ("a=%", .malformedEscape),
        ("a=%g0", .malformedEscape), ("a=%1b", .controlCharacter), ("a=%7f", .controlCharacter),
        ("a=12345", .fieldTooLarge), ("a=1&b=1&c=1&d=1", .tooManyFields),
    ])
    func `what is damaged or too much is refused`(body: String, error: WebError) {
        let limits = FormLimits(fieldsMax: 3, fieldBytesMax: 4)
        #expect(throws: error) { try Form(urlEncoded: Array(body.utf8), limits: limits) }
    }
}
