// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// TakedownPages: what was asked of hosts, and the notices that asked it.
//
// A takedown is shown with its rechecks and notices, without its address; a notice as it was
// written, which holds addresses: both are on record before they are shown.
//
// May touch: takedown and incidents. No other page module.
// Invariants:
// - a notice is shown to whoever may, and looking is on record.

import HTTPTypes
import Accounts
package import AuditLog
package import Incidents
package import NightlightCore
package import Storage
package import Takedown
import WebSupport
package import WorkbenchShell

package struct TakedownPages: PageModule {
    /// What these pages work with.
    package struct Services: Sendable {
        let database: any Database
        let reader: RecordReader
        let takedowns: TakedownService
        let audit: AuditTrail
        let time: any TimeSource

        package init(
            database: any Database, reader: RecordReader, takedowns: TakedownService,
            audit: AuditTrail, time: any TimeSource
        ) {
            self.database = database
            self.reader = reader
            self.takedowns = takedowns
            self.audit = audit
            self.time = time
        }
    }

    package static let name = "TakedownPages"
    package static let resources = ["CaseworkParts", "TakedownPages"]
    package static let sections = [Section.takedowns, .notices]

    // LIMIT: 50 rows on a page of any list of takedowns or notices.
    static let rowsMax = 50

    let services: Services
    let printer: PagePrinter

    package init(services: Services, printer: PagePrinter) {
        self.services = services
        self.printer = printer
    }

    func record(
        _ kind: AuditKind, of subject: AuditSubject, facts: Facts = [:], _ request: StaffRequest
    ) async throws {
        try await ViewRecorder(database: services.database, audit: services.audit).record(
            AuditEvent(
                kind: kind, actor: try request.actor, subject: subject, facts: facts,
                at: services.time.now()))
    }

    /// What a page says after one of these was done.
    enum Done: String, CaseIterable {
        case contactSet = "contact-set"
        case noticeRetried = "notice-retried"
    }
}

extension Section {
    static let takedowns = Section("takedowns", path: "/takedowns", .analyst, key: "t")
    static let notices = Section("notices", path: "/notices", .analyst, key: "n")
}

extension TakedownPages {
    package static var routes: [PageRoute<Self>] {
        [
            PageRoute(.get, "/takedowns", .role(.analyst)) { try await $0.listTakedowns($1) },
            PageRoute(.get, "/takedowns/{id}", .role(.analyst), audit: [.incidentViewed]) {
                try await $0.showTakedown($1)
            },
            PageRoute(.get, "/takedowns/{id}/withdraw", .role(.supervisor)) {
                try await $0.askToWithdraw($1)
            },
            PageRoute(
                .post, "/takedowns/{id}/contact", .role(.supervisor), audit: [.takedownMoved]
            ) { try await $0.setContact($1) },
            PageRoute(.get, "/notices", .role(.analyst)) { try await $0.listNotices($1) },
            PageRoute(.get, "/notices/{id}", .role(.analyst), audit: [.noticeViewed]) {
                try await $0.showNotice($1)
            },
            PageRoute(
                .post, "/notices/{id}/retry", .role(.supervisor), audit: [.noticeRetried]
            ) { try await $0.retryNotice($1) },
        ]
    }
}
