// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Accounts
import HTTPTypes
import Hummingbird
import NightlightCore
package import WebSupport

/// Who may call a route.
package enum ProviderAccess: String, RouteAccess {
    case everyone
    /// Whoever shows a provider's token.
    case provider

    package var text: String { rawValue }

    package func check(_ caller: Provider?) throws(WebError) {
        if self == .provider && caller == nil { throw .signInNeeded }
    }
}

package typealias ProviderRoute = Route<ProviderAccess, ProviderAPI, ProviderRequest>

extension ProviderAPI {
    package static var routes: [ProviderRoute] {
        [
            ProviderRoute(
                .post, "/v1/reports", .provider, audit: [.reportReceived],
                bodyBytesMax: bodyBytesMax
            ) { try await $0.submit($1) },
            ProviderRoute(.get, "/v1/reports/{number}", .provider) { try await $0.show($1) },
            ProviderRoute(.get, "/healthz", .everyone) { _, _ in .text("ok\n") },
        ]
    }

    /// The same table, as rows of the routes page.
    package static var routeDescriptions: [RouteDescription] {
        routes.map { RouteDescription($0.row) }
    }
}
