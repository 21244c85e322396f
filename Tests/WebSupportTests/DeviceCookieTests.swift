// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Testing
import WebSupport

@Suite struct DeviceCookieTests {
    private let cookie = DeviceCookie(key: [UInt8](repeating: 7, count: 32))

    @Test func `a device is known under the name it was made for, and keeps its number`() {
        let made = cookie.make(for: "cirrus", keeping: nil)
        let device = cookie.device(made, of: "cirrus")
        #expect(device != nil)
        let again = cookie.make(for: "cirrus", keeping: device)
        #expect(cookie.device(again, of: "cirrus") == device)
        #expect(cookie.device(cookie.make(for: "cirrus", keeping: nil), of: "cirrus") != device)
    }

    @Test func `another name's, another installation's and a made-up one are a stranger's`() {
        let made = cookie.make(for: "cirrus", keeping: nil)
        let other = DeviceCookie(key: [UInt8](repeating: 8, count: 32))
        #expect(cookie.device(made, of: "nimbus") == nil)
        #expect(other.device(made, of: "cirrus") == nil)
        let first = made.hasPrefix("A") ? "B" : "A"
        let changed = first + made.dropFirst()
        for text in [nil, "", "x", changed, made + "AAAA", String(made.dropLast(4))] {
            #expect(cookie.device(text, of: "cirrus") == nil)
        }
    }
}
