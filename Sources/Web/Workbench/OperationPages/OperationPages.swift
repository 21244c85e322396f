// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// OperationPages: how the platform does, and jobs that need a person.
//
// Counts and codes only: nothing here leads to a record.
//
// May touch: the job queue and counts of takedown. No record.
// Invariants:
// - nothing here is about a person.

import HTTPTypes
import Accounts
package import AuditLog
package import JobQueue
package import NightlightCore
package import Storage
package import Takedown
import WebSupport
package import WorkbenchShell

package struct OperationPages: PageModule {
    /// What these pages work with.
    package struct Services: Sendable {
        let database: any Database
        let jobs: JobQueue
        let takedowns: TakedownService
        let audit: AuditTrail
        let time: any TimeSource

        package init(
            database: any Database, jobs: JobQueue, takedowns: TakedownService, audit: AuditTrail,
            time: any TimeSource
        ) {
            self.database = database
            self.jobs = jobs
            self.takedowns = takedowns
            self.audit = audit
            self.time = time
        }
    }

    package static let name = "OperationPages"
    package static let resources = ["CaseworkParts", "OperationPages"]
    package static let sections = [Section.jobs, .system]

    let services: Services
    let printer: PagePrinter

    package init(services: Services, printer: PagePrinter) {
        self.services = services
        self.printer = printer
    }

    package static var routes: [PageRoute<Self>] {
        [
            PageRoute(.get, "/system", .role(.analyst)) { try await $0.showSystem($1) },
            PageRoute(.get, "/jobs", .role(.supervisor)) { try await $0.listJobs($1) },
            PageRoute(.post, "/jobs/{id}/retry", .role(.supervisor), audit: [.jobRetried]) {
                try await $0.retryJob($1)
            },
        ]
    }

    /// What a page says after one of these was done.
    enum Done: String, CaseIterable {
        case retried = "job-retried"
        case notDead = "job-not-dead"
    }
}

extension Section {
    static let jobs = Section("jobs", path: "/jobs", .supervisor, key: "j")
    static let system = Section("system", path: "/system", .analyst, key: "s")
}
