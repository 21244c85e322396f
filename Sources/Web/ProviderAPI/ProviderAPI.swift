// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// ProviderAPI: how an Internet provider meets its duty to report, in one call.
//
// The regulations let a provider report Internet addresses and nothing else (SOR/2011-292, section
// 3(b)); this interface therefore refuses every other field instead of ignoring it. It holds only
// the public half of the casework key and never imports the other two applications.
//
// May touch: Intake and the tokens of providers, with public keys only.
// Invariants:
// - a provider reports addresses and nothing else, and sees its own receipts only;
// - the same call sent twice is one report.

package import Accounts
import HTTPTypes
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
            OneHost<ProviderContext>()
        }
        for route in Self.routes {
            router.on(RouterPath(route.row.path), method: route.row.method) { request, context in
                let provider =
                    route.row.access == .provider ? try await provider(of: request) : nil
                do {
                    return try await route.row.serve(request, to: provider) { body in
                        try await route.handler(
                            self,
                            ProviderRequest(
                                request: request, context: context, provider: provider,
                                body: body))
                    }
                } catch let problem as Problem {
                    return try problem.response
                }
            }
        }
        return router
    }
}

/// A request as its handler sees it, with the provider whose token it showed.
package struct ProviderRequest: Sendable {
    let request: Request
    let context: ProviderContext
    /// `nil` on routes for everyone.
    let provider: Provider?
    let body: [UInt8]
}

package struct ProviderContext: RequestContext {
    package var coreContext: CoreRequestContextStorage

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }
}
