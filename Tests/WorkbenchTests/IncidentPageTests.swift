// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Intake
import JobQueue
import NightlightCore
import Storage
import Testing
import WebSupport

@Suite struct IncidentPageTests {
    @Test func `an empty queue explains itself, first run or filtered`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .analyst) { browser in
            let first = try await browser.get("/")
            #expect(first.text.contains("Nothing has been reported yet"))
            _ = try await rig.report("https://kittens.example.org/a")
            let filtered = try await browser.get("/?status=removed")
            #expect(filtered.text.contains("Nothing matches these filters"))
            let all = try await browser.get("/")
            #expect(all.text.contains("href=\"/incidents/"))
            #expect(!all.text.contains("kittens"))
        }
    }

    @Test func `the queue goes on where its page ended`() async throws {
        let rig = try await WorkbenchRig()
        for number in 0..<55 { _ = try await rig.report("https://kittens.example.org/\(number)") }
        try await rig.browse(as: .analyst) { browser in
            let first = try await browser.get("/?concern=csam")
            #expect(first.text.split(separator: "href=\"/incidents/").count - 1 == 50)
            let next = first.between("<a class=\"button quiet small\" href=\"", "\"")
                .replacing("&amp;", with: "&")
            #expect(next.contains("concern=csam"))
            let second = try await browser.get(next)
            #expect(second.text.split(separator: "href=\"/incidents/").count - 1 == 5)
        }
    }

    @Test func `an address is shown only when asked for, and that is on record`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await rig.report(
            "https://kittens.example.org/a", narrative: "It <rained>")
        try await rig.browse(as: .analyst) { browser in
            let page = try await browser.get("/incidents/\(incident.id)")
            #expect(page.text.contains(incident.number))
            #expect(!page.text.contains("kittens") && !page.text.contains("rained"))
            let shown = try await browser.post("/incidents/\(incident.id)/address")
            #expect(shown.status == 200)
            #expect(shown.text.contains("https://kittens.example.org/a"))
            #expect(!shown.text.contains("href=\"https://kittens"))
            let words = try await browser.post("/incidents/\(incident.id)/report")
            #expect(words.text.contains("It &lt;rained&gt;"))
        }
        #expect(try await rig.auditCount("incident.viewed") == 1)
        #expect(try await rig.auditCount("incident.address-shown") == 1)
        #expect(try await rig.auditCount("incident.report-shown") == 1)
    }

    @Test func `an erased record says so and shows nothing`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await rig.report("https://kittens.example.org/a", narrative: "rain")
        let reportID = try #require(incident.reportID)
        try await rig.intake.eraseReport(reportID, account: nil)
        try await rig.browse(as: .analyst) { browser in
            _ = try await browser.get("/")
            let page = try await browser.post("/incidents/\(incident.id)/address")
            #expect(page.status == 200)
            #expect(page.text.contains("The key of this record was destroyed"))
        }
    }

    @Test func `no page of an incident embeds or links a picture`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await rig.report("https://kittens.example.org/a.png")
        try await rig.browse(as: .analyst) { browser in
            _ = try await browser.get("/")
            let page = try await browser.post("/incidents/\(incident.id)/address")
            #expect(page.text.split(separator: "<img").count == 2)
            #expect(page.text.contains("<img src=\"/static/logo.svg"))
        }
    }

    @Test func `a job that was given up can be tried again`() async throws {
        let rig = try await WorkbenchRig()
        _ = try await rig.report("https://kittens.example.org/a")
        let kind = JobKind(rawValue: "examination.examine")
        let job = try #require(
            try await rig.jobs.claim(
                kinds: [kind], limit: 1, lease: .seconds(60), worker: "test"
            ).first)
        try await rig.jobs.fail(job, code: "outbound.refused", retryAt: nil)
        try await rig.browse(as: .supervisor) { browser in
            let page = try await browser.get("/jobs")
            #expect(page.text.contains("outbound.refused"))
            let retried = try await browser.post("/jobs/\(job.id)/retry")
            #expect(retried.location == "/jobs?done=job-retried")
            let again = try await browser.post("/jobs/\(job.id)/retry")
            #expect(again.status == 404)
        }
        #expect(try await rig.jobs.job(job.id)?.state == .waiting)
        #expect(try await rig.auditCount("job.retried") == 1)
    }

    @Test func `a provider's token is shown once`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .administrator) { browser in
            let empty = try await browser.get("/providers")
            #expect(empty.text.contains("No provider is registered"))
            let page = try await browser.post(
                "/providers", [("name", "Example Net"), ("email", "abuse@example.org")])
            let token = page.between("id=\"provider-token\">", "<")
            #expect(token.count > 20)
            #expect(!(try await browser.get("/providers").text.contains(token)))
            let bad = try await browser.post("/providers", [("name", "B"), ("email", "nowhere")])
            #expect(bad.status == 400)
        }
    }

    @Test func `the last administrator cannot be locked out`() async throws {
        let rig = try await WorkbenchRig()
        let accounts = try await rig.accounts.list()
        let administrator = try #require(accounts.first { $0.role == .administrator })
        try await rig.browse(as: .administrator) { browser in
            _ = try await browser.get("/accounts")
            let page = try await browser.post("/accounts/\(administrator.id)/disable")
            #expect(page.status == 400)
            #expect(page.text.contains("The last administrator cannot be disabled"))
        }
    }
}
