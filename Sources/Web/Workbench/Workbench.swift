// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Workbench: where the hotline's own people decide, and see what the platform does.
//
// Every route names the role it needs; what the table does not name does not exist. Each post is
// checked for its form's token before its handler runs, and each view of sensitive data is recorded
// in the audit log. No picture is ever shown (hash-only policy).

package import Accounts
package import Assessment
package import AuditLog
package import Foundation
import HTTPTypes
package import Hummingbird
package import Incidents
package import JobQueue
package import Matching
package import NightlightCore
package import Storage
package import Takedown
package import WebSupport

/// The application of analysts, supervisors and administrators.
package struct Workbench: Sendable {
    let services: WorkbenchServices
    let settings: WorkbenchSettings
    let renderer: PageRenderer
    let cookies: CookieJar
    let formToken: RequestToken
    let time: any TimeSource
    let timeText: TimeText
    let metrics: MetricRegistry

    /// - Parameters:
    ///   - formKey: 32 secret bytes, the same in every process that serves the workbench.
    ///   - overrides: folders laid over the built-in templates, texts and static files.
    package init(
        services: WorkbenchServices, settings: WorkbenchSettings, formKey: [UInt8],
        time: any TimeSource, metrics: MetricRegistry, overrides: [URL] = []
    ) throws {
        self.services = services
        self.settings = settings
        self.time = time
        self.metrics = metrics
        timeText = TimeText(zone: settings.timeZone)
        cookies = CookieJar(isSecure: settings.isSecure)
        formToken = RequestToken(key: formKey)
        renderer = try PageRenderer(
            folders: [
                ResourceFolder.find(module: "WebComponents"),
                ResourceFolder.find(module: "Workbench"),
            ] + overrides)
    }

    package func router() -> Router<WorkbenchContext> {
        let router = Router(context: WorkbenchContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            SecurityHeaders<WorkbenchContext>(isSecure: settings.isSecure)
            RequestRecord<WorkbenchContext>(application: "workbench", metrics: metrics)
            ErrorPages<WorkbenchContext> { failure, request in try self.page(for: failure, request)
            }
            SameSiteOnly<WorkbenchContext>()
        }
        for route in Self.routes {
            router.on(RouterPath(route.row.path), method: route.row.method) { request, context in
                try await self.answer(route, request, context)
            }
        }
        return router
    }
}

/// What the workbench works with.
package struct WorkbenchServices: Sendable {
    let database: any Database
    let accounts: AccountService
    let providers: ProviderService
    let reader: RecordReader
    let assessments: AssessmentService
    let takedowns: TakedownService
    let hashLists: HashListService
    let jobs: JobQueue
    let audit: AuditTrail

    package init(
        database: any Database, accounts: AccountService, providers: ProviderService,
        reader: RecordReader, assessments: AssessmentService, takedowns: TakedownService,
        hashLists: HashListService, jobs: JobQueue, audit: AuditTrail
    ) {
        self.database = database
        self.accounts = accounts
        self.providers = providers
        self.reader = reader
        self.assessments = assessments
        self.takedowns = takedowns
        self.hashLists = hashLists
        self.jobs = jobs
        self.audit = audit
    }
}

package struct WorkbenchSettings: Sendable {
    package var hotlineName: String
    /// Where people reach the workbench, for one-time links: scheme, host and port.
    package var origin: String
    package var isSecure: Bool
    package var timeZone: TimeZone

    package init(
        hotlineName: String = "Nightlight", origin: String, isSecure: Bool = false,
        timeZone: TimeZone = .gmt
    ) {
        self.hotlineName = hotlineName
        self.origin = origin
        self.isSecure = isSecure
        self.timeZone = timeZone
    }
}

package struct WorkbenchContext: RequestContext {
    package var coreContext: CoreRequestContextStorage

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }
}
