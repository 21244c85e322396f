// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import NightlightCore
import Testing

@Suite struct SignInTests {
    @Test func `signing in sets one cookie that scripts and other sites cannot use`() async throws {
        let rig = try await WorkbenchRig(isSecure: true)
        try await rig.browse { browser in
            _ = try await browser.get("/sign-in")
            let page = try await browser.post(
                "/sign-in", [("name", "analyst"), ("password", WorkbenchRig.password)])
            #expect(page.status == 303)
            #expect(page.location == "/")
            let cookie = page.cookies.first { $0.hasPrefix("__Host-nightlight-session=") } ?? ""
            #expect(cookie.contains("; HttpOnly; SameSite=Strict; Secure"))
            #expect(cookie.contains("Path=/") && !cookie.contains("Domain"))
            #expect(try await browser.get("/").status == 200)
        }
    }

    @Test(arguments: [("analyst", "wrong"), ("nobody", WorkbenchRig.password)])
    func `a wrong name and a wrong password get the same answer`(name: String, password: String)
        async throws
    {
        let rig = try await WorkbenchRig()
        try await rig.browse { browser in
            _ = try await browser.get("/sign-in")
            let page = try await browser.post("/sign-in", [("name", name), ("password", password)])
            #expect(page.status == 400)
            #expect(page.text.contains("Name and password do not match"))
            #expect(page.text.contains("<title>Error: Sign in"))
            #expect(!page.cookies.contains { $0.contains("session") })
        }
    }

    @Test func `too many failures say when to come back`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse { browser in
            _ = try await browser.get("/sign-in")
            var last: Page?
            for _ in 0...SignInThrottle.freeFailures {
                last = try await browser.post("/sign-in", [("name", "analyst"), ("password", "x")])
            }
            #expect(last?.status == 429)
            #expect(last?.headers[.retryAfter] != nil)
        }
    }

    @Test func `strangers who try a name keep nobody out on their own device`() async throws {
        let rig = try await WorkbenchRig()
        let right = [("name", "analyst"), ("password", WorkbenchRig.password)]
        let wrong = [("name", "analyst"), ("password", "not this one")]
        try await rig.browse { known in
            _ = try await known.get("/sign-in")
            #expect(try await known.post("/sign-in", right).status == 303)
            _ = try await known.get("/account")
            _ = try await known.post("/sign-out")
            try await rig.browse { stranger in
                _ = try await stranger.get("/sign-in")
                for _ in 0...SignInThrottle.freeFailures {
                    _ = try await stranger.post("/sign-in", wrong)
                }
                #expect(try await stranger.post("/sign-in", right).status == 429)
            }
            _ = try await known.get("/sign-in")
            #expect(try await known.post("/sign-in", right).status == 303)
        }
    }

    @Test func `without the token of its form, nothing is done`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse { browser in
            let early = try await browser.post(
                "/sign-in", [("name", "analyst"), ("password", WorkbenchRig.password)], token: "x")
            #expect(early.status == 403)
        }
        try await rig.browse(as: .administrator) { browser in
            let page = try await browser.post("/accounts", [("name", "kitten")], token: "AAAA")
            #expect(page.status == 403)
        }
        #expect(try await rig.accounts.list().count == 3)
    }

    @Test func `a one-time link gives a password once`() async throws {
        let rig = try await WorkbenchRig()
        let link = try await rig.browse(as: .administrator) { browser in
            _ = try await browser.get("/accounts")
            let page = try await browser.post(
                "/accounts", [("name", "new.person"), ("role", "analyst"), ("language", "fr")])
            #expect(page.status == 200)
            return page.between("<code>", "</code>")
        }
        #expect(link.hasPrefix("http://127.0.0.1:8082/welcome/"))
        let path = String(link.dropFirst("http://127.0.0.1:8082".count))
        let token = String(path.dropFirst("/welcome/".count))
        try await rig.browse { browser in
            _ = try await browser.get(path)
            let short = try await browser.post(
                "/welcome", [("link", token), ("password", "short"), ("repeated", "short")])
            #expect(short.status == 400)
            let fields = [
                ("link", token), ("password", "snow falls on seven hats"),
                ("repeated", "snow falls on seven hats"),
            ]
            let page = try await browser.post("/welcome", fields)
            #expect(page.status == 303)
            #expect(try await browser.get("/").text.contains("<html lang=\"fr\""))
            browser.clearCookies()
            _ = try await browser.get(path)
            let again = try await browser.post("/welcome", fields)
            #expect(again.status == 400)
        }
    }

    @Test func `signing out ends the session everywhere it was copied to`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .analyst) { browser in
            _ = try await browser.get("/")
            let page = try await browser.post("/sign-out")
            #expect(page.location == "/sign-in?done=signed-out")
            #expect(try await browser.get("/").location == "/sign-in")
        }
    }

    @Test func `a session that was left alone ends, and says so`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .analyst) { browser in
            rig.time.advance(by: .minutes(31))
            let page = try await browser.get("/")
            #expect(page.location == "/sign-in?done=session-ended")
            let signIn = try await browser.get("/sign-in?done=session-ended")
            #expect(signIn.text.contains("Your session has ended"))
        }
    }

    @Test func `the language stays chosen, on failures too`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .analyst) { browser in
            _ = try await browser.get("/")
            _ = try await browser.post("/language", [("language", "fr"), ("back", "/system")])
            #expect(try await browser.get("/").text.contains("<html lang=\"fr\""))
            #expect(try await browser.get("/nowhere").text.contains("<html lang=\"fr\""))
        }
    }
}
