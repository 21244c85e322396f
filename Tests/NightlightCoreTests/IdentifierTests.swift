// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Testing

private enum Thing {}

struct IdentifierTests {
    @Test func `an identifier is a version 7 UUID that carries its time`() {
        let time = Timestamp(secondsSinceEpoch: 1_700_000_000)
        let text = Identifier<Thing>(at: time).text
        let plain = text.filter { $0 != "-" }
        #expect(text.count == 36)
        #expect(Int64(plain.prefix(12), radix: 16) == 1_700_000_000_000)
        #expect(Array(text)[14] == "7")
        #expect("89ab".contains(Array(text)[19]))
    }

    @Test func `identifiers of one moment differ`() {
        let time = Timestamp(secondsSinceEpoch: 1_700_000_000)
        let made = Set((0..<1_000).map { _ in Identifier<Thing>(at: time) })
        #expect(made.count == 1_000)
    }

    @Test func `a later identifier sorts after an earlier one`() {
        let early = Identifier<Thing>(at: Timestamp(secondsSinceEpoch: 1_700_000_000))
        let late = Identifier<Thing>(at: Timestamp(secondsSinceEpoch: 1_700_000_001))
        #expect(early.text < late.text)
    }

    @Test(arguments: [
        "", "x", "0190163D-0000-7000-8000-000000000000", "0190163d-0000-7000-8000-00000000000",
        "0190163d-0000-7000-8000-0000000000000", "0190163dx0000-7000-8000-000000000000",
        "0190163d-0000-7000-8000-00000000000é", "'; DROP TABLE report; --",
    ])
    func `text that is no lower-case UUID is refused`(text: String) {
        #expect(Identifier<Thing>(text) == nil)
    }

    @Test func `what was made can be read back`() {
        let made = Identifier<Thing>(at: Timestamp(secondsSinceEpoch: 1_700_000_000))
        #expect(Identifier<Thing>(made.text) == made)
    }
}
