// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import NightlightCore
import Testing

@Suite struct OwnAccountTests {
    private static let new = "rain falls on eight hats"

    private static func fields(
        current: String = WorkbenchRig.password, new: String = new, repeated: String = new
    ) -> [(String, String)] {
        [("current", current), ("password", new), ("repeated", repeated)]
    }

    @Test func `a new password ends every other session and keeps this one`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .analyst) { other in
            try await rig.browse(as: .analyst) { browser in
                _ = try await browser.get("/account")
                let former = browser.cookie("nightlight-session")
                let page = try await browser.post("/account/password", Self.fields())
                #expect(page.location == "/account?done=password-changed")
                #expect(browser.cookie("nightlight-session") != former)
                #expect(try await browser.get("/account").status == 200)
            }
            #expect(try await other.get("/").location == "/sign-in?done=session-ended")
        }
        try await rig.browse { browser in
            _ = try await browser.get("/sign-in")
            let page = try await browser.post(
                "/sign-in", [("name", "analyst"), ("password", Self.new)])
            #expect(page.location == "/")
        }
    }

    @Test func `a refused password says why and changes nothing`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .analyst) { browser in
            _ = try await browser.get("/account")
            let cases = [
                (Self.fields(repeated: "another one entirely"), "The two passwords differ"),
                (Self.fields(new: "short", repeated: "short"), "Use at least 12 characters"),
                (Self.fields(current: "not this one"), "This is not your present password"),
            ]
            for (fields, text) in cases {
                let page = try await browser.post("/account/password", fields)
                #expect(page.status == 400)
                #expect(page.text.contains(text))
                #expect(!page.text.contains(Self.new))
            }
            #expect(try await browser.get("/account").status == 200)
        }
    }

    @Test func `guessing the present password is slowed down`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .analyst) { browser in
            _ = try await browser.get("/account")
            var last: Page?
            for _ in 0...SignInThrottle.freeFailures {
                last = try await browser.post(
                    "/account/password", Self.fields(current: "not this one"))
            }
            #expect(last?.status == 429)
            #expect(last?.headers[.retryAfter] != nil)
        }
    }

    @Test func `signing out everywhere ends every session of one's own`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .analyst) { other in
            try await rig.browse(as: .supervisor) { third in
                try await rig.browse(as: .analyst) { browser in
                    _ = try await browser.get("/account")
                    let page = try await browser.post("/account/sign-out-everywhere")
                    #expect(page.location == "/sign-in?done=signed-out-everywhere")
                    #expect(try await browser.get("/").location == "/sign-in")
                }
                #expect(try await third.get("/").status == 200)
            }
            #expect(try await other.get("/").location == "/sign-in?done=session-ended")
        }
        #expect(try await rig.auditCount(.accountSignedOutEverywhere) == 1)
    }
}
