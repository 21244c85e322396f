// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Intake
import Accounts
import Incidents
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
            let waiting = try await browser.get("/")
            #expect(waiting.text.contains("No incident is at this point"))
            let filtered = try await browser.get("/?view=all&known=trusted")
            #expect(filtered.text.contains("Nothing matches these filters"))
            let all = try await browser.get("/?view=arriving")
            #expect(all.text.contains("href=\"/incidents/"))
            #expect(!all.text.contains("kittens"))
        }
    }

    @Test func `a number is found wherever its incident stands`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await rig.report("https://kittens.example.org/a")
        try await rig.browse(as: .analyst) { browser in
            let page = try await browser.get("/?number=\(incident.number)")
            #expect(page.text.contains("href=\"/incidents/\(incident.id)\""))
            let odd = try await browser.get("/?number=%3Cb%3E&view=nowhere&after=x&order=y")
            #expect(odd.status == 200)
            #expect(odd.text.contains("value=\"&lt;b&gt;\""))
        }
    }

    @Test func `the queue goes on where its page ended`() async throws {
        let rig = try await WorkbenchRig()
        for number in 0..<55 { _ = try await rig.report("https://kittens.example.org/\(number)") }
        try await rig.browse(as: .analyst) { browser in
            let first = try await browser.get("/?view=arriving&concern=csam")
            #expect(first.text.split(separator: "href=\"/incidents/").count - 1 == 50)
            let next = first.between("<a class=\"button quiet small\" href=\"", "\"")
                .replacing("&amp;", with: "&")
            #expect(next.contains("concern=csam") && next.contains("view=arriving"))
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
            #expect(shown.text.contains("<div class=\"cell\">kittens.example.org"))
            #expect(
                shown.text.contains(#"<span class="note">https://kittens.example.org/a</span>"#))
            #expect(!shown.text.contains("href=\"https://"))
            let words = try await browser.post("/incidents/\(incident.id)/report")
            #expect(words.text.contains("It &lt;rained&gt;"))
        }
        #expect(try await rig.auditCount(.incidentViewed) == 1)
        #expect(try await rig.auditCount(.incidentAddressShown) == 1)
        #expect(try await rig.auditCount(.incidentReportShown) == 1)
    }

    @Test func `a page whose view is not known to be on record is not shown`() async throws {
        let rig = try await WorkbenchRig(isWitnessed: false)
        let incident = try await rig.report("https://kittens.example.org/a", narrative: "rain")
        try await rig.browse { browser in
            // Nobody can sign in either: a session is signed in by a browser of a sound platform.
            _ = try await browser.get("/sign-in")
            let page = try await browser.post(
                "/sign-in", [("name", "analyst"), ("password", WorkbenchRig.password)])
            #expect(page.status == 500)
            let session = try await rig.accounts.signIn(
                name: "analyst", password: WorkbenchRig.password)
            browser.plant("nightlight-session", session.token)
            #expect(try await browser.get("/").status == 200)
            for path in ["", "/timeline"] {
                let page = try await browser.get("/incidents/\(incident.id)\(path)")
                #expect(page.status == 500 && page.text.contains("web.record-differs"))
                #expect(!page.text.contains(incident.number))
            }
            let shown = try await browser.post("/incidents/\(incident.id)/report")
            #expect(shown.status == 500 && !shown.text.contains("rain"))
        }
    }

    @Test func `an erased record says so and shows nothing`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await rig.report("https://kittens.example.org/a", narrative: "rain")
        let reportID = try #require(incident.reportID)
        try await rig.intake.erasures.erase(reportID, .reporterAsked, by: .system)
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

    @Test func `a long timeline goes on where an incident's page leaves off`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await rig.report("https://kittens.example.org/a")
        let time = rig.time.now()
        try await rig.database.write { transaction in
            for number in 0..<60 {
                try IncidentTimeline().append(
                    IncidentEvent(
                        incidentID: incident.id, kind: .statusChanged, at: time,
                        facts: [.distance: String(number)]), in: transaction)
            }
        }
        try await rig.browse(as: .analyst) { browser in
            let page = try await browser.get("/incidents/\(incident.id)")
            #expect(page.text.contains("Distance 59") && !page.text.contains("Distance 9<"))
            let path = page.between("<a href=\"/incidents/\(incident.id)/timeline", "\"")
            let rest = try await browser.get("/incidents/\(incident.id)/timeline\(path)")
            #expect(rest.text.contains("Distance 9<") && !rest.text.contains("Distance 59"))
            #expect(!rest.text.contains("Earlier events"))
            let odd = try await browser.get("/incidents/\(incident.id)/timeline?before=x")
            #expect(odd.status == 200)
        }
    }
}
