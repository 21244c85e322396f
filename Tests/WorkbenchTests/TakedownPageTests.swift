// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Incidents
import NightlightCore
import Storage
import Takedown
import Testing

@Suite struct TakedownPageTests {
    /// An incident that a supervisor found actionable, with its host traced.
    private func traced(_ rig: WorkbenchRig, path: String = "a") async throws -> TakedownDetails {
        let incident = try await rig.report("https://\(RigCasework.host)/\(path)")
        try await rig.casework.examine(incident.id, at: rig.time.now())
        try await rig.assess(incident, as: .supervisor, "canada", "csaem")
        try await rig.casework.work()
        return try #require(try await rig.takedowns.details(incident: incident.id).first)
    }

    private func state(_ rig: WorkbenchRig, _ id: Takedown.ID) async throws -> TakedownState? {
        try await rig.takedowns.details(of: id)?.takedown.progress.state
    }

    private static func path(_ details: TakedownDetails, _ move: String) -> String {
        "/incidents/\(details.takedown.incidentID)/takedowns/\(move)"
    }

    @Test func `an incident shows servers, countries and takedowns without addresses`()
        async throws
    {
        let rig = try await WorkbenchRig()
        let details = try await traced(rig)
        try await rig.browse(as: .analyst) { browser in
            let path = "/incidents/\(details.takedown.incidentID)"
            let page = try await browser.get(path)
            #expect(page.text.contains("203.0.113.7"))
            #expect(page.text.contains("Canada") && page.text.contains("Kitten Hosting"))
            #expect(page.text.contains("In the next notice"))
            #expect(page.text.contains("Host traced"))
            #expect(!page.text.contains(RigCasework.host))
            let french = try await browser.post("/language", [("language", "fr"), ("back", path)])
            #expect(french.location == path)
            #expect(try await browser.get(path).text.contains("Hébergeur trouvé"))
        }
    }

    @Test func `a notice that waits is released by somebody else than who decided`() async throws {
        let rig = try await WorkbenchRig(noticeMode: .personConfirms)
        let details = try await traced(rig)
        let id = details.takedown.id
        #expect(details.takedown.progress.state == .awaitingConfirmation)
        let fields = [("takedown", id.text)]
        try await rig.browse(as: .supervisor) { browser in
            _ = try await browser.get("/takedowns/\(id)")
            let page = try await browser.post(Self.path(details, "confirm"), fields)
            #expect(page.status == 403)
            #expect(page.text.contains("somebody else has to release the notice"))
        }
        try await rig.browse(as: .analyst) { browser in
            _ = try await browser.get("/takedowns/\(id)")
            let page = try await browser.post(
                Self.path(details, "confirm"), fields + [("single", "1")])
            #expect(page.location == "/takedowns/\(id)?done=takedown-confirm")
            let again = try await browser.post(Self.path(details, "confirm"), fields)
            #expect(again.status == 409)
            #expect(again.text.contains("Nothing was changed"))
        }
        #expect(try await state(rig, id) == .queued)
    }

    @Test func `anybody may hold, only a supervisor goes on or gives up`() async throws {
        let rig = try await WorkbenchRig()
        let details = try await traced(rig)
        let id = details.takedown.id
        let fields = [("takedown", id.text)]
        try await rig.browse(as: .analyst) { browser in
            let page = try await browser.get("/takedowns/\(id)")
            #expect(page.text.contains("/takedowns/hold\""))
            #expect(!page.text.contains("/takedowns/\(id)/withdraw\""))
            #expect(try await browser.post(Self.path(details, "hold"), fields).status == 303)
            let held = try await browser.get("/takedowns/\(id)")
            #expect(held.text.contains("Police asked to wait"))
            let refused = try await browser.post(Self.path(details, "release"), fields)
            #expect(refused.status == 403)
        }
        #expect(try await state(rig, id) == .held)
        try await rig.browse(as: .supervisor) { browser in
            _ = try await browser.get("/takedowns/\(id)")
            #expect(try await browser.post(Self.path(details, "release"), fields).status == 303)
            #expect(try await state(rig, id) == .queued)
            let asked = try await browser.post(Self.path(details, "withdraw"), fields)
            #expect(asked.status == 200 && asked.text.contains("Give up these takedowns?"))
            #expect(asked.text.contains("name=\"takedown\" value=\"\(id)\""))
            #expect(try await state(rig, id) == .queued)
            // The takedown's own page asks as well, and its question changes nothing.
            let page = try await browser.get("/takedowns/\(id)")
            #expect(page.text.contains("href=\"/takedowns/\(id)/withdraw\""))
            let question = try await browser.get("/takedowns/\(id)/withdraw")
            #expect(question.text.contains("action=\"\(Self.path(details, "withdraw"))\""))
            #expect(question.text.contains("name=\"takedown\" value=\"\(id)\""))
            #expect(try await state(rig, id) == .queued)
            let sure = fields + [("single", "1")]
            #expect(try await browser.post(Self.path(details, "withdraw"), sure).status == 303)
            let late = try await browser.get("/takedowns/\(id)/withdraw")
            #expect(late.location == "/takedowns/\(id)")
        }
        #expect(try await state(rig, id) == .withdrawn)
    }

    @Test func `only ticked takedowns of this incident are moved`() async throws {
        let rig = try await WorkbenchRig()
        let details = try await traced(rig)
        let other = try await traced(rig, path: "b")
        try await rig.browse(as: .supervisor) { browser in
            _ = try await browser.get("/takedowns/\(details.takedown.id)")
            let none = try await browser.post(Self.path(details, "hold"))
            #expect(none.status == 400)
            #expect(none.text.contains("Tick at least one address"))
            let foreign = try await browser.post(
                Self.path(details, "hold"),
                [("takedown", details.takedown.id.text), ("takedown", other.takedown.id.text)])
            #expect(foreign.status == 404)
        }
        #expect(try await state(rig, details.takedown.id) == .queued)
    }

    @Test func `a supervisor names who can be written to when nobody was found`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await rig.report("https://nobody.example.org/a")
        try await rig.casework.examine(incident.id, at: rig.time.now())
        try await rig.assess(incident, as: .analyst, "canada", "csaem")
        try await rig.casework.work()
        let details = try #require(
            try await rig.takedowns.details(incident: incident.id).first)
        let id = details.takedown.id
        #expect(details.takedown.progress.state == .failed)
        try await rig.browse(as: .supervisor) { browser in
            let list = try await browser.get("/takedowns?state=failed")
            #expect(list.text.contains("href=\"/takedowns/\(id)\""))
            let turn = try await browser.get("/takedowns?turn=people")
            #expect(turn.text.contains("href=\"/takedowns/\(id)\""))
            let hosts = try await browser.get("/takedowns?turn=hosts")
            #expect(!hosts.text.contains("href=\"/takedowns/\(id)\""))
            let page = try await browser.get("/takedowns/\(id)")
            #expect(page.text.contains("Name somebody to write to"))
            let bad = try await browser.post(
                "/takedowns/\(id)/contact", [("name", "Snow"), ("email", "nowhere")])
            #expect(bad.status == 400)
            #expect(bad.text.contains("id=\"email-error\""))
            let set = try await browser.post(
                "/takedowns/\(id)/contact",
                [("name", "Snow Net"), ("email", "abuse@snow.example.org"), ("language", "fr")])
            #expect(set.location == "/takedowns/\(id)?done=contact-set")
            let again = try await browser.post(
                "/takedowns/\(id)/contact",
                [("name", "Snow Net"), ("email", "abuse@snow.example.org")])
            #expect(again.status == 409)
        }
        #expect(try await state(rig, id) == .queued)
    }

    @Test func `a notice is shown as written, host first, and that is on record`() async throws {
        let rig = try await WorkbenchRig()
        let details = try await traced(rig)
        rig.time.advance(by: .hours(1))
        try await rig.casework.work()
        let row = try #require(try await rig.takedowns.notices().first)
        try await rig.browse(as: .analyst) { browser in
            let list = try await browser.get("/notices")
            #expect(list.text.contains(row.notice.number))
            let page = try await browser.get("/notices/\(row.notice.id)")
            #expect(page.text.contains("abuse@hosting.example.org"))
            let takedown = "<a href=\"/takedowns/\(details.takedown.id)\">\(RigCasework.host)</a>"
            #expect(page.text.contains(takedown))
            #expect(page.text.contains("Waiting to be sent"))
            #expect(!page.text.contains("action=\"/notices/"))
            let incident = try await browser.get("/incidents/\(details.takedown.incidentID)")
            #expect(incident.text.contains("href=\"/notices/\(row.notice.id)\""))
        }
        #expect(try await rig.auditCount(.noticeViewed) == 1)
    }

    @Test func `a refused notice is sent again once`() async throws {
        let rig = try await WorkbenchRig()
        _ = try await traced(rig)
        rig.time.advance(by: .hours(1))
        try await rig.casework.work()
        let notice = try #require(try await rig.takedowns.notices().first).notice
        let id = notice.id
        try await rig.database.write { transaction in
            let moved = try NoticeStore().apply(
                .givenUp, to: notice, failureCode: "mail.refused", in: transaction)
            #expect(moved)
        }
        try await rig.browse(as: .supervisor) { browser in
            let page = try await browser.get("/notices/\(id)")
            #expect(page.text.contains("The mail was refused"))
            let retried = try await browser.post("/notices/\(id)/retry")
            #expect(retried.location == "/notices/\(id)?done=notice-retried")
        }
        #expect(try await rig.auditCount(.noticeRetried) == 1)
    }
}
