// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import JobQueue
import NightlightCore
import Testing

@Suite struct OperationPageTests {
    @Test func `a job that was given up can be tried again`() async throws {
        let rig = try await WorkbenchRig()
        _ = try await rig.report("https://kittens.example.org/a")
        let kind = JobKind(rawValue: "examination.examine")
        let job = try #require(
            try await rig.jobs.claim(
                kinds: [kind], limit: 1, lease: .seconds(60), worker: "test"
            ).first)
        try await rig.jobs.fail(job, code: "outbound.timed-out", retryAt: nil)
        try await rig.browse(as: .supervisor) { browser in
            let page = try await browser.get("/jobs")
            #expect(page.text.contains("The server did not answer in time"))
            #expect(page.text.contains("outbound.timed-out"))
            #expect(page.text.contains("formaction=\"/jobs/\(job.id)/retry\""))
            #expect(page.text.contains("Given up <span class=\"count\">1</span>"))
            let retried = try await browser.post("/jobs/\(job.id)/retry")
            #expect(retried.location == "/jobs?done=job-retried")
            let again = try await browser.post("/jobs/\(job.id)/retry")
            #expect(again.location == "/jobs?done=job-not-dead")
            #expect(try await browser.get("/jobs").text.contains("Nothing was given up"))
        }
        #expect(try await rig.jobs.job(job.id)?.state == .waiting)
        #expect(try await rig.auditCount(.jobRetried) == 1)
    }

    @Test func `a provider is registered once, and its tokens are shown once`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .administrator) { browser in
            let empty = try await browser.get("/providers")
            #expect(empty.text.contains("No provider is registered"))
            let fields = [("name", "Example Net"), ("email", "abuse@example.org")]
            let registered = try await browser.post("/providers", fields)
            let path = try #require(registered.location?.split(separator: "?").first)
            let again = try await browser.post("/providers", fields + [("name", "EXAMPLE NET")])
            #expect(again.status == 400)
            #expect(again.text.contains("registered already"))
            let shown = try await browser.post("\(path)/token")
            let token = shown.between("<code>", "</code>")
            #expect(try await rig.providers.authenticate(token: token)?.name == "Example Net")
            let page = try await browser.get("\(path)")
            #expect(!page.text.contains(token))
            let prefix = page.between("\(path)/revoke?token-prefix=", "\"")
            #expect(token.hasPrefix("nlp_\(prefix)_"))
            let question = try await browser.get("\(path)/revoke?token-prefix=\(prefix)")
            #expect(question.text.contains("name=\"token-prefix\" value=\"\(prefix)\""))
            #expect(try await browser.get("\(path)/revoke?token-prefix=0").status == 404)
            #expect(try await rig.providers.authenticate(token: token) != nil)
            let foreign = try await browser.post(
                "\(path)/revoke", [("token-prefix", "000000000000")])
            #expect(foreign.status == 404)
            let revoked = try await browser.post("\(path)/revoke", [("token-prefix", prefix)])
            #expect(revoked.location == "\(path)?done=token-revoked")
            #expect(try await rig.providers.authenticate(token: token) == nil)
            let bad = try await browser.post("/providers", [("name", "B"), ("email", "nowhere")])
            #expect(bad.status == 400)
            #expect(bad.text.contains("id=\"email-error\""))
        }
        #expect(try await rig.providers.list().count == 1)
    }

    @Test func `a disabled provider is refused until it is enabled`() async throws {
        let rig = try await WorkbenchRig()
        let provider = try await rig.providers.register(
            name: "Snow Net", language: .french, by: .system)
        let token = try await rig.providers.issueToken(for: provider.id, by: .system)
        try await rig.browse(as: .administrator) { browser in
            let question = try await browser.get("/providers/\(provider.id)/disable")
            #expect(question.text.contains("Disable Snow Net?"))
            #expect(try await rig.providers.authenticate(token: token) != nil)
            _ = try await browser.post("/providers/\(provider.id)/disable")
            #expect(try await rig.providers.authenticate(token: token) == nil)
            #expect(try await browser.post("/providers/\(provider.id)/token").status == 404)
            _ = try await browser.post("/providers/\(provider.id)/enable")
            #expect(try await rig.providers.authenticate(token: token) != nil)
        }
    }

    @Test(arguments: ["disable", "role"])
    func `the last administrator cannot be locked out`(change: String) async throws {
        let rig = try await WorkbenchRig()
        let administrator = try await rig.account(.administrator)
        try await rig.browse(as: .administrator) { browser in
            let question = try await browser.get("/accounts/\(administrator.id)/disable")
            #expect(question.text.contains("This is your own account"))
            let page = try await browser.post(
                "/accounts/\(administrator.id)/\(change)", [("role", "analyst")])
            #expect(page.status == 400)
            #expect(page.text.contains("The last administrator cannot be"))
            for part in ["href=\"#", "id=\""] {
                #expect(page.text.contains("\(part)record-state\""))
            }
        }
        #expect(try await rig.account(.administrator).disabledAt == nil)
    }

    @Test func `another role holds from the next click`() async throws {
        let rig = try await WorkbenchRig()
        let analyst = try await rig.account(.analyst)
        try await rig.browse(as: .analyst) { browser in
            #expect(try await browser.get("/jobs").status == 403)
            try await rig.browse(as: .administrator) { administrator in
                _ = try await administrator.get("/accounts")
                let page = try await administrator.post(
                    "/accounts/\(analyst.id)/role", [("role", "supervisor")])
                #expect(page.location == "/accounts/\(analyst.id)?done=role-changed")
            }
            #expect(try await browser.get("/jobs").status == 200)
        }
    }

    @Test(arguments: ["sign-out", "disable"])
    func `an administrator ends somebody's sessions`(change: String) async throws {
        let rig = try await WorkbenchRig()
        let analyst = try await rig.account(.analyst)
        try await rig.browse(as: .analyst) { browser in
            #expect(try await browser.get("/").status == 200)
            try await rig.browse(as: .administrator) { administrator in
                _ = try await administrator.get("/accounts")
                let page = try await administrator.post("/accounts/\(analyst.id)/\(change)")
                #expect(page.status == 303)
            }
            #expect(try await browser.get("/").location == "/sign-in?done=session-ended")
        }
    }
}
