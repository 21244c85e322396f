// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Testing

@testable import Commands

struct TextTableTests {
    @Test func `columns line up and the last one is not padded`() {
        var table = TextTable(["Name", "Count"])
        table.add(["kitten", "1"])
        table.add(["hail", "200"])
        #expect(table.rendered == "Name    Count\nkitten  1\nhail    200")
    }

    @Test func `control characters cannot reach a terminal`() {
        var table = TextTable(["A"])
        table.add(["x\u{1b}[2Jy\nz\u{9b}1m"])
        #expect(!table.rendered.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x9b })
        #expect(table.rendered.split(separator: "\n").count == 2)
    }
}
