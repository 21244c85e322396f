// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import Hummingbird
import NightlightCore
import PublicSite
import Storage
import Testing
import WebSupport

@Suite struct BadRequestTests {
    @Test func `a field of ten megabytes is refused with its status`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let page = try await visitor.send(
                "/en/report/details", "narrative=" + String(repeating: "a", count: 10_485_760))
            #expect(page.status == 413)
            #expect(page.text.contains("web.body-too-large"))
            #expect(page.headers[.connection] == "close")
        }
    }

    static let bounds = PublicSite.routeDescriptions.filter { $0.bodyBytesMax > 0 }
        .map { ($0.path.replacing("{lang}", with: "fr"), $0.bodyBytesMax) }

    @Test(arguments: bounds)
    func `a route takes what its row allows, and no byte more`(path: String, most: Int)
        async throws
    {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let pad = "pad=" + String(repeating: "a", count: most - 4)
            let whole = try await visitor.send(path, pad)
            #expect(whole.status == 413 && whole.text.contains("web.field-too-large"))
            let more = try await visitor.send(path, pad + "a")
            #expect(more.status == 413 && more.text.contains("web.body-too-large"))
        }
    }

    @Test(arguments: [
        ("concern=%ff%fe", 400, "web.not-utf8"), ("concern=%4", 400, "web.malformed-escape"),
        ("concern=%00", 400, "web.control-character"),
        ("a=b&", 400, "web.too-many-fields"), ("narrative=", 413, "web.field-too-large"),
    ])
    func `a damaged form is refused as a whole`(body: String, status: Int, code: String)
        async throws
    {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let sent =
                switch code {
                case "web.too-many-fields": String(repeating: body, count: 40)
                case "web.field-too-large": body + String(repeating: "a", count: 300_000)
                default: body
                }
            let page = try await visitor.send("/en/report/concern", sent)
            #expect(page.status == status)
            #expect(page.text.contains(code))
        }
    }

    @Test func `a wrong secret and an unknown number get the same answer`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let check = try await ReportFlowTests.checkPage(visitor)
            let receipt = try await visitor.answer(check, "check", [("go", "send")])
            let number = receipt.hidden("number")
            let wrong = try await visitor.post(
                "/en/status", [("number", number), ("secret", "1234 5678 9012")])
            let unknown = try await visitor.post(
                "/en/status", [("number", "0000 0001"), ("secret", "1234 5678 9012")])
            #expect(wrong.status == 404)
            #expect(unknown.status == 404)
            #expect(
                wrong.text.replacing(number, with: "")
                    == unknown.text.replacing("0000 0001", with: ""))
        }
    }

    @Test func `too many looks at receipts say when to come back`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            var last: Page?
            for _ in 0..<31 {
                last = try await visitor.post(
                    "/fr/status", [("number", "0000 0001"), ("secret", "1234 5678 9012")])
            }
            #expect(last?.status == 429)
            #expect(last?.headers[.retryAfter] != nil)
        }
    }

    @Test func `when the database is gone, the page says that nothing was stored`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let check = try await ReportFlowTests.checkPage(visitor)
            try await rig.database.close()
            let page = try await visitor.answer(check, "check", [("go", "send")])
            #expect(page.status == 503)
            #expect(page.headers[.retryAfter] == "60")
            #expect(page.text.contains("Nothing was stored"))
        }
    }

    @Test(arguments: ["/en/nothing", "/fr/nothing", "/static/none.css", "/static/..%2fStrings"])
    func `an unknown page is a page, with every header`(path: String) async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let page = try await visitor.get(path)
            #expect(page.status == 404)
            #expect(page.headers[.contentSecurityPolicy] != nil)
        }
    }
}
