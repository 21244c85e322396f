// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import Hummingbird
import NightlightCore
import PublicSite
import Testing
import WebSupport
import WebTesting

@Suite struct PublicPageTests {
    static let pages = ["", "/report", "/status", "/help", "/about", "/privacy", "/accessibility"]
        .flatMap { ["/en\($0)", "/fr\($0)"] }

    @Test(arguments: pages)
    func `a page confines itself, sets no cookie and asks for nothing elsewhere`(path: String)
        async throws
    {
        let rig = try await PublicSiteRig(isSecure: true)
        try await rig.visit { visitor in
            let page = try await visitor.get(path)
            #expect(page.status == 200)
            #expect(page.headers[.setCookie] == nil)
            for (name, value) in ConfiningHeaders.all { #expect(page.headers[name] == value) }
            #expect(page.headers[.cacheControl] == "no-store")
            #expect(page.headers[.strictTransportSecurity] != nil)
            #expect(page.text.contains("<html lang=\"\(path.dropFirst().prefix(2))\""))
            #expect(!page.text.contains("http://") && !page.text.contains("https://"))
            #expect(!page.text.contains("<script") && !page.text.contains("style="))
            #expect(page.text.contains("tel:911") && page.text.contains("555 0100"))
        }
    }

    @Test(arguments: pages)
    func `a page is small with all that it loads`(path: String) async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let page = try await visitor.client.execute(uri: path, method: .get) {
                String(buffer: $0.body)
            }
            var bytes = page.utf8.count
            let files = page.split(separator: "\"").filter { $0.hasPrefix("/static/") }
            #expect(files.count > 5)
            for file in Set(files) {
                bytes += try await visitor.client.execute(uri: String(file), method: .get) {
                    $0.body.readableBytes
                }
            }
            #expect(bytes < 60_000)
        }
    }

    @Test(arguments: [
        ("fr-CA,en;q=0.8", "/fr"), ("en-GB", "/en"), ("de,fr;q=0.5,en;q=0.4", "/fr"), ("", "/en"),
    ])
    func `the first page follows the browser's language`(header: String, path: String)
        async throws
    {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let page = try await visitor.get("/", headers: [.acceptLanguage: header])
            #expect(page.status == 303)
            #expect(page.headers[.location] == path)
        }
    }

    @Test func `leaving goes to the neutral page and asks the browser to forget`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let page = try await visitor.get("/en/leave")
            #expect(page.status == 303)
            #expect(page.headers[.location] == "https://www.example.org/")
            let name = try #require(HTTPField.Name("Clear-Site-Data"))
            #expect(page.headers[name] == "\"cache\", \"storage\"")
        }
    }

    @Test func `a static file keeps for ever under its content's name`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let home = try await visitor.get("/en")
            let path = "/static/base.css" + home.between("/static/base.css", "\"")
            let style = try await visitor.get(path)
            #expect(style.headers[.cacheControl]?.contains("immutable") == true)
            let tag = try #require(style.headers[.eTag])
            let again = try await visitor.get(path, headers: [.ifNoneMatch: tag])
            #expect(again.status == 304)
        }
    }

    @Test func `the metrics name routes, never what was asked for`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            _ = try await visitor.get("/en/status?number=12345678")
            _ = try await visitor.get("/en/report/kittens")
        }
        let text = rig.metrics.exposition()
        #expect(text.contains("route=\"/en/report/{step}\"") || text.contains(":step"))
        #expect(!text.contains("kittens") && !text.contains("12345678"))
    }
}
