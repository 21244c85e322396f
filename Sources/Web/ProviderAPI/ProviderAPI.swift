// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// ProviderAPI: how an Internet provider meets its duty to report, in one call.
//
// The regulations let a provider report Internet addresses and nothing else (SOR/2011-292, section
// 3(b)); this interface therefore refuses every other field instead of ignoring it. It holds only
// the public half of the casework key and never imports the other two applications.

package import Accounts
package import Hummingbird
package import Intake
import NightlightCore
package import WebSupport

/// The application providers' programs talk to.
package struct ProviderAPI: Sendable {
    let intake: IntakeService
    let providers: ProviderService
    let metrics: MetricRegistry
    let isSecure: Bool

    package init(
        intake: IntakeService, providers: ProviderService,
        metrics: MetricRegistry, isSecure: Bool
    ) {
        self.intake = intake
        self.providers = providers
        self.metrics = metrics
        self.isSecure = isSecure
    }

    /// LIMIT: 256 KiB, fifty addresses at their longest with every character escaped.
    static let bodyBytesMax = 262_144

    package func router() -> Router<ProviderContext> {
        let router = Router(context: ProviderContext.self)
        router.addMiddleware {
            SecurityHeaders<ProviderContext>(isSecure: isSecure)
            RequestRecord<ProviderContext>(application: "provider", metrics: metrics)
            ErrorPages<ProviderContext> { failure, _ in try Problem(failure).response }
        }
        for route in Self.routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                var context = context
                if route.access == .provider {
                    context.provider = try await authenticate(request)
                }
                do {
                    return try await route.handler(self, request, context)
                } catch let problem as Problem {
                    return try problem.response
                }
            }
        }
        return router
    }
}

/// One request, with the provider that made it once its token was accepted.
package struct ProviderContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    var provider: Provider?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }
}
