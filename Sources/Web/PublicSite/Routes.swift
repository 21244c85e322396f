// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Hummingbird
import HTTPTypes
import NightlightCore
package import WebSupport

/// Who may use a public route: everyone.
///
/// The type exists so that the table says so on every line.
package enum PublicAccess: String, RouteAccess {
    case everyone

    package var text: String { rawValue }

    package func check(_ caller: Void) {}
}

package typealias PublicRoute = Route<PublicAccess, PublicSite, PublicRequest>

extension PublicSite {
    /// The site map.
    package static var routes: [PublicRoute] {
        let form = PublicForms.bodyBytesMax
        return [
            PublicRoute(.get, "/", .everyone) { $0.chooseLanguage($1) },
            PublicRoute(.get, "/{lang}", .everyone) { try $0.home($1.language) },

            // Report: one question per page, nothing kept here in between.
            PublicRoute(.get, "/{lang}/report", .everyone) { try $0.startReport($1.language) },
            question(.concern), question(.address), question(.details),
            PublicRoute(
                .post, "/{lang}/report/check", .everyone, audit: [.reportReceived],
                bodyBytesMax: form
            ) { try await $0.answer(.check, $1) },
            PublicRoute(.get, "/{lang}/report/{step}", .everyone) {
                $0.restartReport($1.language)
            },

            // Receipt: what became of it.
            PublicRoute(.get, "/{lang}/status", .everyone) { try $0.askReceipt($1.language) },
            PublicRoute(.post, "/{lang}/status", .everyone, bodyBytesMax: 4_096) {
                try await $0.showStatus($1)
            },

            // To read.
            PublicRoute(.get, "/{lang}/help", .everyone) { try $0.info(.help, $1.language) },
            PublicRoute(.get, "/{lang}/about", .everyone) { try $0.info(.about, $1.language) },
            PublicRoute(.get, "/{lang}/privacy", .everyone) {
                try $0.info(.privacy, $1.language)
            },
            PublicRoute(.get, "/{lang}/accessibility", .everyone) {
                try $0.info(.accessibility, $1.language)
            },
            PublicRoute(.get, "/{lang}/leave", .everyone) { $0.leave($1.language) },

            PublicRoute(.get, "/static/{name}", .everyone) { try $0.asset($1) },
            PublicRoute(.get, "/healthz", .everyone) { _, _ in .text("ok\n") },
        ]
    }

    /// A question of the report whose answer stores nothing.
    private static func question(_ step: ReportStep) -> PublicRoute {
        PublicRoute(
            .post, "/{lang}/report/\(step.rawValue)", .everyone,
            bodyBytesMax: PublicForms.bodyBytesMax
        ) { site, request in
            switch try await site.answer(step, request) {
            case .done(let response), .unchanged(let response): response
            }
        }
    }

    /// The same table, as rows of the routes page.
    package static var routeDescriptions: [RouteDescription] {
        routes.map { RouteDescription($0.row) }
    }
}

/// How much a report's form may hold: fifty addresses at their longest and the longest story, typed
/// anew and sealed from the page before, escaped in the worst way.
package enum PublicForms {
    package static let bodyBytesMax = 786_432
    package static let limits = FormLimits(fieldsMax: 24, fieldBytesMax: 262_144)
}
