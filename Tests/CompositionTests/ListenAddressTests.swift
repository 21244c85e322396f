// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Composition
import Testing

struct ListenAddressTests {
    @Test(arguments: [
        ("127.0.0.1:80", "127.0.0.1", 80), ("[::1]:0", "::1", 0),
        ("localhost:65535", "localhost", 65_535),
    ])
    func `a listening address is read`(text: String, host: String, port: Int) {
        #expect(ListenAddress(text)?.host == host)
        #expect(ListenAddress(text)?.port == port)
    }

    @Test(arguments: [
        "", "80", ":80", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:65536", "127.0.0.1:-1",
        "127.0.0.1:+80", "a b:80", "[::1:80", "\u{322}[\u{322}:0:120", "exämple.test:80",
    ])
    func `anything else is no listening address`(text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
