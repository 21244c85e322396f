// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import Examination
import Fingerprinting
import Incidents
import Matching
import MediaDecoding
import NightlightCore
import Storage
import TestSupport
import Testing

@Suite struct HashListPageTests {
    /// Different digits for each number, of one kind.
    private static func hex(_ number: Int, bytes: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: bytes * 2 - digits.count) + digits
    }

    /// A list with `count` MD5 entries, imported as the command does.
    private func list(_ rig: WorkbenchRig, count: Int = 2) async throws -> HashList {
        let list = try await rig.hashLists.create(
            HashListDraft(name: "weather", source: "Weather office"), by: .system)
        let text =
            (["md5"] + (1...count).map { Self.hex($0, bytes: 16) })
            .joined(separator: "\n") + "\n"
        var pieces = [Array(text.utf8)]
        _ = try await rig.hashLists.importFile(
            into: list.id, policy: .keepGood, by: .system,
            chunk: { pieces.isEmpty ? nil : pieces.removeFirst() })
        return try await rig.hashLists.list(list.id)
    }

    @Test func `lists are shown with their entries, and looking is on record`() async throws {
        let rig = try await WorkbenchRig()
        try await rig.browse(as: .analyst) { browser in
            let page = try await browser.get("/hash-lists")
            #expect(page.text.contains("no hash list yet"))
        }
        let list = try await list(rig, count: 55)
        try await rig.browse(as: .analyst) { browser in
            let lists = try await browser.get("/hash-lists")
            #expect(lists.text.contains("href=\"/hash-lists/\(list.id)\""))
            #expect(lists.text.contains("Weather office") && lists.text.contains("Not trusted"))
            let page = try await browser.get("/hash-lists/\(list.id)")
            #expect(page.text.contains("55 added"))
            // An analyst looks; settings and withdrawing are a supervisor's.
            #expect(!page.text.contains("/settings\"") && !page.text.contains("/withdraw?"))
            let next = page.between("/hash-lists/\(list.id)?after=", "\"")
            let second = try await browser.get("/hash-lists/\(list.id)?after=\(next)")
            #expect(second.text.split(separator: "<th scope=\"row\"").count - 1 == 5)
            // Entries of one moment have no order of their own; each is on one of the pages.
            let both = page.text + second.text
            #expect((1...55).allSatisfy { both.contains("…\(Self.hex($0, bytes: 4))") })
        }
        #expect(try await rig.auditCount(.hashListViewed) == 2)
    }

    @Test func `a fingerprint is looked up without being in any address`() async throws {
        let rig = try await WorkbenchRig()
        let list = try await list(rig)
        try await rig.browse(as: .analyst) { browser in
            _ = try await browser.get("/hash-lists")
            let found = try await browser.post(
                "/hash-lists/find", [("fingerprint", Self.hex(2, bytes: 16).uppercased())])
            #expect(found.status == 200)
            #expect(found.text.contains("It is on these lists"))
            #expect(!found.text.contains("?fingerprint="))
            #expect(found.text.contains("<a href=\"/hash-lists/\(list.id)\">weather</a>"))
            let missing = try await browser.post(
                "/hash-lists/find", [("fingerprint", Self.hex(9, bytes: 32))])
            #expect(missing.text.contains("It is on no list"))
            for bad in ["", "kitten", String(repeating: "a", count: 33)] {
                let page = try await browser.post("/hash-lists/find", [("fingerprint", bad)])
                #expect(page.status == 400)
                #expect(page.text.contains("id=\"fingerprint-error\""))
            }
        }
        #expect(try await rig.auditCount(.hashListSearched) == 2)
    }

    @Test func `a supervisor changes settings, within bounds`() async throws {
        let rig = try await WorkbenchRig()
        let list = try await list(rig)
        let path = "/hash-lists/\(list.id)/settings"
        try await rig.browse(as: .supervisor) { browser in
            let shown = try await browser.get("/hash-lists/\(list.id)")
            #expect(shown.text.contains("value=\"enabled\" checked=\"checked\""))
            let bounds = [("65", "50"), ("-1", "50"), ("31", "101"), ("", "50"), ("x", "y")]
            for (distance, quality) in bounds {
                let page = try await browser.post(
                    path, [("setting", "trusted"), ("distance", distance), ("quality", quality)])
                #expect(page.status == 400)
                #expect(page.text.contains("id=\"distance-error\""))
            }
            #expect(try await rig.hashLists.list(list.id).isTrusted == false)
            // A list that is no longer used finds nothing: that is asked first.
            let fields = [("setting", "trusted"), ("distance", "12"), ("quality", "70")]
            let question = try await browser.post(path, fields)
            #expect(question.status == 200 && question.text.contains("Stop using weather?"))
            #expect(question.text.contains("name=\"setting\" value=\"trusted\""))
            #expect(try await rig.hashLists.list(list.id) == list)
            let changed = try await browser.post(path, fields + [("confirmed", "1")])
            #expect(changed.location == "/hash-lists/\(list.id)?done=hash-list-waits")
            // To trust the list waits for somebody else; the rest holds.
            let page = try await browser.get("/hash-lists/\(list.id)")
            #expect(page.text.contains("Waits for a second person: Trust the list"))
        }
        let now = try await rig.hashLists.list(list.id)
        #expect(!now.isTrusted && !now.isEnabled)
        #expect(now.pdqDistanceMax == 12 && now.pdqQualityMin == 70)
        #expect(try await rig.auditCount(.hashListChanged) == 1)
    }

    @Test func `an entry is withdrawn once, with a reason`() async throws {
        let rig = try await WorkbenchRig()
        let list = try await list(rig)
        let entry = try #require(
            try await rig.hashLists.entries(of: list.id, limit: 1).first)
        let path = "/hash-lists/\(list.id)/withdraw"
        try await rig.browse(as: .supervisor) { browser in
            let page = try await browser.get("\(path)?entry=\(entry.id)")
            #expect(page.text.contains(entry.fingerprint.hex))
            for reason in ["", "two\nlines", String(repeating: "a", count: 501)] {
                let bad = try await browser.post(
                    path, [("entry", entry.id.text), ("reason", reason)])
                #expect(bad.status == 400)
                #expect(bad.text.contains("id=\"reason-error\""))
            }
            let fields = [("entry", entry.id.text), ("reason", "A default <picture>")]
            let done = try await browser.post(path, fields)
            #expect(done.location == "/hash-lists/\(list.id)?done=hash-withdrawn")
            let again = try await browser.post(path, fields)
            #expect(again.location == "/hash-lists/\(list.id)?done=hash-withdrawn-before")
            let shown = try await browser.get("/hash-lists/\(list.id)")
            #expect(shown.text.contains("A default &lt;picture&gt;"))
            let unknown = try await browser.post(path, [("entry", "x"), ("reason", "y")])
            #expect(unknown.status == 404)
        }
        #expect(try await rig.auditCount(.hashListEntryWithdrawn) == 1)
    }

    @Test func `an incident shows files as fingerprints, with what lists say`() async throws {
        let rig = try await WorkbenchRig()
        let list = try await list(rig)
        let incident = try await rig.report("https://kittens.example.org/a.png")
        let entry = try #require(
            try await rig.hashLists.entries(of: list.id, limit: 1).first)
        let time = rig.time.now()
        let sha256 = Self.hex(7, bytes: 32)
        let file = FingerprintedFile(
            FileDigests(
                md5: entry.fingerprint,
                sha1: try #require(Fingerprint(kind: .sha1, hex: Self.hex(7, bytes: 20))),
                sha256: try #require(Fingerprint(kind: .sha256, hex: sha256))),
            undecodable: .truncated, byteCount: 34_567)
        try await rig.database.write { transaction in
            let store = MediaStore()
            let id = try store.record(file, at: time, in: transaction)
            let locator = try LocatorStore().list(of: incident.id, in: transaction)[0]
            try SightingStore().insert(id, at: locator.id, seen: time, in: transaction)
            let match = Match(
                entryID: entry.id, listID: list.id, kind: .md5, distance: 0, isTrusted: false)
            try store.record([match], of: id, at: time, in: transaction)
        }
        try await rig.browse(as: .analyst) { browser in
            let page = try await browser.get("/incidents/\(incident.id)")
            #expect(page.text.contains(sha256))
            #expect(page.text.contains("Address 1 · 34 kB · The file is cut off"))
            #expect(page.text.contains(">weather</a> <span class=\"small\">MD5 · the same file"))
            #expect(!page.text.contains("<img src=\"http") && !page.text.contains("kittens"))
        }
    }
}
