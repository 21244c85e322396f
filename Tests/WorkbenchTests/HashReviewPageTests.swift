// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import Matching
import NightlightCore
import Storage
import Testing

/// Adding by hand, what waits for a second person, the quarantine, and the page of an entry.
@Suite struct HashReviewPageTests {
    private static let md5 = String(repeating: "0a", count: 16)

    private func list(
        _ rig: WorkbenchRig, _ name: String = "weather", isTrusted: Bool = false,
        kind: HashList.Kind = .known, of digests: [String] = []
    ) async throws -> HashList {
        let list = try await rig.hashLists.create(
            HashListDraft(
                name: name, source: "Weather office", kind: kind,
                settings: HashListSettings(isTrusted: isTrusted)), by: .system)
        if !digests.isEmpty {
            var pieces = [Array(digests.map { "md5 \($0)\n" }.joined().utf8)]
            _ = try await rig.hashLists.importFile(
                into: list.id, policy: .keepGood, by: .system, chunk: { pieces.popLast() })
        }
        return try await rig.hashLists.list(list.id)
    }

    @Test func `one adds, and another confirms or refuses`() async throws {
        let rig = try await WorkbenchRig()
        let list = try await list(rig, isTrusted: true)
        let path = "/hash-lists/\(list.id)"
        try await rig.browse(as: .supervisor) { browser in
            #expect(try await browser.get(path).text.contains("href=\"\(path)/add\""))
            let page = try await browser.get("\(path)/add")
            #expect(page.text.contains("It counts once a second person confirms it."))
            for (kind, digits, note, problem) in [
                ("sha1", Self.md5, "seen", "add-fingerprint"), ("x", Self.md5, "seen", "add-f"),
                ("md5", Self.md5, "", "add-note"),
            ] {
                let bad = try await browser.post(
                    "\(path)/add",
                    [("add-kind", kind), ("add-fingerprint", digits), ("add-note", note)])
                #expect(bad.status == 400 && bad.text.contains("id=\"\(problem)"))
            }
            let done = try await browser.post(
                "\(path)/add",
                [("add-kind", "md5"), ("add-fingerprint", Self.md5), ("add-note", "<b>seen</b>")])
            #expect(done.location == "\(path)?done=hash-proposed")
            let own = try await browser.get("/hash-lists/proposals")
            #expect(own.text.contains("You asked for this"))
            #expect(own.text.contains("&lt;b&gt;seen&lt;/b&gt;"))
        }
        let proposal = try #require(try await rig.hashLists.waitingProposals(limit: 9).first)
        let decision = "/hash-lists/proposals/\(proposal.id)"
        try await rig.browse(as: .supervisor) { browser in
            _ = try await browser.get("/hash-lists/proposals")
            let refused = try await browser.post("\(decision)/confirm")
            #expect(refused.status == 400 && refused.text.contains("somebody else has to do it"))
        }
        try await rig.browse(as: .administrator) { browser in
            let page = try await browser.get("/hash-lists/proposals")
            #expect(page.text.contains("supervisor") && page.text.contains("0a0a0a0a…0a0a0a0a"))
            let silent = try await browser.post("\(decision)/refuse", [("reason", "")])
            #expect(silent.status == 400 && silent.text.contains("reason-\(proposal.id)-error"))
            // A form of a later page comes back on that page.
            let after = "?after=00000000-0000-7000-8000-000000000000"
            let again = try await browser.post(
                "\(decision)/refuse\(after)", [("reason", "two\nlines")])
            #expect(again.status == 400 && again.text.contains("\(decision)/refuse\(after)\""))
            let done = try await browser.post("\(decision)/confirm")
            #expect(done.location == "/hash-lists/proposals?done=hash-confirmed")
            let late = try await browser.post("\(decision)/refuse", [("reason", "late")])
            #expect(late.location == "/hash-lists/proposals?done=hash-done-before")
            let empty = try await browser.get("/hash-lists/proposals")
            #expect(empty.text.contains("Nothing waits"))
        }
        #expect(try await rig.hashLists.list(list.id).entryCount == 1)
        let entry = try #require(try await rig.hashLists.entries(of: list.id, limit: 1).first)
        try await rig.browse(as: .analyst) { browser in
            let page = try await browser.get("\(path)/entry?entry=\(entry.id)")
            #expect(page.text.contains(Self.md5) && page.text.contains("By hand"))
            #expect(page.text.contains("<dt>Added by</dt> <dd>supervisor</dd>"))
            #expect(page.text.contains("<dt>Confirmed by</dt> <dd>administrator</dd>"))
            // An analyst reads, and undoes nothing.
            #expect(!page.text.contains("/withdraw?") && !page.text.contains("name=\"reason\""))
            #expect(try await browser.get("/hash-lists/proposals").status == 403)
            #expect(try await browser.get("/hash-lists/quarantine").status == 403)
            #expect(try await browser.get("\(path)/entry?entry=x").status == 404)
        }
    }

    @Test func `what collides waits in quarantine until somebody lets it out`() async throws {
        let rig = try await WorkbenchRig()
        _ = try await list(rig, "logos", kind: .benign, of: [Self.md5])
        let list = try await list(rig, of: [Self.md5])
        let entry = try #require(try await rig.hashLists.entries(of: list.id, limit: 1).first)
        let path = "/hash-lists/\(list.id)"
        try await rig.browse(as: .supervisor) { browser in
            let lists = try await browser.get("/hash-lists")
            #expect(lists.text.contains("Quarantine <span class=\"count\">1</span>"))
            #expect(lists.text.contains("Nothing to see"))
            let queue = try await browser.get("/hash-lists/quarantine")
            #expect(queue.text.contains("A list says that there is nothing to see"))
            #expect(queue.text.contains("/entry?entry=\(entry.id)"))
            #expect(queue.text.contains("Same fingerprint as logos"))
            let page = try await browser.get("\(path)/entry?entry=\(entry.id)")
            #expect(page.text.contains("action=\"\(path)/release\""))
            #expect(page.text.contains("<dd>Same fingerprint as logos"))
            let silent = try await browser.post(
                "\(path)/release", [("entry", entry.id.text), ("reason", "")])
            #expect(silent.status == 400 && silent.text.contains("id=\"reason-error\""))
            let fields = [("entry", entry.id.text), ("reason", "A rainbow, not a logo")]
            let done = try await browser.post("\(path)/release", fields)
            #expect(done.location == "\(path)/entry?entry=\(entry.id)&done=hash-released")
            let again = try await browser.post("\(path)/release", fields)
            #expect(again.location?.hasSuffix("done=hash-done-before") == true)
            let after = try await browser.get("\(path)/entry?entry=\(entry.id)")
            #expect(after.text.contains("A rainbow, not a logo"))
            #expect(after.text.contains("Let out of quarantine"))
            #expect(try await browser.get("/hash-lists/quarantine").text.contains("is held back"))
        }
        #expect(try await rig.auditCount(.hashListEntryReleased) == 1)
    }

    @Test func `what an entry collides with is read with it, and is what the lists say now`()
        async throws
    {
        let rig = try await WorkbenchRig()
        let logos = try await list(rig, "logos", kind: .benign, of: [Self.md5])
        let list = try await list(rig, of: [Self.md5])
        let entry = try #require(try await rig.hashLists.entries(of: list.id, limit: 1).first)
        let paths = ["/hash-lists/quarantine", "/hash-lists/\(list.id)/entry?entry=\(entry.id)"]
        try await rig.browse(as: .supervisor) { browser in
            // The first to ask reads the benign pictures.
            _ = try await browser.get(paths[0])
            for path in paths {
                _ = rig.transactions.take()
                #expect(try await browser.get(path).text.contains("Same fingerprint as logos"))
                // Besides the one that finds out who asks.
                #expect(rig.transactions.take().reads == 2, "\(path)")
            }
            try await rig.hashLists.withdraw(
                entry.fingerprint, from: logos.id, reason: "no logo", by: .system)
            for path in paths {
                #expect(try await browser.get(path).text.contains("Same fingerprint") == false)
            }
        }
    }

    @Test func `a withdrawn entry is used again`() async throws {
        let rig = try await WorkbenchRig()
        let list = try await list(rig, of: [Self.md5])
        let entry = try #require(try await rig.hashLists.entries(of: list.id, limit: 1).first)
        try await rig.hashLists.withdraw(
            entry.fingerprint, from: list.id, reason: "a logo", by: .operator)
        let path = "/hash-lists/\(list.id)"
        try await rig.browse(as: .supervisor) { browser in
            let page = try await browser.get("\(path)/entry?entry=\(entry.id)")
            #expect(page.text.contains("a logo") && page.text.contains("The operator"))
            let done = try await browser.post(
                "\(path)/restore", [("entry", entry.id.text), ("reason", "no logo")])
            #expect(done.location?.hasSuffix("done=hash-restored") == true)
        }
        #expect(try await rig.hashLists.history(of: entry.id).entry.isInUse)
    }
}
