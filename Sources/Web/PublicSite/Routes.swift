// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Hummingbird
import HTTPTypes
package import NightlightCore
package import WebSupport

/// Who may use a public route: everyone.
///
/// The type exists so that the table says so on every line.
package enum PublicAccess: String, Sendable { case everyone }

/// What serves a route: once, or once for each language.
package enum PublicHandler: Sendable {
    case plain(@Sendable (PublicSite, Request, PublicContext) async throws -> Response)
    case localised(@Sendable (PublicSite, Request, Language) async throws -> Response)
}

package typealias PublicRoute = Route<PublicAccess, PublicHandler>

extension PublicSite {
    /// The site map.
    package static var routes: [PublicRoute] {
        let form = PublicForms.limits.bodyBytesMax
        return [
            PublicRoute(.get, "/", .everyone, .plain { $0.chooseLanguage($1, $2) }),
            PublicRoute(.get, "/{lang}", .everyone, .localised { try $0.home($2) }),

            // Report: one question per page, nothing kept here in between.
            PublicRoute(.get, "/{lang}/report", .everyone, .localised { try $0.startReport($2) }),
            PublicRoute(
                .post, "/{lang}/report/concern", .everyone, bodyBytesMax: form,
                .localised { try await $0.answer(.concern, $1, $2) }),
            PublicRoute(
                .post, "/{lang}/report/address", .everyone, bodyBytesMax: form,
                .localised { try await $0.answer(.address, $1, $2) }),
            PublicRoute(
                .post, "/{lang}/report/details", .everyone, bodyBytesMax: form,
                .localised { try await $0.answer(.details, $1, $2) }),
            PublicRoute(
                .post, "/{lang}/report/check", .everyone, audit: "report.received",
                bodyBytesMax: form, .localised { try await $0.answer(.check, $1, $2) }),
            PublicRoute(
                .get, "/{lang}/report/{step}", .everyone, .localised { $0.restartReport($2) }),

            // Receipt: what became of it.
            PublicRoute(.get, "/{lang}/status", .everyone, .localised { try $0.askReceipt($2) }),
            PublicRoute(
                .post, "/{lang}/status", .everyone, bodyBytesMax: 4_096,
                .localised { try await $0.showStatus($1, $2) }),

            // To read.
            PublicRoute(.get, "/{lang}/help", .everyone, .localised { try $0.info(.help, $2) }),
            PublicRoute(.get, "/{lang}/about", .everyone, .localised { try $0.info(.about, $2) }),
            PublicRoute(
                .get, "/{lang}/privacy", .everyone, .localised { try $0.info(.privacy, $2) }),
            PublicRoute(
                .get, "/{lang}/accessibility", .everyone,
                .localised { try $0.info(.accessibility, $2) }),
            PublicRoute(.get, "/{lang}/leave", .everyone, .localised { $0.leave($2) }),

            PublicRoute(
                .get, "/static/{name}", .everyone, .plain { try $0.asset($1, $2) }),
            PublicRoute(.get, "/healthz", .everyone, .plain { _, _, _ in .text("ok\n") }),
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

/// How much a report's form may hold: fifty addresses at their longest and the longest story, typed
/// anew and sealed from the page before, escaped in the worst way.
package enum PublicForms {
    package static let limits = FormLimits(
        bodyBytesMax: 786_432, fieldsMax: 24, fieldBytesMax: 262_144)
}
