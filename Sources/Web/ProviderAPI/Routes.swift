// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
package import Hummingbird
package import WebSupport

/// Who may call a route.
package enum ProviderAccess: String, Sendable {
    case everyone
    /// Whoever shows a provider's token.
    case provider
}

package typealias ProviderRoute = Route<
    ProviderAccess, @Sendable (ProviderAPI, Request, ProviderContext) async throws -> Response
>

extension ProviderAPI {
    package static var routes: [ProviderRoute] {
        [
            ProviderRoute(
                .post, "/v1/reports", .provider, audit: "report.received",
                bodyBytesMax: bodyBytesMax
            ) { try await $0.submit($1, $2) },
            ProviderRoute(.get, "/v1/reports/{number}", .provider) { try await $0.show($1, $2) },
            ProviderRoute(.get, "/healthz", .everyone) { _, _, _ in .text("ok\n") },
        ]
    }

    /// The same table, as rows of the routes page.
    package static var routeDescriptions: [RouteDescription] {
        routes.map {
            RouteDescription(
                method: $0.method.rawValue, path: $0.path, access: $0.access.rawValue,
                audit: $0.audit, bodyBytesMax: $0.bodyBytesMax)
        }
    }
}
