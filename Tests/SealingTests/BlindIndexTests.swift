// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import Foundation
import NightlightCore
import Sealing
import Testing

struct BlindIndexTests {
    let index = BlindIndex(key: [UInt8](repeating: 9, count: 32))

    @Test func `equal texts of one domain meet`() {
        #expect(
            index.digest("rain.test", domain: "host") == index.digest("rain.test", domain: "host"))
    }

    @Test func `nothing else meets`() {
        let digest = index.digest("rain.test", domain: "host")
        #expect(digest != index.digest("rain.test", domain: "address"))
        #expect(digest != index.digest("ain.test", domain: "hostr"))
        #expect(
            digest
                != BlindIndex(key: [UInt8](repeating: 8, count: 32))
                .digest("rain.test", domain: "host"))
    }

    /// Stored digests must be found again by every later version of the program.
    @Test func `the construction does not change`() {
        var message: [UInt8] = []
        for name in ["nightlight/blind-index/v1", "host", "rain.test"] {
            message += [0, 0, 0, UInt8(name.utf8.count)] + Array(name.utf8)
        }
        let key = SymmetricKey(data: [UInt8](repeating: 9, count: 32))
        let expected = Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
        #expect(index.digest("rain.test", domain: "host") == expected)
    }
}
