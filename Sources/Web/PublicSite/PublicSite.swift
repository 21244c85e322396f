// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// PublicSite: the door for anyone who wants to report, and to learn what became of it.
//
// It holds only the public half of the casework key, sets no cookie, and has no notion of who is
// asking: its request context has no identity, its log no address. It never imports the other two
// applications.
//
// May touch: Intake, with public keys only. No casework, no account.
// Invariants:
// - nothing about a visitor is kept: no address, no user agent, no referrer, no third party;
// - every page works without scripts.

package import Foundation
import HTTPTypes
package import Hummingbird
package import Intake
package import NightlightCore
package import WebSupport

/// The public application: home, report, receipt, status, and pages to read.
package struct PublicSite: Sendable {
    let settings: PublicSettings
    let intake: IntakeService
    let time: any TimeSource
    let timeText: TimeText
    let renderer: PageRenderer
    let metrics: MetricRegistry
    let answers: SealedState<ReportAnswers>

    /// - Parameters:
    ///   - formKey: 32 secret bytes, the same in every process that serves this site.
    ///   - overrides: folders laid over the built-in templates, texts and static files.
    package init(
        settings: PublicSettings, intake: IntakeService, formKey: [UInt8], time: any TimeSource,
        metrics: MetricRegistry, overrides: [URL] = []
    ) throws {
        self.settings = settings
        self.intake = intake
        self.time = time
        self.timeText = TimeText(zone: settings.timeZone)
        self.metrics = metrics
        renderer = try PageRenderer(
            folders: [
                ResourceFolder.find(module: "WebComponents"),
                ResourceFolder.find(module: "PublicSite"),
            ] + overrides)
        // Long enough to be called away from the form, short enough that a shared computer forgets.
        answers = SealedState(
            key: formKey, purpose: "public report", lifetime: .hours(12), time: time)
    }

    /// Everything this application answers, behind its middleware.
    package func router() -> Router<PublicContext> {
        let router = Router(context: PublicContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            SecurityHeaders<PublicContext>(isSecure: settings.isSecure)
            RequestRecord<PublicContext>(application: "public", metrics: metrics)
            ErrorPages<PublicContext> { failure, request in try self.page(for: failure, request) }
            OneHost<PublicContext>()
            SameSiteOnly<PublicContext>()
        }
        for route in Self.routes { add(route, to: router) }
        return router
    }

    private func add(_ route: PublicRoute, to router: Router<PublicContext>) {
        let row = route.row
        guard row.path.contains("{lang}") else { return add(route, at: row.path, nil, to: router) }
        for language in Language.allCases {
            let path = row.path.replacing("{lang}", with: language.rawValue)
            add(route, at: path, language, to: router)
        }
    }

    private func add(
        _ route: PublicRoute, at path: String, _ language: Language?,
        to router: Router<PublicContext>
    ) {
        router.on(RouterPath(path), method: route.row.method) { request, context in
            try await route.row.serve(request, to: ()) { body in
                let language = language ?? Language(accepting: request.headers[.acceptLanguage])
                return try await route.handler(
                    self,
                    PublicRequest(
                        request: request, context: context, language: language, body: body))
            }
        }
    }
}

/// One request: nothing but the framework's own.
///
/// There is no identity to keep.
package struct PublicContext: RequestContext {
    package var coreContext: CoreRequestContextStorage

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }
}
