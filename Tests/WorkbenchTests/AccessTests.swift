// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import NightlightCore
import Testing
import WebSupport
import Workbench

@Suite struct AccessTests {
    /// Every route but those for everyone, with an identifier that nothing has.
    static let guarded = Workbench.routeDescriptions.filter { $0.access != "everyone" }

    @Test(arguments: guarded.map { "\($0.method) \($0.path) \($0.access)" })
    func `a route answers its role and those above, and nobody else`(line: String) async throws {
        let parts = line.split(separator: " ").map(String.init)
        let path = parts[1].replacing("{id}", with: "01900000-0000-7000-8000-000000000000")
        let least = try #require(AccountRole(rawValue: parts[2]))
        let rig = try await WorkbenchRig()
        try await rig.browse { browser in
            let page =
                parts[0] == "GET"
                ? try await browser.get(path) : try await browser.post(path, token: "x")
            #expect(page.status == 303)
            #expect(page.location == "/sign-in")
        }
        for role in AccountRole.allCases {
            try await rig.browse(as: role) { browser in
                _ = try await browser.get("/")
                let page =
                    parts[0] == "GET" ? try await browser.get(path) : try await browser.post(path)
                if role < least {
                    #expect(page.status == 403)
                    // Whoever is at work stays so, and finds the way to other pages.
                    #expect(page.text.contains(role.rawValue) && page.text.contains("/sign-out"))
                } else {
                    #expect([200, 303, 400, 404].contains(page.status))
                    #expect(page.location != "/sign-in")
                }
                for (name, value) in ConfiningHeaders.withScripts {
                    #expect(page.headers[name] == value)
                }
                #expect(page.headers[.cacheControl] == "no-store")
            }
        }
    }

    /// Every route that takes a form, for the same identifier.
    static let forms = Workbench.routeDescriptions.filter { $0.bodyBytesMax > 0 }
        .map { "\($0.path) \($0.bodyBytesMax)" }

    @Test(arguments: forms)
    func `a route takes what its row allows, and no byte more`(line: String) async throws {
        let parts = line.split(separator: " ").map(String.init)
        let path = parts[0].replacing("{id}", with: "01900000-0000-7000-8000-000000000000")
        let most = try #require(Int(parts[1]))
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .administrator) { browser in
            _ = try await browser.get("/")
            let rest = most - "pad=&token=\(browser.token)".utf8.count
            func pad(_ count: Int) -> [(String, String)] {
                [("pad", String(repeating: "a", count: count))]
            }
            // One field may not fill a form; that the whole arrived shows in what is said of it.
            let most = try await browser.post(path, pad(rest))
            #expect(most.status == 413 && most.text.contains("web.field-too-large"))
            let more = try await browser.post(path, pad(rest + 1))
            #expect(more.status == 413 && more.text.contains("web.body-too-large"))
            #expect(more.headers[.connection] == "close")
        }
    }

    @Test func `navigation shows a role only what it may open`() async throws {
        let rig = try await WorkbenchRig()
        let analyst = try await rig.browse(as: .analyst) { try await $0.get("/").text }
        #expect(!analyst.contains("href=\"/accounts\"") && !analyst.contains("href=\"/jobs\""))
        let administrator = try await rig.browse(as: .administrator) { try await $0.get("/").text }
        #expect(administrator.contains("href=\"/accounts\""))
    }
}
