// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Composition
import Foundation
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

    @Test(arguments: [
        ("127.0.0.1:1", true), ("127.8.8.8:1", true), ("[::1]:1", true), ("localhost:1", true),
        ("0.0.0.0:1", false), ("[::]:1", false), ("192.0.2.1:1", false),
        ("127.example.org:1", false), ("127.0.0.1.example.org:1", false),
    ])
    func `what other machines can reach needs an https address`(
        address: String, isLoopback: Bool
    ) throws {
        #expect(ListenAddress(address)?.isLoopback == isLoopback)
        for (base, listen) in [
            (Setting.publicBaseURL, Setting.publicAddress), (.workbenchBaseURL, .workbenchAddress),
        ] {
            for url in [nil, "http://report.example.org", "https://report.example.org"] {
                var values = [listen: address]
                values[base] = url
                let settings = Settings(
                    dataDirectory: URL(filePath: "/nonexistent"), values: values)
                let isSecure = url?.hasPrefix("https") ?? false
                if isSecure || isLoopback {
                    #expect(try settings.isSecure(base, at: listen) == isSecure)
                } else {
                    #expect(throws: SettingsError.insecure(base)) {
                        try settings.isSecure(base, at: listen)
                    }
                }
            }
        }
    }
}
