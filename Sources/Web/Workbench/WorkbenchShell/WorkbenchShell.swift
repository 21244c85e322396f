// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// WorkbenchShell: what every page of the workbench has around it, whatever it is about.
//
// It knows who is signed in and nothing of casework: the guard of every route, signing in, the
// frame with its navigation, the pieces that lists and forms are made of, and the page that says
// what went wrong. Pages are made by page modules, one for each subject; the shell imports none of
// them, and none imports another.
//
// May touch: accounts and WebSupport. No page module, no feature of casework.
// Invariants:
// - a route without a session leads to signing in; one with too little a role says so.

package import Accounts
package import Foundation
package import Hummingbird
package import NightlightCore
package import WebSupport

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

/// The workbench without its subjects.
package struct WorkbenchShell: Sendable {
    package let settings: WorkbenchSettings
    let accounts: AccountService
    let time: any TimeSource
    let metrics: MetricRegistry
    let cookies: CookieJar
    let formToken: RequestToken
    let deviceCookie: DeviceCookie
    let directory: Directory
    private let renderers: [String: PageRenderer]

    /// - Parameters:
    ///   - formKey: 32 secret bytes, the same in every process that serves the workbench.
    ///   - modules: the subjects, in the order in which the navigation names them.
    ///   - overrides: folders laid over the built-in templates, texts and static files.
    package init(
        settings: WorkbenchSettings, accounts: AccountService, formKey: [UInt8],
        time: any TimeSource, metrics: MetricRegistry, modules: [any PageModule.Type],
        overrides: [URL] = []
    ) throws {
        self.settings = settings
        self.accounts = accounts
        self.time = time
        self.metrics = metrics
        cookies = CookieJar(isSecure: settings.isSecure)
        formToken = RequestToken(key: formKey)
        deviceCookie = DeviceCookie(key: formKey)
        var renderers: [String: PageRenderer] = [:]
        var directory = Directory()
        for module in modules {
            // Each has its own templates and texts beside the shell's, and sees nobody else's.
            let renderer = try PageRenderer(
                folders: (["WebComponents", "WorkbenchShell"] + module.resources)
                    .map { try ResourceFolder.find(module: $0) } + overrides)
            renderers[module.name] = renderer
            directory.add(module, renderer)
        }
        self.renderers = renderers
        self.directory = directory
    }

    /// What a module prints its pages with.
    package func printer(for module: any PageModule.Type) throws -> PagePrinter {
        guard let renderer = renderers[module.name] else {
            throw PageError.resourcesMissing(name: module.name)
        }
        return PagePrinter(
            renderer: renderer, directory: directory, hotlineName: settings.hotlineName,
            timeText: TimeText(zone: settings.timeZone), time: time)
    }

    /// A router with everything that surrounds the routes, and no route yet.
    ///
    /// - Parameter printer: of the page for a request that failed.
    package func router(failures printer: PagePrinter) -> Router<WorkbenchContext> {
        let router = Router(context: WorkbenchContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            SecurityHeaders<WorkbenchContext>(isSecure: settings.isSecure, allowsScripts: true)
            RequestRecord<WorkbenchContext>(application: "workbench", metrics: metrics)
            ErrorPages<WorkbenchContext> { failure, request in
                try printer.page(for: failure, in: self.language(of: request, nil))
            }
            OneHost<WorkbenchContext>()
            SameSiteOnly<WorkbenchContext>()
        }
        return router
    }

    /// Answers at each path that a module has.
    package func add<Pages: PageModule>(_ pages: Pages, to router: Router<WorkbenchContext>) {
        for route in Pages.routes {
            router.on(RouterPath(route.row.path), method: route.row.method) { request, context in
                try await self.answer(route, of: pages, request, context)
            }
        }
    }
}
