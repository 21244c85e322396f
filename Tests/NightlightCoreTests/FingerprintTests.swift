// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Testing

struct FingerprintTests {
    @Test(arguments: HashKind.allCases)
    func `only the right number of bytes makes a fingerprint`(kind: HashKind) {
        let right = [UInt8](repeating: 0xa5, count: kind.byteCount)
        #expect(Fingerprint(kind: kind, bytes: right)?.hex.count == kind.byteCount * 2)
        #expect(Fingerprint(kind: kind, bytes: right + [0]) == nil)
        #expect(Fingerprint(kind: kind, bytes: Array(right.dropLast())) == nil)
    }

    @Test func `hexadecimal of either case is read and lower case is written`() {
        let text = "D41D8CD98f00b204e9800998ECF8427e"
        #expect(Fingerprint(kind: .md5, hex: text)?.hex == text.lowercased())
    }

    @Test(arguments: ["", "0", "zz", "0x", "é0", " 00"])
    func `anything else is no hexadecimal`(text: String) {
        #expect(Hexadecimal.decode(text) == nil || text.isEmpty)
        #expect(Fingerprint(kind: .md5, hex: text) == nil)
    }
}
