// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import Sealing
import TestSupport
import Testing

struct RecordKeyTests {
    let key = RecordKey.make()

    @Test(arguments: [
        "", "rain", "Les chatons aiment la chaleur : été 🌧", String(repeating: "x", count: 70_000),
    ])
    func `a text comes back as it was`(_ text: String) throws {
        let sealed = try key.seal(text, field: "narrative", record: .numbered(1))
        #expect(try key.open(sealed, field: "narrative", record: .numbered(1)) == text)
        #expect(sealed.count == text.utf8.count + 29)
    }

    @Test func `the same text never looks the same twice`() throws {
        let first = try key.seal("rain", field: "f", record: .numbered(1))
        let second = try key.seal("rain", field: "f", record: .numbered(1))
        #expect(first != second)
    }

    @Test(arguments: [
        ("other", 1), ("narrative", 2), ("", 1), ("narrative ", 1),
    ])
    func `a value moved to another place does not open`(_ field: String, _ record: Int) throws {
        let sealed = try key.seal("rain", field: "narrative", record: .numbered(1))
        #expect(throws: SealingError.notAuthentic) {
            try key.open(sealed, field: field, record: .numbered(record))
        }
    }

    @Test func `another key does not open`() throws {
        let sealed = try key.seal("rain", field: "f", record: .numbered(1))
        #expect(throws: SealingError.notAuthentic) {
            try RecordKey.make().open(sealed, field: "f", record: .numbered(1))
        }
    }

    @Test(arguments: 1..<33)
    func `a change of any byte behind the version is noticed`(_ index: Int) throws {
        var sealed = try key.seal("rain", field: "f", record: .numbered(1))
        #expect(sealed.count == 33)
        sealed[index] ^= 0x40
        #expect(throws: SealingError.notAuthentic) {
            try key.open(sealed, field: "f", record: .numbered(1))
        }
    }

    @Test(arguments: [0, 2, 255] as [UInt8])
    func `another version is named`(_ version: UInt8) throws {
        var sealed = try key.seal("rain", field: "f", record: .numbered(1))
        sealed[0] = version
        #expect(throws: SealingError.unknownVersion(version)) {
            try key.open(sealed, field: "f", record: .numbered(1))
        }
    }

    @Test(arguments: [0, 1, 12, 28])
    func `a cut envelope is called cut`(_ count: Int) throws {
        let sealed = try key.seal("rain", field: "f", record: .numbered(1))
        #expect(throws: SealingError.truncated) {
            try key.open(Array(sealed.prefix(count)), field: "f", record: .numbered(1))
        }
    }

    @Test func `a text over the bound is refused`() {
        let text = String(repeating: "x", count: RecordKey.textBytesMax + 1)
        #expect(throws: SealingError.tooLong) {
            try key.seal(text, field: "f", record: .numbered(1))
        }
    }
}
