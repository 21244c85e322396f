// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// IncidentPages: the queue, and everything about one incident.
//
// An incident is read in one transaction into a snapshot; plain code makes the page's values from
// it; a template prints them. No picture is ever shown (hash-only policy), and an address or a
// report's words only when asked for, which is on record first.
//
// May touch: incidents, intake, examination, assessment, takedown and matching. No other page
// module.
// Invariants:
// - what is shown of a report or an address is put on record before it is sent.

import HTTPTypes
import Accounts
package import Assessment
package import AuditLog
package import Incidents
package import Intake
package import NightlightCore
package import Storage
package import Takedown
import CaseworkParts
import WebSupport
package import WorkbenchShell

package struct IncidentPages: PageModule {
    /// What these pages work with.
    package struct Services: Sendable {
        let database: any Database
        let reader: RecordReader
        let assessments: AssessmentService
        let erasures: ErasureService
        let takedowns: TakedownService
        let audit: AuditTrail
        let time: any TimeSource

        package init(
            database: any Database, reader: RecordReader, assessments: AssessmentService,
            erasures: ErasureService, takedowns: TakedownService, audit: AuditTrail,
            time: any TimeSource
        ) {
            self.database = database
            self.reader = reader
            self.assessments = assessments
            self.erasures = erasures
            self.takedowns = takedowns
            self.audit = audit
            self.time = time
        }
    }

    package static let name = "IncidentPages"
    package static let resources = ["CaseworkParts", "IncidentPages"]
    package static let sections = [Section.queue, .erasures]
    package static let places = QueueView.allCases.filter { $0 != .assess }.map { view in
        Place("queue-\(view.rawValue)", path: "/?view=\(view.rawValue)", .analyst)
    }

    let services: Services
    let printer: PagePrinter

    package init(services: Services, printer: PagePrinter) {
        self.services = services
        self.printer = printer
    }

    var reading: IncidentReading {
        IncidentReading(
            reader: services.reader, assessments: services.assessments,
            takedowns: services.takedowns)
    }

    /// What a page says after one of these was done.
    enum Done: String, CaseIterable {
        case assessed
        case erasureAsked = "erasure-asked"
        case erasureAskedBefore = "erasure-asked-before"
        case erased = "erasure-done"
        case erasureRefused = "erasure-refused"
        case erasureDecided = "erasure-decided"
        case erasureOwn = "erasure-own"
    }
}

extension Section {
    static let queue = Section("queue", path: "/", .analyst, key: "q")
}

extension IncidentPages {
    package static var routes: [PageRoute<Self>] {
        [
            PageRoute(.get, "/", .role(.analyst)) { try await $0.showQueue($1) },
            PageRoute(
                .get, "/incidents/{id}", .role(.analyst), audit: [Disclosure.nothing.auditKind]
            ) { try await $0.showIncident($1) },
            PageRoute(
                .get, "/incidents/{id}/timeline", .role(.analyst),
                audit: [Disclosure.nothing.auditKind]
            ) { try await $0.showTimeline($1) },
            PageRoute(
                .post, "/incidents/{id}/address", .role(.analyst),
                audit: [Disclosure.address.auditKind]
            ) { try await $0.showIncident($1, revealing: .address) },
            PageRoute(
                .post, "/incidents/{id}/report", .role(.analyst),
                audit: [Disclosure.report.auditKind]
            ) { try await $0.showIncident($1, revealing: .report) },
            PageRoute(
                .post, "/incidents/{id}/decision", .role(.analyst), audit: [.assessmentAssessed]
            ) { try await $0.decide($1) },
        ]
            + TakedownMove.allCases.map { move in
                PageRoute(
                    .post, "/incidents/{id}/takedowns/\(move.rawValue)", .role(move.leastRole),
                    audit: [.takedownMoved]
                ) { try await $0.moveTakedowns(move, $1) }
            } + erasureRoutes
    }
}
