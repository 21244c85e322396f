// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import Incidents
import Intake
import NightlightCore
import Storage
import TestSupport
import Testing
import WebSupport

/// A report is erased by two people: one asks on an incident's page, another agrees.
@Suite struct ErasurePageTests {
    private func isErased(_ incident: Incident, _ rig: WorkbenchRig) async throws -> Bool {
        try await rig.database.read { transaction in
            try RecordKeyStore().wrapped(for: incident.recordID, in: transaction) == nil
        }
    }

    @Test func `one asks, another agrees, and nobody can read it again`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await rig.report("https://kittens.example.org/a", narrative: "rain")
        let path = "/incidents/\(incident.id)"
        try await rig.browse(as: .supervisor) { browser in
            let offered = try await browser.get(path)
            #expect(offered.text.contains("href=\"\(path)/erasure\""))
            let question = try await browser.get("\(path)/erasure")
            #expect(question.text.contains("cannot be undone"))
            #expect(question.text.contains(incident.number))
            let silent = try await browser.post("\(path)/erasure", [("cause", "")])
            #expect(silent.status == 400 && silent.text.contains("cause-error"))
            let asked = try await browser.post("\(path)/erasure", [("cause", "reporter-asked")])
            #expect(asked.location == "\(path)?done=erasure-asked")
            let again = try await browser.post("\(path)/erasure", [("cause", "ordered")])
            #expect(again.location == "\(path)?done=erasure-asked")
            let page = try await browser.get(path)
            #expect(page.text.contains("Erasure asked for") && page.text.contains("/erasures"))
            let list = try await browser.get("/erasures")
            #expect(list.text.contains("another supervisor has to agree"))
            #expect(!list.text.contains("/confirm\""))
        }
        let id = try #require(
            try await rig.database.read {
                try ErasureStore().waiting(limit: 2, in: $0)
            }.first
        ).id
        try await rig.browse(as: .supervisor) { browser in
            _ = try await browser.get("/erasures")
            let own = try await browser.post("/erasures/\(id)/confirm")
            #expect(own.location == "/erasures?done=erasure-own")
        }
        #expect(try await isErased(incident, rig) == false)
        try await rig.browse(as: .administrator) { browser in
            // Whoever asks as the second is the one who can agree, and is told so where they can.
            _ = try await browser.get("\(path)/erasure")
            let second = try await browser.post("\(path)/erasure", [("cause", "ordered")])
            #expect(second.location == "/erasures?done=erasure-asked-before")
            let list = try await browser.get("/erasures")
            #expect(list.text.contains("Whoever reported asked for it"))
            #expect(!list.text.contains("rain") && !list.text.contains("kittens"))
            let done = try await browser.post("/erasures/\(id)/confirm")
            #expect(done.location == "/erasures?done=erasure-done")
            let late = try await browser.post(
                "/erasures/\(id)/refuse", [("refusal", "asked-by-mistake")])
            #expect(late.location == "/erasures?done=erasure-decided")
            #expect(try await browser.get("/erasures").text.contains("Nothing waits"))
            let page = try await browser.get(path)
            #expect(page.text.contains("The key of this record was destroyed"))
            #expect(page.text.contains("Identifying parts erased"))
            #expect(!page.text.contains("\(path)/erasure"))
            #expect(try await browser.get("\(path)/erasure").status == 404)
        }
        #expect(try await isErased(incident, rig))
        #expect(try await rig.auditCount(.reportErasureAsked) == 1)
        #expect(try await rig.auditCount(.reportErased) == 1)
        #expect(try await rig.auditCount(.reportErasureRefused) == 0)
    }

    @Test func `a refused wish leaves everything as it was`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await rig.report("https://kittens.example.org/a")
        let report = try #require(incident.reportID)
        let id = try await rig.intake.erasures.ask(
            for: report, .ordered, by: .operator
        ).erasure.id
        try await rig.browse(as: .supervisor) { browser in
            #expect(try await browser.get("/erasures").text.contains("The operator"))
            #expect(try await browser.post("/erasures/\(id)/refuse").status == 404)
            let refused = try await browser.post(
                "/erasures/\(id)/refuse", [("refusal", "needed-as-evidence")])
            #expect(refused.location == "/erasures?done=erasure-refused")
            let page = try await browser.get("/incidents/\(incident.id)")
            #expect(page.text.contains("Police or a court need it"))
        }
        #expect(try await isErased(incident, rig) == false)
        try await rig.browse(as: .analyst) { browser in
            for path in ["/erasures", "/incidents/\(incident.id)/erasure"] {
                #expect(try await browser.get(path).status == 403)
            }
            let page = try await browser.get("/incidents/\(incident.id)")
            #expect(!page.text.contains("/erasure"))
        }
    }
}
