// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import NightlightCore
import Testing
import WebSupport
import Workbench

@Suite struct SessionTests {
    static let cookie = "nightlight-session"

    @Test func `a session that somebody planted is never the one that is signed in`() async throws {
        let rig = try await WorkbenchRig()
        let planted = String(repeating: "ab", count: 32)
        try await rig.browse { browser in
            browser.plant(Self.cookie, planted)
            _ = try await browser.get("/sign-in")
            _ = try await browser.post(
                "/sign-in", [("name", "analyst"), ("password", WorkbenchRig.password)])
            #expect(browser.cookie(Self.cookie) != planted)
            #expect(try await browser.get("/").status == 200)
        }
        #expect(try await rig.accounts.session(token: planted) == nil)
    }

    @Test func `a queue that asks for itself does not keep a desk signed in`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .analyst) { browser in
            for _ in 1...2 {
                rig.time.advance(by: .minutes(14))
                let page = try await browser.refresh("/")
                #expect(page.status == 200)
            }
            rig.time.advance(by: .minutes(2))
            let page = try await browser.refresh("/")
            #expect(page.status == 303)
        }
    }

    @Test func `signing in again ends the session the browser had`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .analyst) { browser in
            let former = try #require(browser.cookie(Self.cookie))
            _ = try await browser.get("/")
            _ = try await browser.post(
                "/sign-in", [("name", "analyst"), ("password", WorkbenchRig.password)])
            #expect(browser.cookie(Self.cookie) != former)
            #expect(try await rig.accounts.session(token: former) == nil)
        }
    }

    @Test(arguments: [true, false])
    func `every cookie is for this host alone, and for no script`(isSecure: Bool) async throws {
        let rig = try await WorkbenchRig(isSecure: isSecure)
        try await rig.browse { browser in
            let first = try await browser.get("/sign-in")
            let second = try await browser.post(
                "/sign-in", [("name", "analyst"), ("password", WorkbenchRig.password)])
            let third = try await browser.get("/")
            let fourth = try await browser.post("/sign-out")
            let cookies = [first, second, third, fourth].flatMap(\.cookies)
            #expect(cookies.count >= 4)
            for cookie in cookies {
                #expect(cookie.contains("; Path=/; HttpOnly; SameSite=Strict"))
                #expect(cookie.contains("; Secure") == isSecure)
                #expect(cookie.hasPrefix("__Host-") == isSecure)
                #expect(!cookie.contains("Domain"))
            }
        }
    }

    /// Every route that changes something, by who may use it.
    static let posts = Workbench.routeDescriptions.filter { $0.method == "POST" }
        .map { "\($0.path) \($0.access)" }

    @Test(arguments: posts)
    func `a form without its token, or with another's, does nothing`(line: String) async throws {
        let parts = line.split(separator: " ").map(String.init)
        let path = parts[0].replacing("{id}", with: "01900000-0000-7000-8000-000000000000")
        let rig = try await WorkbenchRig()
        let foreign = try await rig.browse(as: .administrator) { browser in
            _ = try await browser.get("/")
            return browser.token
        }
        let before = try await rig.auditCount()
        if parts[1] == "everyone" {
            try await rig.browse { browser in
                _ = try await browser.get("/sign-in")
                for token in ["", "x", foreign] {
                    #expect(try await browser.post(path, token: token).status == 403)
                }
            }
            #expect(try await rig.auditCount() == before)
        } else {
            try await rig.browse(as: .administrator) { browser in
                let signedIn = try await rig.auditCount()
                for token in ["", "x", foreign] {
                    let page = try await browser.post(path, token: token)
                    #expect(page.status == 403)
                    #expect(page.text.contains("web.forged"))
                }
                #expect(try await rig.auditCount() == signedIn)
            }
        }
    }

    @Test func `a post that another site caused is refused`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .administrator) { browser in
            _ = try await browser.get("/accounts")
            let page = try await browser.post(
                "/accounts", [("name", "kitten"), ("role", "analyst"), ("language", "en")],
                site: "cross-site")
            #expect(page.status == 403)
        }
        #expect(try await rig.accounts.list().count == 3)
    }

    @Test(arguments: [
        "//evil.test/", "/\\evil.test", "https://evil.test", "/\t/evil.test", "", "x",
    ])
    func `the language switch never leads to another site`(back: String) async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .analyst) { browser in
            _ = try await browser.get("/")
            let page = try await browser.post("/language", [("language", "fr"), ("back", back)])
            #expect(page.location == "/")
        }
    }

    @Test func `one name's failures do not slow others down, and waiting helps`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse { browser in
            _ = try await browser.get("/sign-in")
            let wrong = [("name", "analyst"), ("password", "not this one")]
            for _ in 0...SignInThrottle.freeFailures {
                _ = try await browser.post("/sign-in", wrong)
            }
            let right = [("name", "analyst"), ("password", WorkbenchRig.password)]
            #expect(try await browser.post("/sign-in", right).status == 429)
            let other = try await browser.post(
                "/sign-in", [("name", "supervisor"), ("password", WorkbenchRig.password)])
            #expect(other.status == 303)
            browser.clearCookies()
            _ = try await browser.get("/sign-in")
            rig.time.advance(by: .minutes(16))
            #expect(try await browser.post("/sign-in", right).status == 303)
        }
    }

    @Test func `a session ends after twelve hours, however much it is used`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .analyst) { browser in
            for _ in 0..<35 {
                rig.time.advance(by: .minutes(20))
                let page = try await browser.get("/account")
                #expect(page.status == 200)
            }
            rig.time.advance(by: .minutes(21))
            let page = try await browser.get("/account")
            #expect(page.status == 303)
        }
    }
}
