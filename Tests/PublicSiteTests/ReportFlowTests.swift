// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import HTTPTypes
import Hummingbird
import NightlightCore
import Testing
import WebSupport

@Suite struct ReportFlowTests {
    @Test(arguments: ["en", "fr"])
    func `a report goes from the first question to the receipt`(language: String) async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let concern = try await visitor.get("/\(language)/report")
            #expect(concern.text.contains("<html lang=\"\(language)\" dir=\"ltr\">"))
            let address = try await visitor.answer(
                concern, "concern", language: language, [("concern", "csam")])
            #expect(address.text.contains("id=\"addresses\""))
            let details = try await visitor.answer(
                address, "address", language: language,
                [("addresses", "https://kittens.example.org/a\r\nhttps://weather.test/b")])
            #expect(details.text.contains("id=\"narrative\""))
            let check = try await visitor.answer(
                details, "details", language: language,
                [("narrative", "rain & <snow>"), ("contact", "")])
            #expect(check.text.contains("rain &amp; &lt;snow&gt;"))
            #expect(check.text.contains("https://weather.test/b"))
            let receipt = try await visitor.answer(
                check, "check", language: language, [("go", "send")])
            #expect(receipt.status == 200)
            #expect(receipt.text.contains("id=\"receipt-secret\""))
            #expect(receipt.headers[.location] == nil)
            let status = try await visitor.post(
                "/\(language)/status",
                [("number", receipt.hidden("number")), ("secret", receipt.hidden("secret"))])
            #expect(status.status == 200)
            #expect(status.text.components(separatedBy: "<p class=\"head\"><strong>").count == 3)
        }
        #expect(try await rig.reportCount() == 1)
    }

    @Test func `the same form sent again gives the same receipt and stores nothing`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let check = try await Self.checkPage(visitor)
            let first = try await visitor.answer(check, "check", [("go", "send")])
            let second = try await visitor.answer(check, "check", [("go", "send")])
            #expect(first.hidden("secret").count == 14)
            #expect(first.hidden("number") == second.hidden("number"))
            #expect(first.hidden("secret") == second.hidden("secret"))
        }
        #expect(try await rig.reportCount() == 1)
    }

    @Test func `an unanswered question says so above and beside the field`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let start = try await visitor.get("/fr/report")
            let page = try await visitor.answer(start, "concern", language: "fr", [])
            #expect(page.status == 400)
            #expect(page.title.hasPrefix("Erreur :"))
            #expect(page.text.contains("<a href=\"#concern-csam\">"))
            #expect(page.text.contains("id=\"concern-error\""))
        }
    }

    @Test func `without an address, the story is needed`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let start = try await visitor.get("/en/report")
            let address = try await visitor.answer(start, "concern", [("concern", "luring")])
            let empty = try await visitor.answer(address, "address", [("addresses", " ")])
            #expect(empty.status == 400)
            let details = try await visitor.answer(address, "address", [("go", "no-address")])
            let missing = try await visitor.answer(details, "details", [("narrative", "")])
            #expect(missing.status == 400)
            let check = try await visitor.answer(
                details, "details", [("narrative", "It rained in the game")])
            let receipt = try await visitor.answer(check, "check", [("go", "send")])
            #expect(receipt.text.contains("receipt-number"))
        }
    }

    @Test func `the language switch keeps the step and what was typed`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let start = try await visitor.get("/en/report")
            let address = try await visitor.answer(start, "concern", [("concern", "csam")])
            #expect(address.text.contains("formaction=\"/fr/report/address\""))
            let french = try await visitor.answer(
                address, "address", language: "fr",
                [("go", "stay"), ("addresses", "https://half.example.org")])
            #expect(french.status == 200)
            #expect(french.text.contains("<html lang=\"fr\""))
            #expect(french.text.contains("https://half.example.org</textarea>"))
        }
    }

    @Test func `one answer can be changed from the last page`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let check = try await Self.checkPage(visitor)
            let concern = try await visitor.answer(check, "check", [("go", "change-concern")])
            #expect(concern.text.contains("value=\"csam\" checked=\"checked\""))
            let back = try await visitor.answer(concern, "concern", [("concern", "trafficking")])
            #expect(back.heading == "Check your answers")
            #expect(back.text.contains("Child trafficking"))
        }
    }

    @Test func `back shows the earlier answer`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let start = try await visitor.get("/en/report")
            let address = try await visitor.answer(start, "concern", [("concern", "csam")])
            let concern = try await visitor.answer(
                address, "address", [("go", "back"), ("addresses", "x")])
            #expect(concern.text.contains("value=\"csam\" checked=\"checked\""))
        }
    }

    @Test(arguments: ["", "AAAA", "changed"])
    func `answers that were not sealed here are refused`(kind: String) async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let start = try await visitor.get("/en/report")
            let good = start.hidden("answers")
            let answers = kind == "changed" ? String(good.dropLast(6)) + "AAAAAA" : kind
            let page = try await visitor.post(
                "/en/report/concern", [("answers", answers), ("concern", "csam")])
            #expect(page.status == 403)
        }
    }

    @Test func `a form open for more than half a day is refused`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let check = try await Self.checkPage(visitor)
            rig.time.advance(by: .hours(13))
            let page = try await visitor.answer(check, "check", [("go", "send")])
            #expect(page.status == 400)
            #expect(page.text.contains("web.expired"))
        }
        #expect(try await rig.reportCount() == 0)
    }

    @Test func `a post that another site caused is refused`() async throws {
        let rig = try await PublicSiteRig()
        try await rig.visit { visitor in
            let check = try await Self.checkPage(visitor)
            let name = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let page = try await visitor.post(
                "/en/report/check", [("answers", check.hidden("answers"))],
                headers: [name: "cross-site"])
            #expect(page.status == 403)
        }
        #expect(try await rig.reportCount() == 0)
    }

    static func checkPage(_ visitor: Visitor) async throws -> Page {
        let start = try await visitor.get("/en/report")
        let address = try await visitor.answer(start, "concern", [("concern", "csam")])
        let details = try await visitor.answer(
            address, "address", [("addresses", "https://kittens.example.org/a")])
        return try await visitor.answer(details, "details", [("narrative", "")])
    }
}
