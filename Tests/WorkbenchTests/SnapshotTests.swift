// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import WebSupport
import Accounts
import Incidents
import Matching
import NightlightCore
import Takedown
import Testing
import Workbench

/// A page shows one state of the platform: what stands on it was read in one transaction.
@Suite struct SnapshotTests {
    /// Every page of the site map.
    ///
    /// A page that is added has to be added here, too; one that is lost is missed.
    private static let pages = [
        "/sign-in", "/welcome/{link}", "/static/{name}", "/healthz", "/account", "/",
        "/incidents/{id}", "/incidents/{id}/timeline", "/incidents/{id}/erasure", "/erasures",
        "/takedowns", "/takedowns/{id}",
        "/takedowns/{id}/withdraw", "/notices", "/notices/{id}", "/hash-lists", "/hash-lists/{id}",
        "/hash-lists/{id}/entry", "/hash-lists/{id}/withdraw", "/hash-lists/{id}/add",
        "/hash-lists/quarantine", "/hash-lists/proposals", "/system", "/jobs", "/accounts",
        "/accounts/new", "/accounts/{id}", "/accounts/{id}/disable", "/providers",
        "/providers/new", "/providers/{id}", "/providers/{id}/revoke", "/providers/{id}/disable",
    ]

    /// The workbench with one of everything, and the paths of its pages.
    private struct Filled {
        let rig: WorkbenchRig
        let paths: [String]
    }

    /// An incident with a notice on its way, a list with an entry, a provider, and the paths of
    /// every page of the site map.
    private static func filled() async throws -> Filled {
        let rig = try await WorkbenchRig()
        let incident = try await rig.report("https://\(RigCasework.host)/a")
        try await rig.casework.examine(incident.id, at: rig.time.now())
        try await rig.assess(incident, as: .supervisor, "canada", "csaem")
        try await rig.casework.work()
        rig.time.advance(by: .hours(1))
        try await rig.casework.work()
        let takedown = try #require(try await rig.takedowns.details(incident: incident.id).first)
        let notice = try #require(try await rig.takedowns.notices().first).notice
        let list = try await rig.hashLists.create(
            HashListDraft(name: "weather", source: "Weather office"), by: .system)
        let md5 = try #require(
            Fingerprint(kind: .md5, hex: String(repeating: "0a", count: 16)))
        let added = try await rig.hashLists.add(md5, to: list.id, note: "seen", by: .system)
        guard case .added(let entry) = added else { throw NotAdded() }
        let provider = try await rig.providers.register(
            name: "Example Net", language: .english, by: .system)
        _ = try await rig.providers.issueToken(for: provider.id, by: .system)
        let token = try #require(try await rig.providers.tokens(of: provider.id).first)
        let account = try await rig.account(.analyst)
        let identifiers = [
            "/incidents/": incident.id.text, "/takedowns/": takedown.takedown.id.text,
            "/notices/": notice.id.text, "/hash-lists/": list.id.text,
            "/providers/": provider.id.text, "/accounts/": account.id.text,
        ]
        let paths = pages.map { page in
            let id = identifiers.first { page.hasPrefix($0.key) }?.value ?? "none"
            let path = page.replacing("{id}", with: id)
                .replacing("{link}", with: "none").replacing("{name}", with: "logo.svg")
            let query =
                switch path.split(separator: "/").last {
                case "entry", "withdraw": "?entry=\(entry.id)"
                case "revoke": "?token-prefix=\(token.prefix)"
                default: ""
                }
            return path + query
        }
        return Filled(rig: rig, paths: paths)
    }

    private struct NotAdded: Error {}

    @Test func `every page opens one reading transaction, and one to put the view on record`()
        async throws
    {
        let filled = try await Self.filled()
        let rig = filled.rig
        #expect(
            Workbench.routeDescriptions.filter { $0.method == "GET" }.map(\.path) == Self.pages)
        try await rig.browse(as: .administrator) { browser in
            for path in filled.paths {
                _ = rig.transactions.take()
                let page = try await browser.get(path)
                // Who is signed in needs no sign-in page.
                #expect(page.status == (path == "/sign-in" ? 303 : 200), "\(path)")
                let opened = rig.transactions.take()
                // Besides the one that finds out who asks.
                #expect(opened.reads <= 2, "\(path) reads in \(opened.reads - 1) transactions")
                #expect(opened.writes <= 1, "\(path) writes in \(opened.writes) transactions")
            }
        }
    }

    @Test(arguments: [
        "/incidents/{id}", "/incidents/{id}/timeline", "/takedowns/{id}", "/notices/{id}",
        "/hash-lists/{id}", "/system", "/providers/{id}",
    ])
    func `a page with much on it reads in exactly one`(route: String) async throws {
        let filled = try await Self.filled()
        let index = try #require(Self.pages.firstIndex(of: route))
        try await filled.rig.browse(as: .administrator) { browser in
            _ = filled.rig.transactions.take()
            _ = try await browser.get(filled.paths[index])
            #expect(filled.rig.transactions.take().reads == 2)
        }
    }
}
