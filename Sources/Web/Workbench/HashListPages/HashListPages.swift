// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// HashListPages: what lists of fingerprints say, and who may change it.
//
// Looking is on record; adding, and putting back what was withdrawn, takes two people where the
// list asks for it. Fingerprints are shown to who opens an entry and are never part of an address.
//
// May touch: matching. No other page module, no incident.
// Invariants:
// - fingerprints are shown shortened, and media never.

import Accounts
package import AuditLog
package import Matching
package import NightlightCore
package import Storage
import WebSupport
package import WorkbenchShell

package struct HashListPages: PageModule {
    /// What these pages work with.
    package struct Services: Sendable {
        let database: any Database
        let hashLists: HashListService
        let audit: AuditTrail
        let time: any TimeSource

        package init(
            database: any Database, hashLists: HashListService, audit: AuditTrail,
            time: any TimeSource
        ) {
            self.database = database
            self.hashLists = hashLists
            self.audit = audit
            self.time = time
        }
    }

    package static let name = "HashListPages"
    package static let resources = ["CaseworkParts", "HashListPages"]
    package static let sections = [Section.hashLists]

    let services: Services
    let printer: PagePrinter

    package init(services: Services, printer: PagePrinter) {
        self.services = services
        self.printer = printer
    }

    /// Puts on record that somebody looks at a list, or at something of all of them.
    func record(_ kind: AuditKind, of subject: AuditSubject, _ request: StaffRequest) async throws {
        try await ViewRecorder(database: services.database, audit: services.audit).record(
            AuditEvent(
                kind: kind, actor: try request.actor, subject: subject,
                at: services.time.now()))
    }

    /// What a page says after one of these was done.
    enum Done: String, CaseIterable {
        case listChanged = "hash-list-changed"
        case listWaits = "hash-list-waits"
        case withdrawn = "hash-withdrawn"
        case withdrawnBefore = "hash-withdrawn-before"
        case added = "hash-added"
        case held = "hash-held"
        case proposed = "hash-proposed"
        case present = "hash-present"
        case released = "hash-released"
        case restored = "hash-restored"
        case confirmed = "hash-confirmed"
        case refused = "hash-refused"
        case doneBefore = "hash-done-before"
    }
}

extension Section {
    static let hashLists = Section("hash-lists", path: "/hash-lists", .analyst, key: "h")
}

/// Where the pages of lists and entries are.
enum HashListPath {
    static let all = "/hash-lists"
    static let quarantine = "/hash-lists/quarantine"
    static let proposals = "/hash-lists/proposals"

    static let search = "/hash-lists/find"

    static func list(_ id: HashList.ID) -> String { "/hash-lists/\(id)" }

    static func adding(to id: HashList.ID) -> String { "\(list(id))/add" }

    /// An entry is named by its identifier: no fingerprint is in an address.
    static func entry(_ entry: HashEntry) -> String {
        "\(list(entry.listID))/entry?entry=\(entry.id)"
    }

    static func withdrawal(_ entry: HashEntry) -> String {
        "\(list(entry.listID))/withdraw?entry=\(entry.id)"
    }
}
