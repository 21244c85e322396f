// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Testing

@testable import Outbound

@Suite struct MailAddressTests {
    @Test(
        arguments: [
            ("abuse@example.test", "abuse@example.test"),
            ("A.b+c@EXAMPLE.test", "A.b+c@example.test"),
            ("o'neil@example.test", "o'neil@example.test"),
            ("abuse@bücher.test", "abuse@xn--bcher-kva.test"),
        ])
    func `a plain address is taken`(typed: String, text: String) {
        #expect(MailAddress(typed)?.text == text)
    }

    @Test(
        arguments: [
            "", "@", "abuse", "abuse@", "@example.test", "a@b@example.test", "a b@example.test",
            "a@example", "a@127.0.0.1", "a@[127.0.0.1]", "a@example.test\r\nBcc: b@example.test",
            "a\r\nRCPT TO:<b@example.test>@example.test", "a@example.test\n",
            "\"a b\"@example.test",
            "a@example.test>", "<a@example.test>", "a,b@example.test",
            "a@example.test,b@example.test",
            "a..b@example.test", ".a@example.test", "a.@example.test", "é@example.test",
            "a(comment)@example.test", "a@exa mple.test", "a@\u{202e}example.test",
            "a\u{0}@example.test",
            String(repeating: "a", count: 65) + "@example.test",
            "a@" + String(repeating: "b.", count: 130) + "test",
        ])
    func `anything that could be a second recipient or a second header is not`(typed: String) {
        #expect(MailAddress(typed) == nil)
    }

    @Test(
        arguments: [
            ("smtp://relay.test:587", MailRelay.Security.required, false, true),
            ("smtps://relay.test", .none, true, true), ("smtp://relay.test", .none, false, true),
            // Passwords do not travel in the clear, except within this machine.
            ("smtp://relay.test", .none, true, false), ("smtp://127.0.0.1:25", .none, true, true),
            ("smtp://localhost:25", .none, true, true), ("smtp://[::1]:25", .none, true, true),
            ("smtp://127.evil.test:25", .none, true, false),
            ("smtp://localhost.evil.test", .none, true, false),
            ("smtp://[::1]evil.test:25", .none, true, false),
            ("smtp://[::1", .required, false, false), ("smtp://a.test:b", .required, false, false),
            ("smtp://a.test:", .required, false, false),
            ("relay.test", .required, false, false), ("http://relay.test", .required, false, false),
            ("smtp://", .required, false, false),
            ("smtp://u:p@relay.test", .required, false, false),
            ("smtp://relay.test/path", .required, false, false),
            ("smtp://relay.test\r\nx", .required, false, false),
        ])
    func `a relay is an address, and nothing else`(
        url: String, security: MailRelay.Security, signsIn: Bool, isTaken: Bool
    ) {
        let relay = MailRelay(
            url, security: security,
            credentials: signsIn ? .init(user: "hotline", password: "rain") : nil)
        #expect((relay != nil) == isTaken)
    }

    @Test func `with a password, opportunistic is required`() throws {
        let credentials = MailRelay.Credentials(user: "hotline", password: "rain")
        let relay = try #require(
            MailRelay("smtp://relay.test", security: .opportunistic, credentials: credentials))
        #expect(relay.security == .required)
    }
}
