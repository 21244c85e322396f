// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Workbench: where the hotline's own people decide, and see what the platform does.
//
// It is a shell and a list of page modules, one for each subject. Every route names the role it
// needs and what it puts on record; what no module's table names does not exist.
//
// May touch: the shell and every page module: it is the list of them.
// Invariants:
// - a new subject is one line here.

package import Accounts
import AdministrationPages
package import Assessment
package import AuditLog
package import Foundation
import HashListPages
package import Hummingbird
import IncidentPages
package import Incidents
package import Intake
package import JobQueue
package import Matching
package import NightlightCore
import OperationPages
package import Storage
package import Takedown
import TakedownPages
package import WebSupport
package import WorkbenchShell

/// The application of analysts, supervisors and administrators.
package struct Workbench: Sendable {
    /// A subject: its pages, and how they are made from what the workbench works with.
    private struct Subject: Sendable {
        let pages: any PageModule.Type
        let make:
            @Sendable (WorkbenchServices, WorkbenchShell, PagePrinter) throws -> any PageModule
    }

    /// The list: a subject joins the workbench here and nowhere else, in the navigation's order.
    private static let subjects = [
        Subject(pages: SignInPages.self) { _, shell, _ in try SignInPages(shell) },
        Subject(pages: IncidentPages.self) { services, _, printer in
            IncidentPages(
                services: .init(
                    database: services.database, reader: services.reader,
                    assessments: services.assessments, erasures: services.erasures,
                    takedowns: services.takedowns, audit: services.audit, time: services.time),
                printer: printer)
        },
        Subject(pages: TakedownPages.self) { services, _, printer in
            TakedownPages(
                services: .init(
                    database: services.database, reader: services.reader,
                    takedowns: services.takedowns, audit: services.audit, time: services.time),
                printer: printer)
        },
        Subject(pages: HashListPages.self) { services, _, printer in
            HashListPages(
                services: .init(
                    database: services.database, hashLists: services.hashLists,
                    audit: services.audit, time: services.time), printer: printer)
        },
        Subject(pages: OperationPages.self) { services, _, printer in
            OperationPages(
                services: .init(
                    database: services.database, jobs: services.jobs,
                    takedowns: services.takedowns, audit: services.audit, time: services.time),
                printer: printer)
        },
        Subject(pages: AdministrationPages.self) { services, shell, printer in
            AdministrationPages(
                services: .init(
                    database: services.database, accounts: services.accounts,
                    providers: services.providers, origin: shell.settings.origin),
                printer: printer)
        },
    ]

    /// The site map, as rows of the routes page.
    package static var routeDescriptions: [RouteDescription] {
        subjects.flatMap { $0.pages.routeDescriptions }
    }

    private let shell: WorkbenchShell
    private let modules: [any PageModule]
    private let failures: PagePrinter

    /// - Parameters:
    ///   - formKey: 32 secret bytes, the same in every process that serves the workbench.
    ///   - overrides: folders laid over the built-in templates, texts and static files.
    package init(
        services: WorkbenchServices, settings: WorkbenchSettings, formKey: [UInt8],
        metrics: MetricRegistry, overrides: [URL] = []
    ) throws {
        let shell = try WorkbenchShell(
            settings: settings, accounts: services.accounts, formKey: formKey,
            time: services.time, metrics: metrics, modules: Self.subjects.map(\.pages),
            overrides: overrides)
        self.shell = shell
        failures = try shell.printer(for: SignInPages.self)
        modules = try Self.subjects.map {
            try $0.make(services, shell, shell.printer(for: $0.pages))
        }
    }

    package func router() -> Router<WorkbenchContext> {
        let router = shell.router(failures: failures)
        for module in modules { shell.add(module, to: router) }
        return router
    }
}

/// What the workbench works with; each subject is handed what it needs of it.
package struct WorkbenchServices: Sendable {
    let database: any Database
    let accounts: AccountService
    let providers: ProviderService
    let reader: RecordReader
    let assessments: AssessmentService
    let erasures: ErasureService
    let takedowns: TakedownService
    let hashLists: HashListService
    let jobs: JobQueue
    let audit: AuditTrail
    let time: any TimeSource

    package init(
        database: any Database, accounts: AccountService, providers: ProviderService,
        reader: RecordReader, assessments: AssessmentService, erasures: ErasureService,
        takedowns: TakedownService, hashLists: HashListService, jobs: JobQueue, audit: AuditTrail,
        time: any TimeSource
    ) {
        self.database = database
        self.accounts = accounts
        self.providers = providers
        self.reader = reader
        self.assessments = assessments
        self.erasures = erasures
        self.takedowns = takedowns
        self.hashLists = hashLists
        self.jobs = jobs
        self.audit = audit
        self.time = time
    }
}
