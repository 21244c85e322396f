// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Intake
import Accounts
import Assessment
import Incidents
import NightlightCore
import Testing

@Suite struct DecisionTests {
    /// An incident that waits for somebody to decide.
    private func waiting(_ rig: WorkbenchRig) async throws -> Incident {
        let incident = try await rig.report("https://kittens.example.org/a")
        try await rig.casework.examine(incident.id, at: rig.time.now())
        return incident
    }

    private static func path(_ incident: Incident) -> String {
        "/incidents/\(incident.id)/decision"
    }

    @Test func `a decision is on record with its reason, and moves the incident`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await waiting(rig)
        try await rig.browse(as: .analyst) { browser in
            let page = try await browser.get("/incidents/\(incident.id)")
            #expect(page.text.contains("Somebody has to decide what this is"))
            let decided = try await browser.post(
                Self.path(incident), [("choice", "canada:csaem"), ("reason", "It <snowed>")])
            #expect(decided.location == "/incidents/\(incident.id)?done=assessed")
            let shown = try await browser.get("/incidents/\(incident.id)?done=assessed")
            #expect(shown.text.contains("Your decision is recorded"))
            #expect(shown.text.contains("It &lt;snowed&gt;"))
            #expect(shown.text.contains("Canada, Criminal Code: Child sexual abuse"))
            #expect(shown.text.contains("Actionable"))
        }
        let current = try await rig.assessments.current(incident.id)
        #expect(current?.value == "csaem")
        #expect(try await rig.auditCount(.assessmentAssessed) == 1)
    }

    @Test func `nothing chosen is said above and beside the choices`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await waiting(rig)
        try await rig.browse(as: .analyst) { browser in
            _ = try await browser.get("/incidents/\(incident.id)")
            for choice in ["", "canada", "canada:nothing", "hash-list:trusted-match", ":"] {
                let page = try await browser.post(
                    Self.path(incident), [("choice", choice), ("reason", "kept words")])
                #expect(page.status == 400)
                #expect(page.text.contains("<a href=\"#choice-canada-csaem\">Choose what it is"))
                #expect(page.text.contains("id=\"choice-error\""))
                #expect(page.text.contains("kept words</textarea>"))
            }
        }
        #expect(try await rig.assessments.current(incident.id) == nil)
    }

    @Test func `a reason longer than a page is refused and kept`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await waiting(rig)
        try await rig.browse(as: .analyst) { browser in
            _ = try await browser.get("/incidents/\(incident.id)")
            let page = try await browser.post(
                Self.path(incident),
                [
                    ("choice", "inhope:not-illegal"),
                    ("reason", String(repeating: "é", count: AssessmentLimits.reasonBytesMax)),
                ])
            #expect(page.status == 400)
            #expect(page.text.contains("Shorten the reason to at most 4000 bytes"))
            #expect(page.text.contains("value=\"inhope:not-illegal\" checked=\"checked\""))
        }
    }

    @Test func `who was slower is told, and changes nothing`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await waiting(rig)
        try await rig.browse(as: .analyst) { browser in
            _ = try await browser.get("/incidents/\(incident.id)")
            try await rig.assess(incident, as: .supervisor, "canada", "not-csaem")
            let page = try await browser.post(
                Self.path(incident), [("choice", "canada:csaem"), ("reason", "Mine")])
            #expect(page.status == 409)
            #expect(page.text.contains("Somebody else decided while you were reading"))
            #expect(page.text.contains("Not CSAEM"))
            #expect(page.text.contains("Mine</textarea>"))
        }
        #expect(try await rig.assessments.history(of: incident.id).count == 1)
    }

    @Test func `the same form sent twice decides once`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await waiting(rig)
        try await rig.browse(as: .analyst) { browser in
            _ = try await browser.get("/incidents/\(incident.id)")
            let first = try await browser.post(
                Self.path(incident), [("choice", "canada:csaem")])
            let second = try await browser.post(
                Self.path(incident), [("choice", "canada:csaem")])
            #expect(first.location == second.location)
        }
        #expect(try await rig.assessments.history(of: incident.id).count == 1)
        #expect(try await rig.auditCount(.assessmentAssessed) == 1)
    }

    @Test func `a change of mind replaces the decision, and needs a reason`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await waiting(rig)
        let former = try await rig.assess(incident, as: .supervisor, "canada", "csaem")
        try await rig.browse(as: .analyst) { browser in
            let page = try await browser.get("/incidents/\(incident.id)")
            #expect(page.text.contains("name=\"superseding\" value=\"\(former.id)\""))
            let fields = [("choice", "canada:harmful"), ("superseding", former.id.text)]
            let bare = try await browser.post(Self.path(incident), fields)
            #expect(bare.status == 400)
            #expect(bare.text.contains("Say why you change the decision"))
            let changed = try await browser.post(
                Self.path(incident), fields + [("reason", "Looked again")])
            #expect(changed.status == 303)
            let shown = try await browser.get("/incidents/\(incident.id)")
            #expect(shown.text.contains("Replaces the decision before"))
            #expect(shown.text.contains("Nothing more will be done"))
        }
        let current = try await rig.assessments.current(incident.id)
        #expect(current?.supersedes == former.id)
        #expect(current?.value == "harmful")
    }

    @Test func `what is still being examined cannot be decided`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await rig.report("https://kittens.example.org/a")
        try await rig.browse(as: .analyst) { browser in
            let page = try await browser.get("/incidents/\(incident.id)")
            #expect(!page.text.contains("/decision\""))
            let decided = try await browser.post(
                Self.path(incident), [("choice", "canada:csaem")])
            #expect(decided.status == 409)
            #expect(decided.text.contains("Nothing was changed"))
        }
        #expect(try await rig.assessments.current(incident.id) == nil)
    }

    @Test func `an erased record can be decided without a reason`() async throws {
        let rig = try await WorkbenchRig()
        let incident = try await waiting(rig)
        try await rig.intake.erasures.erase(
            try #require(incident.reportID), .reporterAsked, by: .system)
        try await rig.browse(as: .analyst) { browser in
            _ = try await browser.get("/incidents/\(incident.id)")
            let kept = try await browser.post(
                Self.path(incident), [("choice", "canada:not-found"), ("reason", "Snow")])
            #expect(kept.status == 400)
            #expect(kept.text.contains("so that no reason can be kept"))
            let bare = try await browser.post(
                Self.path(incident), [("choice", "canada:not-found")])
            #expect(bare.status == 303)
        }
    }
}
